"""What the interactive figures compute, without a browser: what the notes compute, and what they say of it."""

from __future__ import annotations

import gzip
import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from javascript import Program, module
from lxml import etree
from note_checks import checks_of as note
from site_shell import ROOT

from notes import programs

with programs.importing_from(ROOT / "docs"):
    import transformer

FOLDER = ROOT / "docs/assets/elements"
SCRIPTS = sorted(path.stem for path in FOLDER.glob("*.js"))
STEPS = [-5, -2.3, -1, -0.1, 0, 0.1, 1, 2.3, 5]
Case = tuple[str, str, list[list[Any]], Callable[..., Any]]
"""Element, function, arguments, the same in Python."""


@cache
def element(name: str) -> Program:
    return module(f"docs/assets/elements/{name}.js")


def grid(*axes: Sequence[Any]) -> list[list[Any]]:
    return [list(point) for point in itertools.product(*axes)]


def attention() -> Iterator[Case]:
    attention = note("attention")
    yield "attention-weights", "normal", [[index] for index in range(4096)], attention.normal
    heads = grid([1, 2, 8, 64, 128, 1024, *range(3, 40)], ["none", "root", "width"])
    yield "attention-weights", "spread", heads, attention.spread
    settings = grid([2, 3, 16, 100, 1024, 4096], [0.03, 0.5, 1, 11.3, 32], [-2, 0, 2, 6])
    yield "attention-weights", "weights", settings, attention.weights
    shares = [[attention.weights(*setting)] for setting in settings]
    yield "attention-weights", "effective", shares, attention.effective
    yield "attention-weights", "slope", shares, attention.slope


def bias() -> Iterator[Case]:
    bias = note("bias")
    lines = [[w1, w2, b] for w1, w2, b in grid(STEPS, STEPS, [-5, -1, 0, 0.5, 5])]
    yield (
        "bias-line",
        "correct",
        [[t, *w] for t in bias.TARGETS for w in lines],
        bias.correct_cases,
    )
    yield "bias-line", "score", [[*w, 1, 0] for w in lines], bias.score
    yield "bias-line", "originDistance", [w for w in lines if w[0] or w[1]], bias.origin_distance


def activations() -> Iterator[Case]:
    curves = note("activations")
    places = [i / 4 for i in range(-48, 49)] + [-30, -8.5, 1e-9, 8.5, 30]
    for index, name in enumerate(("value", "slope")):
        yield (
            "activation-curve",
            name,
            grid(curves.FUNCTIONS, places),
            lambda f, z, index=index: curves.FUNCTIONS[f][index](z),
        )
    yield (
        "activation-curve",
        "passed",
        grid(curves.FUNCTIONS, STEPS, [1, 2, 10]),
        lambda f, z, n: curves.FUNCTIONS[f][1](z) ** n,
    )

    def tails(name: str, limit: float) -> list[float]:
        steep = [z for z in range(-1200, 1201) if abs(curves.FUNCTIONS[name][1](z / 100)) >= limit]
        if not steep:
            return [12, -12]
        left, right = steep[0] - 1, steep[-1] + 1
        return [
            left / 100 if left >= -1200 else float("-inf"),
            right / 100 if right <= 1200 else float("inf"),
        ]

    limits = [0.0013, 0.0031, 0.007, 0.013, 0.03, 0.07, 0.13, 0.3, 0.7, 1.05]
    yield "activation-curve", "tails", grid(curves.FUNCTIONS, limits), tails


def receptive_field() -> Iterator[Case]:
    fields = note("receptive-field")
    stacks = [
        [list(one) for one in pair]
        for pair in itertools.product(
            itertools.product([1, 2, 3, 11], [1, 2], [0, 1, 5], [1, 4]), repeat=2
        )
    ]

    def layers(stack: list[list[int]]) -> list[Any]:
        return [fields.Layer("", *one) for one in stack]

    def walk(stack: list[list[int]]) -> list[dict[str, float]]:
        kept = [layers(stack)[: end + 1] for end in range(len(stack))]
        return [
            {
                "field": fields.field(one),
                "jump": fields.jump_of(one),
                "centre": fields.centre_of(one),
            }
            for one in kept
        ]

    yield "receptive-field", "walk", [[stack] for stack in stacks], walk
    yield (
        "receptive-field",
        "needed",
        [[stack] for stack in stacks],
        lambda stack: [
            fields.field_from_above(layers(stack)[start:]) for start in range(len(stack), -1, -1)
        ],
    )

    def outputs(stack: list[list[int]], inputs: int) -> list[int]:
        return [fields.outputs_of(layers(stack)[:end], inputs) for end in range(len(stack) + 1)]

    yield "receptive-field", "outputs", [[s, n] for s in stacks[::3] for n in (1, 12, 224)], outputs


def normalization() -> Iterator[Case]:
    normalization = note("normalization")
    places, layers, strengths = ["post", "pre"], range(1, 257, 15), [0.1, 0.5, 1, 2]
    yield "norm-stream", "stream", grid(places, layers, strengths), normalization.stream
    yield "norm-stream", "gradient", grid(places, layers, strengths), normalization.gradient
    yield (
        "norm-stream",
        "skipped",
        grid(places, [256], layers, strengths),
        normalization.skipped,
    )


def rope() -> Iterator[Case]:
    rope = note("rope")
    pairs, bases = [0, 1, 19, 30, 34, 35, 63], [10_000, 500_000, 1_000_000]
    yield "rope-dial", "wavelength", grid(range(rope.PAIRS), bases), rope.wavelength
    yield (
        "rope-dial",
        "scaled",
        grid(["none", "pi", "ntk", "yarn", "llama3"], pairs, bases, [512, 8192], [1, 8, 32]),
        rope.scaled_wavelength,
    )


def smooth_metrics() -> Iterator[Case]:
    smooth = note("smooth-metrics")
    triples = grid(STEPS, [-5, 0, 5], [-1, 0, 3])
    betas = [0.1, 1, 10, 50]
    yield (
        "smooth-score",
        "softmax",
        [[x, b] for x in triples for b in betas],
        lambda x, b: list(smooth.softmax(x, b)),
    )
    yield (
        "smooth-score",
        "logsumexp",
        [[x, b] for x in triples for b in betas],
        lambda x, b: smooth.logsumexp(b, *x),
    )
    shares = grid([0, 0.3, 1], [0, 0.5, 1], [0, 0.7], [0, 1], [0.1, 0.5, 0.9])
    yield "smooth-score", "f1", [[smooth.TARGETS, p] for p in shares], smooth.f1


def cpc() -> Iterator[Case]:
    cpc = note("cpc")
    flips = [i / 100 for i in range(51)]
    yield "infonce-bound", "information", [[f] for f in flips + flips], cpc.channel_information
    yield "infonce-bound", "bound", grid(flips, [2, 3, 17, 256]), cpc.channel_bound
    matrices = [[[[a, b], [c, d]]] for a, b, c, d in grid(STEPS[::2], [-5, 0, 5], [0, 2], STEPS)]
    yield "infonce-bound", "infonce", matrices, lambda s: cpc.infonce(cpc.np.array(s, dtype=float))


def prefix_tuning() -> Iterator[Case]:
    prefix = note("prefix-tuning")
    yield (
        "prefix-gate",
        "gate",
        grid([-6, -1, 0, 2, 14], [1, 10, 200], [1, 2, 64, 1024, 4096, 9, 33]),
        lambda s, p, n: prefix.gate(s, n, p),
    )
    yield (
        "prefix-gate",
        "mixed",
        grid([0, 0.25, 0.5, 1], [-1, 0, 1, 2, 3], [-10, 0, 1, 7, 10]),
        prefix.blend,
    )
    sizes = {"medium": (24, 1024), "large": (36, 1280)}
    named = {size: name for name, size in sizes.items()}
    for js in ("stored", "trained"):
        yield (
            "prefix-gate",
            js,
            [[p, *size] for p in range(1, 201) for size in sizes.values()],
            lambda p, n, d, js=js: getattr(prefix, js)(named[n, d], p),
        )


def lora() -> Iterator[Case]:
    lora = note("lora")
    models = [*lora.SHAPES, "gpt3"]
    settings = grid(models, [1, 4, 8, 16, 64, 256, 100], ["qv", "qkvo", "all"])
    yield "lora-memory", "trainable", settings, lora.trainable

    def memory(model: str, rank: int, targets: str, recipe: str) -> list[float]:
        adapter = lora.trainable(model, rank, targets) * lora.BYTES["mixed"] / 1e9
        weights, quantized = lora.frozen_gigabytes(model), lora.quantized_gigabytes(model)
        return [lora.training_gigabytes(model, recipe), weights + adapter, quantized + adapter]

    recipes = ["mixed", "mixed-fp32-gradient", "bf16", "adam8", "fp32"]
    yield "lora-memory", "memory", [[*s, r] for s in settings for r in recipes], memory


def llama() -> Iterator[Case]:
    shapes = grid([64, 4096, 16384], [1, 32, 126], [1, 8, 64], [1, 4], [64, 11008], [1, 128256])
    known = [
        dict(zip(("width", "layers", "heads", "kvHeads", "ffn", "vocabulary"), one, strict=True))
        for one in shapes
        if one[2] % one[3] == 0
    ]

    def shape(one: dict[str, int]) -> transformer.Shape:
        return transformer.Shape(
            kv_heads=one["kvHeads"], **{k: v for k, v in one.items() if k != "kvHeads"}
        )

    yield (
        "model-explorer",
        "forwardFlops",
        [[one] for one in known],
        lambda one: 2 * shape(one).parameters,
    )
    yield (
        "model-explorer",
        "scoreFlops",
        [[one, n] for one in known for n in (1, 2048, 1048576)],
        lambda one, n: shape(one).score_flops(n),
    )
    yield (
        "model-shapes",
        "cacheBytes",
        [[one, n] for one in known for n in (1, 2048, 1048576)],
        lambda one, n: shape(one).kv_cache_bytes(n),
    )


def hallucination() -> Iterator[Case]:
    doubt = note("hallucination")
    counts = [c for c in grid([0, 1, 4], [0, 3], [0, 3, 20], [0, 2], [0, 5]) if sum(c)]

    def items(counted: list[int]) -> list[str]:
        return [str(place) for place, count in enumerate(counted) for _ in range(count)]

    yield (
        "answer-entropy",
        "entropy",
        [[c] for c in counts + counts[::-1]],
        lambda c: doubt.entropy(items(c)),
    )
    groups = [["a", "a", "a", "b", "c"], ["a", "b", "a", "b", "a"]]
    yield (
        "answer-entropy",
        "semanticEntropy",
        [[c, g] for c in counts for g in groups],
        lambda c, g: doubt.entropy([g[int(place)] for place in items(c)]),
    )
    yield (
        "answer-entropy",
        "f1At",
        grid([0, 1, 40, 64, 200], [0, 1, 10, 200], [1, 5, 64, 100, 200]),
        doubt.f1_at,
    )
    yield "reliability-diagram", "answerAbove", [[i / 10] for i in range(120)], doubt.answer_above
    bins = [
        [[[20, 0.1, a], [5, 0.5, b], [1, 0.9, c]]]
        for a, b, c in grid([0, 0.1, 0.5, 1], [0, 0.2, 0.5, 0.7, 1], [0, 0.25, 0.9, 0.95, 1])
    ]
    yield "reliability-diagram", "calibrationError", bins, doubt.weighted_gap
    yield (
        "reliability-diagram",
        "answered",
        [[*b, limit] for b in bins for limit in (0, 0.1, 0.75, 0.95)],
        lambda b, limit: list(doubt.answered(b, limit)),
    )


CASES = [
    case
    for cases in (
        attention,
        bias,
        activations,
        receptive_field,
        normalization,
        rope,
        smooth_metrics,
        cpc,
        prefix_tuning,
        lora,
        llama,
        hallucination,
    )
    for case in cases()
]


def flat(value: Any) -> list[float]:
    """Numbers of nested lists and of objects, in a fixed order."""
    if isinstance(value, dict):
        return [number for key in sorted(value) for number in flat(value[key])]
    if isinstance(value, list | tuple):
        return [number for one in value for number in flat(one)]
    return [value]


@pytest.mark.parametrize(
    ("name", "function", "inputs", "expected"),
    [pytest.param(*case, id=f"{case[0]}-{case[1]}") for case in CASES],
)
def test_a_figure_computes_what_its_note_computes(
    name: str, function: str, inputs: list[list[Any]], expected: Callable[..., Any]
) -> None:
    assert len(inputs) >= 100
    over_all = f"(inputs) => inputs.map((one) => {function}(...one))"
    for arguments, value in zip(inputs, element(name).call(over_all, inputs), strict=True):
        ours = flat(expected(*arguments))
        if function == "memory":  # the figure keeps parts, the note sums
            value = [sum(value[part]) for part in ("full", "lora", "qlora")]
        if all(isinstance(one, int) for one in ours):
            assert flat(value) == ours, arguments
        else:
            assert flat(value) == pytest.approx(ours, rel=1e-9, abs=1e-9), arguments


def test_presets_are_the_models_and_networks_of_the_notes() -> None:
    lora = note("lora")
    shapes = {f"llama-{size.lower()}": shape for size, shape in transformer.LLAMA.items()}
    shapes |= {f"llama3-{size.lower()}": shape for size, shape in transformer.LLAMA3.items()}
    shapes |= {name: shape for name, shape in lora.SHAPES.items() if name.startswith("qwen")}
    names = {"kv_heads": "kvHeads", "qkv_bias": "bias"}
    every = "() => Object.fromEntries(Object.keys(SHAPES).map((name) => [name, shape(name)]))"
    assert element("model-shapes").call(every) == {
        model: {names.get(key, key): value for key, value in vars(shape).items()}
        for model, shape in shapes.items()
    }
    networks = note("receptive-field").NETWORKS
    for name in ("alexnet", "vgg16", "resnet50-paper", "resnet50-torchvision"):
        layers = [one for one in networks[name] if one.name != "fc6"]
        expected = [[one.kernel, one.stride, one.padding, one.dilation] for one in layers]
        found = element("receptive-field").call("(name) => parse(PRESETS[name])", name)
        assert found == expected, name
    for name, (_, layers, width, parameters) in element("prefix-gate").call("() => MODELS").items():
        shape = transformer.GPT2[name]
        assert (layers, width, parameters) == (shape.layers, shape.width, shape.parameters), name
    doubt = note("hallucination")
    assert element("answer-entropy").call("() => SAMPLES") == {
        name: [answers.count(wording) for wording in doubt.PARIS]
        for name, answers in doubt.SAMPLES.items()
    }


@pytest.mark.parametrize("name", SCRIPTS)
def test_an_element_is_small(name: str) -> None:
    assert len(gzip.compress(FOLDER.joinpath(f"{name}.js").read_bytes())) <= 5 * 1024


# What a figure draws and says at a setting

RENDERED = """(name, settings) => {
  const figure = new (customElements.get(name))();
  const state = Object.fromEntries(figure.constructor.controls.map(({ name, value }) => [name, value]));
  return settings.map((setting) => figure.render({ ...state, ...setting }));
}"""
CONTROLS = "(name) => customElements.get(name).controls"
FIGURES = [name for name in SCRIPTS if element(name).call("(name) => name in defined", name)]


def rendered(name: str, settings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Drawing and reading at each of these settings, all else as the figure begins."""
    found: list[dict[str, Any]] = element(name).call(RENDERED, name, settings)
    return found


def ends(control: dict[str, Any]) -> list[Any]:
    """The values of a control that are furthest apart, or all."""
    if "options" in control:
        return [*control["options"]]
    return [True, False] if control.get("check") else [control["min"], control["max"]]


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_draws_and_says_numbers_at_every_end_of_its_controls(name: str) -> None:
    controls = [one for one in element(name).call(CONTROLS, name) if not is_text(one)]
    alone = [{one["name"]: value} for one in controls for value in ends(one)]
    numbers = [one for one in controls if "min" in one]
    together = [
        {a["name"]: one, b["name"]: other}
        for a, b in itertools.combinations(numbers, 2)
        for one, other in itertools.product(ends(a), ends(b))
    ]
    settings = alone + together
    for setting, result in zip(settings, rendered(name, settings), strict=True):
        shown = result.get("problem") or result["drawing"] + "".join(result["reading"])
        assert shown
        assert not re.search("NaN|Infinity|∞|undefined|null", shown), setting
        if "drawing" in result:
            etree.fromstring(f"<p>{result['drawing']}</p>")


def is_text(control: dict[str, Any]) -> bool:
    return not control.keys() & {"options", "check", "min"}


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("given", ["", " ", "abc", "-1e99", "1e99", "1/0", "NaN", "Infinity"])
def test_a_control_takes_no_bad_input(name: str, given: str) -> None:
    refused = """(name, given) => {
      const figure = new (customElements.get(name))();
      return customElements.get(name).controls.filter((one) => !one.check).map((one) => figure.check(one, given));
    }"""
    for answer in element(name).call(refused, name, given):
        assert list(answer) == ["problem"]
        assert answer["problem"]


@pytest.mark.parametrize("name", FIGURES)
def test_a_control_takes_what_the_figure_begins_with(name: str) -> None:
    taken = """(name) => {
      const figure = new (customElements.get(name))();
      return figure.constructor.controls.map((one) => [one.value, figure.check(one, one.check ? one.value : `${one.value}`).value]);
    }"""
    for begins, value in element(name).call(taken, name):
        assert value == begins


def test_no_line_separates_xor_and_none_through_the_origin_separates_and() -> None:
    def all_right(settings: list[dict[str, Any]]) -> list[dict[str, Any]]:
        found = rendered("bias-line", settings)
        return [
            one
            for one, it in zip(settings, found, strict=True)
            if "判对 4 个" in it["reading"][0].partition("；")[0]
        ]

    task = {"task": "and", "fixed": True, "b": 0}
    assert not all_right([task | {"w1": w1, "w2": w2} for w1, w2 in grid(STEPS, STEPS)])
    task = {"task": "xor"}
    moved = grid(STEPS, STEPS, STEPS)
    assert not all_right([task | {"w1": w1, "w2": w2, "b": b} for w1, w2, b in moved])
    assert all_right([{"task": "and", "w1": 2, "w2": 1, "b": -2}])


# What figures share


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        (18874368, 3, "18,874,368"),
        (-1.5, 3, "−1.5"),
        (0.12345, 3, "0.123"),
        (-0.0001, 3, "0"),
        (-0.0, 3, "0"),
        (2.5, 0, "3"),
    ],
)
def test_a_number_is_shown_for_people(value: float, digits: int, shown: str) -> None:
    assert element("figure-parts").call("show", value, digits) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (0.25, "0.25"),
        (0.00012, "1.2 × 10^−4"),
        (6e-28, "6 × 10^−28"),
        (-6e-28, "−6 × 10^−28"),
        (123456, "123,456"),
        (6.02e23, "6.02 × 10^23"),
    ],
)
def test_a_number_that_would_round_to_nothing_is_shown_as_a_power(value: float, shown: str) -> None:
    assert element("figure-parts").call("showPower", value) == shown


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.integers(2, 10))
def test_ticks_are_round_even_and_inside(low: float, width: float, count: int) -> None:
    high = low + width
    assume(width > 1e-6 * abs(low))
    found = element("figure-parts").call("ticks", low, high, count)
    step = found[1] - found[0] if len(found) > 1 else 0
    slack = 1e-6 * (width + abs(low) * 1e-6) + 1e-9 * abs(low)
    assert all(low - slack <= tick <= high + slack for tick in found)
    assert all(abs(b - a - step) <= slack for a, b in itertools.pairwise(found))
    assert count / 2.5 - 1 <= len(found) <= count + 1


def test_a_text_is_shown_as_it_is() -> None:
    assert element("escape").call("escape", '<b a="1">&') == "&#60;b a=&#34;1&#34;&#62;&#38;"
