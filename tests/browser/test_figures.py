"""Interactive figures: they compute what the notes compute, and a reader finds out what they are for."""

from __future__ import annotations

import gzip
import itertools
import re
import runpy
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import transformer
from conftest import SITE_URL
from note_checks import checks
from playwright.sync_api import Browser, Locator, Page, Route

DOCS = Path(__file__).parents[2] / "docs"
ELEMENTS = sorted((DOCS / "assets/elements").glob("*.js"))
PAGES = {
    "bias-line": "basics/bias",
    "activation-curve": "basics/activations",
    "receptive-field": "basics/receptive-field",
    "rope-dial": "basics/rope",
    "smooth-score": "objectives/smooth-metrics",
    "infonce-bound": "representation/cpc",
    "prefix-gate": "peft/prefix-tuning",
    "lora-memory": "peft/lora",
    "model-explorer": "llama/llama-1",
    "answer-entropy": "reliability/hallucination",
    "reliability-diagram": "reliability/hallucination",
}
STEPS = [-5, -2.3, -1, -0.1, 0, 0.1, 1, 2.3, 5]
Case = tuple[str, str, list[list[Any]], Callable[..., Any]]


def note(path: str) -> ModuleType:
    return checks(DOCS / path / "index.md")


def grid(*axes: Sequence[Any]) -> list[list[Any]]:
    return [list(point) for point in itertools.product(*axes)]


def cases() -> Iterator[Case]:
    """Element, exported function, arguments, the same in Python."""
    bias = note("basics/bias")
    lines = [[w1, w2, b] for w1, w2, b in grid(STEPS, STEPS, [-5, -1, 0, 0.5, 5])]
    yield (
        "bias-line",
        "correct",
        [[t, *w] for t in bias.TARGETS for w in lines],
        bias.correct_cases,
    )
    yield "bias-line", "score", [[*w, 1, 0] for w in lines], bias.score
    yield "bias-line", "originDistance", [w for w in lines if w[0] or w[1]], bias.origin_distance

    curves = note("basics/activations")
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

    fields = note("basics/receptive-field")
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

    rope = note("basics/rope")
    pairs, bases = [0, 1, 19, 30, 34, 35, 63], [10_000, 500_000, 1_000_000]
    yield "rope-dial", "wavelength", grid(range(rope.PAIRS), bases), rope.wavelength
    yield (
        "rope-dial",
        "scaled",
        grid(["none", "pi", "ntk", "yarn", "llama3"], pairs, bases, [512, 8192], [1, 8, 32]),
        rope.scaled_wavelength,
    )

    smooth = note("objectives/smooth-metrics")
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

    cpc = note("representation/cpc")
    flips = [i / 100 for i in range(51)]
    yield "infonce-bound", "information", [[f] for f in flips + flips], cpc.channel_information
    yield "infonce-bound", "bound", grid(flips, [2, 3, 17, 256]), cpc.channel_bound
    matrices = [[[[a, b], [c, d]]] for a, b, c, d in grid(STEPS[::2], [-5, 0, 5], [0, 2], STEPS)]
    yield "infonce-bound", "infonce", matrices, lambda s: cpc.infonce(cpc.np.array(s, dtype=float))

    prefix = note("peft/prefix-tuning")
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

    lora = note("peft/lora")
    models = [*lora.SHAPES, "gpt3"]
    settings = grid(models, [1, 4, 8, 16, 64, 256, 100], ["qv", "qkvo", "all"])
    yield "lora-memory", "trainable", settings, lora.trainable

    def memory(model: str, rank: int, targets: str, recipe: str) -> list[float]:
        adapter = lora.trainable(model, rank, targets) * lora.BYTES["mixed"] / 1e9
        weights, quantized = lora.frozen_gigabytes(model), lora.quantized_gigabytes(model)
        return [lora.training_gigabytes(model, recipe), weights + adapter, quantized + adapter]

    recipes = ["mixed", "mixed-fp32-gradient", "bf16", "adam8", "fp32"]
    yield "lora-memory", "memory", [[*s, r] for s in settings for r in recipes], memory

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

    doubt = note("reliability/hallucination")
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


def flat(value: Any) -> list[float]:
    """Numbers of nested lists and of objects, in a fixed order."""
    if isinstance(value, dict):
        return [number for key in sorted(value) for number in flat(value[key])]
    if isinstance(value, list | tuple):
        return [number for one in value for number in flat(one)]
    return [value]


@pytest.fixture(scope="module")
def blank(browser: Browser, site_url: str) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(f"{site_url}feeds/")
    yield page
    page.close()


@pytest.mark.parametrize(
    ("element", "function", "inputs", "expected"),
    [pytest.param(*case, id=f"{case[0]}-{case[1]}") for case in cases()],
)
def test_a_figure_computes_what_its_note_computes(
    blank: Page,
    site_url: str,
    element: str,
    function: str,
    inputs: list[list[Any]],
    expected: Callable[..., Any],
) -> None:
    assert len(inputs) >= 100
    found = blank.evaluate(
        "([url, name, inputs]) => import(url).then(module => inputs.map(one => module[name](...one)))",
        [f"{site_url}assets/elements/{element}.js", function, inputs],
    )
    for arguments, value in zip(inputs, found, strict=True):
        ours = flat(expected(*arguments))
        if function == "memory":  # the figure keeps parts, the note sums
            value = [sum(value[name]) for name in ("full", "lora", "qlora")]
        elif function == "walk":
            value = [{**one} for one in value]
        if all(isinstance(one, int) for one in ours):
            assert flat(value) == ours, arguments
        else:
            assert flat(value) == pytest.approx(ours, rel=1e-9, abs=1e-9), arguments


def test_presets_are_the_models_and_networks_of_the_notes(blank: Page, site_url: str) -> None:
    found = blank.evaluate(
        """async (folder) => {
          const [shapes, fields, prefix, doubt] = await Promise.all(
            ["model-shapes", "receptive-field", "prefix-gate", "answer-entropy"].map((one) => import(`${folder}${one}.js`)));
          return {
            shapes: Object.fromEntries(Object.keys(shapes.SHAPES).map((name) => [name, shapes.shape(name)])),
            networks: Object.fromEntries(Object.entries(fields.PRESETS).map(([name, text]) => [name, fields.parse(text)])),
            prefixes: prefix.MODELS,
            samples: doubt.SAMPLES,
          };
        }""",
        f"{site_url}assets/elements/",
    )
    lora = note("peft/lora")
    shapes = {f"llama-{size.lower()}": shape for size, shape in transformer.LLAMA.items()}
    shapes |= {f"llama3-{size.lower()}": shape for size, shape in transformer.LLAMA3.items()}
    shapes |= {name: shape for name, shape in lora.SHAPES.items() if name.startswith("qwen")}
    names = {"kv_heads": "kvHeads", "qkv_bias": "bias"}
    assert found["shapes"] == {
        model: {names.get(key, key): value for key, value in vars(shape).items()}
        for model, shape in shapes.items()
    }
    networks = note("basics/receptive-field").NETWORKS
    for name in ("alexnet", "vgg16", "resnet50-paper", "resnet50-torchvision"):
        layers = [one for one in networks[name] if one.name != "fc6"]
        expected = [[one.kernel, one.stride, one.padding, one.dilation] for one in layers]
        assert found["networks"][name] == expected, name
    for name, (_, layers, width, parameters) in found["prefixes"].items():
        shape = transformer.GPT2[name]
        assert (layers, width, parameters) == (shape.layers, shape.width, shape.parameters), name
    doubt = note("reliability/hallucination")
    assert found["samples"] == {
        name: [answers.count(wording) for wording in doubt.PARIS]
        for name, answers in doubt.SAMPLES.items()
    }


def test_a_figure_begins_with_the_setting_that_its_note_or_the_address_gives(
    page: Page, site_url: str
) -> None:
    page.goto(f"{site_url}llama/llama-3/")
    assert "405,853,388,800 个参数" in reading(page, "model-explorer")
    assert page.locator("model-explorer [name=context]").input_value() == "131072"
    page.goto(f"{site_url}llama/llama-3/#model-explorer,preset=llama3-8b,context=1024")
    assert "8,030,261,248 个参数" in reading(page, "model-explorer")
    assert page.locator("model-explorer [name=kvHeads]").input_value() == "8"
    assert page.locator("model-explorer [name=context]").input_value() == "1024"


def test_a_setting_with_commas_comes_back_and_zero_has_no_sign(page: Page, site_url: str) -> None:
    open_figure(page, site_url, "receptive-field")
    fill(page, "receptive-field", layers="3/1/1/1,2/2/0/1")
    shown = reading(page, "receptive-field")
    link = page.locator("receptive-field .live__link a").get_attribute("href") or ""
    page.goto("about:blank")
    open_figure(page, site_url, "receptive-field", link)
    assert reading(page, "receptive-field") == shown
    open_figure(page, site_url, "bias-line", "#50%")
    page.locator("bias-line [name=fixed]").check()
    assert "T = 0；" in reading(page, "bias-line")


@pytest.mark.parametrize("script", ELEMENTS, ids=lambda path: path.stem)
def test_an_element_is_small(script: Path) -> None:
    assert len(gzip.compress(script.read_bytes())) <= 5 * 1024


def open_figure(page: Page, site_url: str, tag: str, setting: str = "") -> None:
    page.goto(f"{site_url}{PAGES[tag]}/{setting}")
    page.wait_for_selector(f"{tag} .live__reading span")


def reading(page: Page, tag: str) -> str:
    return page.locator(f"{tag} .live__reading").first.inner_text()


def fill(page: Page, tag: str, **values: object) -> None:
    for name, value in values.items():
        field = page.locator(f"{tag} [name={name}]").first
        if field.evaluate("e => e.localName") == "select":
            field.select_option(str(value))
        else:
            field.fill(str(value))


def readings(page: Page, tag: str, settings: list[dict[str, float]]) -> list[str]:
    """What the figure says to each of these settings, typed into its fields one after another."""
    found: list[str] = page.evaluate(
        """([tag, settings]) => settings.map((setting) => {
          const figure = document.querySelector(tag);
          for (const [name, value] of Object.entries(setting)) {
            const field = figure.querySelector(`[name=${name}]`);
            field.value = value;
            field.dispatchEvent(new Event("input", {bubbles: true}));
          }
          return figure.querySelector(".live__reading").innerText;
        })""",
        [tag, settings],
    )
    return found


def control(page: Page, tag: str, name: str) -> Locator:
    """The slider if there is one, else the field itself."""
    slider = page.locator(f"{tag} [data-for={name}]")
    return slider.first if slider.count() else page.locator(f"{tag} [name={name}]").first


def press(page: Page, tag: str, name: str, *keys: str) -> None:
    control(page, tag, name).focus()
    for key in keys:
        page.keyboard.press(key)


def click(page: Page, tag: str, name: str, place: float = 0.5) -> None:
    """With the mouse, at this share of a slider's way from end to end."""
    one = control(page, tag, name)
    one.scroll_into_view_if_needed()
    box = one.bounding_box()
    assert box
    thumb = 16
    at = box["x"] + thumb / 2 + place * (box["width"] - thumb)
    page.mouse.click(at, box["y"] + box["height"] / 2)


def test_no_line_separates_xor_and_none_through_the_origin_separates_and(
    page: Page, site_url: str
) -> None:
    open_figure(page, site_url, "bias-line")
    assert "判对 4 个；直线任意放，最多判对 4 个" in reading(page, "bias-line")
    press(page, "bias-line", "b", "ArrowRight")
    assert page.locator("bias-line [name=b]").input_value() == "-1.9"
    assert "T = 1.9；直线到原点的距离 0.85" in reading(page, "bias-line")
    click(page, "bias-line", "b", 1)
    assert page.locator("bias-line [name=b]").input_value() == "5"
    click(page, "bias-line", "fixed")
    assert "过原点的直线最多判对 3 个" in reading(page, "bias-line")
    turned = [{"w1": w1, "w2": w2} for w1, w2 in grid(STEPS, STEPS)]
    assert not [text for text in readings(page, "bias-line", turned) if "对 4 个" in text]
    click(page, "bias-line", "fixed")
    press(page, "bias-line", "task", "End")
    assert "直线任意放，最多判对 3 个" in reading(page, "bias-line")
    moved = [{"w1": w1, "w2": w2, "b": b} for w1, w2, b in grid(STEPS, STEPS, STEPS)]
    assert not [text for text in readings(page, "bias-line", moved) if "对 4 个" in text]


def test_a_gradient_dies_in_ten_layers_of_sigmoid_and_not_of_relu(
    page: Page, site_url: str
) -> None:
    curves = note("basics/activations")
    open_figure(page, site_url, "activation-curve")
    text = reading(page, "activation-curve")
    assert "饱和区 z < −4.59、z > 4.59" in text
    least = (
        f"最小值 {curves.minimum('gelu'):.4f}".rstrip("0") + f"，在 z = {curves.argmin('gelu'):.4f}"
    )
    assert least.replace("-", "−") in text
    press(page, "activation-curve", "second", "Home", *["ArrowDown"] * 3)
    click(page, "activation-curve", "z", 1)
    text = reading(page, "activation-curve")
    assert re.search(r"sigmoid：.*连乘 10 层是 [\d.]+ × 10−27", text)
    assert "ReLU：f = 6，f′ = 1，连乘 10 层是 1。\n死区 z ≤ 0" in text
    press(page, "activation-curve", "layers", "Home")
    assert "连乘 1 层是 0.0025" in reading(page, "activation-curve")
    fill(page, "activation-curve", second="threshold")
    assert "除 z = 0 外 f′ = 0" in reading(page, "activation-curve")


def test_vgg16_sees_212_pixels_and_a_stack_can_be_edited(page: Page, site_url: str) -> None:
    open_figure(page, site_url, "receptive-field")
    assert "感受野 8，跳步 2，第一个输出的中心在 4" in reading(page, "receptive-field")
    press(page, "receptive-field", "preset", "V")
    assert "感受野 212，跳步 32，第一个输出的中心在 16" in reading(page, "receptive-field")
    press(page, "receptive-field", "place", "Home")
    assert "7 个输出里的第 1 个，看到输入的第 1 到 122 个，视野另有 90 格在边界之外" in reading(
        page, "receptive-field"
    )
    click(page, "receptive-field", "place", 1)
    assert "第 7 个，看到输入的第 103 到 224 个，视野另有 90 格" in reading(page, "receptive-field")
    assert page.locator("receptive-field .live__drawing text", has_text="212").count() == 1
    fill(page, "receptive-field", preset="resnet50-torchvision")
    assert "感受野 427" in reading(page, "receptive-field")
    press(page, "receptive-field", "layers", "Control+a")
    page.keyboard.type("3/1/1/1 3/1/2/2 3/1/4/4")
    assert "感受野 15" in reading(page, "receptive-field")
    assert page.locator("receptive-field [name=preset]").input_value() == "own"
    fill(page, "receptive-field", layers="99", input=12)
    assert reading(page, "receptive-field") == "输入太窄：第 1 层已经没有输出。"


def test_a_slow_pair_meets_new_angles_unless_it_is_slowed_further(
    page: Page, site_url: str
) -> None:
    open_figure(page, site_url, "rope-dial")
    assert "64 对里 29 对不动，29 对拉满" in reading(page, "rope-dial")
    assert "没见过这个角度" in reading(page, "rope-dial")
    fill(page, "rope-dial", factor=32)
    assert "在见过的范围里" in reading(page, "rope-dial")
    fill(page, "rope-dial", method="none")
    assert "64 对里 64 对不动，0 对拉满" in reading(page, "rope-dial")
    assert "没见过这个角度" in reading(page, "rope-dial")
    press(page, "rope-dial", "pair", "Home")
    assert "每个角度都见过" in reading(page, "rope-dial")
    press(page, "rope-dial", "method", "Y")
    assert "64 对里 19 对不动，29 对拉满" in reading(page, "rope-dial")


def test_a_low_temperature_makes_the_maximum_and_soft_f1_stays_soft(
    page: Page, site_url: str
) -> None:
    open_figure(page, site_url, "smooth-score")
    assert "softmax = 0.09、0.245、0.665。\n最大值 3，logsumexp 3.4076" in reading(
        page, "smooth-score"
    )
    assert "硬 F1 0.8，光滑 F1 0.679" in reading(page, "smooth-score")
    press(page, "smooth-score", "beta", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight")
    assert page.locator("smooth-score [name=beta]").input_value() == "2"
    press(page, "smooth-score", "beta", "End")
    assert "softmax = 0、0、1。\n最大值 3，logsumexp 3，" in reading(page, "smooth-score")
    click(page, "smooth-score", "p5", 1)
    assert "硬 F1 1，光滑 F1 0.833" in reading(page, "smooth-score")


def test_the_bound_rises_with_k_and_stays_below_the_information(page: Page, site_url: str) -> None:
    open_figure(page, site_url, "infonce-bound")
    shown = []
    for keys in (["Home"], ["ArrowRight"] * 3, ["End"]):
        press(page, "infonce-bound", "candidates", *keys)
        match = re.search(r"损失 = ([\d.]+)", reading(page, "infonce-bound"))
        assert match
        shown.append(float(match[1]))
    assert shown == [0.184, 0.348, 0.367]
    assert "log K = 5.545，真实互信息 I = 0.368" in reading(page, "infonce-bound")
    click(page, "infonce-bound", "flip", 0)
    assert "I = 0.693" in reading(page, "infonce-bound")
    assert "损失 = 0.691" in reading(page, "infonce-bound")
    click(page, "infonce-bound", "flip", 1)
    assert "I = 0 nat" in reading(page, "infonce-bound")


def test_a_longer_text_shuts_the_gate_and_more_is_trained_than_kept(
    page: Page, site_url: str
) -> None:
    open_figure(page, site_url, "prefix-gate")
    assert "λ = 0.787。正文的答案是 1、前缀的是 10 时，输出 8.08" in reading(page, "prefix-gate")
    click(page, "prefix-gate", "context", 1)
    assert "λ = 0.002" in reading(page, "prefix-gate")
    press(page, "prefix-gate", "score", "End")
    assert "λ = 0.997" in reading(page, "prefix-gate")
    press(page, "prefix-gate", "positions", *["ArrowRight"] * 9)
    assert "存 491,520 个（0.139%），训练 25,750,016 个（7.26%）" in reading(page, "prefix-gate")


def test_lora_trains_18_874_368_parameters_of_gpt_3_with_rank_4(page: Page, site_url: str) -> None:
    open_figure(page, site_url, "lora-memory")
    assert "训练 41,943,040 个参数" in reading(page, "lora-memory")
    assert "全量微调 2 张，LoRA 1 张，QLoRA 1 张" in reading(page, "lora-memory")
    press(page, "lora-memory", "model", "G")
    press(page, "lora-memory", "targets", "Home")
    click(page, "lora-memory", "rank", 2 / 8)
    assert "训练 18,874,368 个参数" in reading(page, "lora-memory")
    assert "16 位检查点 37.7 MB" in reading(page, "lora-memory")


def test_fewer_kv_heads_shrink_the_cache_and_odd_heads_are_explained(
    page: Page, site_url: str
) -> None:
    open_figure(page, site_url, "model-explorer")
    assert "6,738,415,616 个参数" in reading(page, "model-explorer")
    assert "前向 2N = 13.5 GFLOPs" in reading(page, "model-explorer")
    press(page, "model-explorer", "preset", *["ArrowDown"] * 6)
    click(page, "model-explorer", "context", 17 / 20)
    assert "405,853,388,800 个参数" in reading(page, "model-explorer")
    assert "516,096 字节，是每头一组时的 16 分之一" in reading(page, "model-explorer")
    drawing = page.locator("model-explorer .live__drawing")
    assert "67.65 GB" in drawing.inner_text()
    assert "1,082.33 GB" in drawing.inner_text()
    press(page, "model-explorer", "kvHeads", "ArrowRight")
    assert reading(page, "model-explorer") == "头数 128 不能被 KV 组数 9 整除。"
    assert "67.65 GB" in drawing.inner_text()
    assert drawing.evaluate("e => getComputedStyle(e).opacity") == "0.4"


def test_meanings_count_not_wordings(page: Page, site_url: str) -> None:
    open_figure(page, site_url, "answer-entropy")
    assert "按措辞的熵 1.089，按意思的熵 0 nat" in reading(page, "answer-entropy")
    assert "F₁@64 = 0.7018" in reading(page, "answer-entropy")
    press(page, "answer-entropy", "preset", "ArrowDown")
    assert "按措辞的熵 1.089，按意思的熵 1.089 nat" in reading(page, "answer-entropy")
    press(page, "answer-entropy", "m4", "Home")
    assert "按意思的熵 0.611 nat" in reading(page, "answer-entropy")
    assert page.locator("answer-entropy [name=preset]").input_value() == "own"
    click(page, "answer-entropy", "supported", 1)
    assert "F₁@64 = 0.9756" in reading(page, "answer-entropy")


def test_a_higher_penalty_answers_less_and_better(page: Page, site_url: str) -> None:
    folder = DOCS / PAGES["reliability-diagram"]
    bins = runpy.run_path(str(folder / "figure_reliability.py"))["BINS"]
    open_figure(page, site_url, "reliability-diagram")
    assert f"ECE = {note('reliability/hallucination').weighted_gap(bins):.2f}。" in reading(
        page, "reliability-diagram"
    )
    press(page, "reliability-diagram", "penalty", "Home")
    assert "回答 100% 的问题，其中答对 40%" in reading(page, "reliability-diagram")
    press(page, "reliability-diagram", "penalty", *["ArrowRight"] * 6)
    assert "门槛 75%：回答 20% 的问题，其中答对 65%" in reading(page, "reliability-diagram")
    click(page, "reliability-diagram", "penalty", 1)
    assert "一题也不答，得 0 分" in reading(page, "reliability-diagram")


@pytest.mark.parametrize("tag", PAGES)
def test_bad_input_gets_a_message_beside_its_control(page: Page, site_url: str, tag: str) -> None:
    open_figure(page, site_url, tag)
    assert page.locator(f"{tag} .live__reading").first.get_attribute("aria-live") == "polite"
    tried = page.evaluate(
        """([tag, bads]) => {
          const figure = document.querySelector(tag), say = () => figure.querySelector("output").innerText, before = say();
          return [...figure.querySelectorAll("input[type=text]")].map((field) => {
            const good = field.value, message = document.getElementById(field.getAttribute("aria-describedby"));
            const type = (value) => {
              field.value = value;
              field.dispatchEvent(new Event("input", {bubbles: true}));
              return [message.innerText !== "", field.ariaInvalid === "true", say() === before];
            };
            return {name: field.name, bad: bads.map(type), good: type(good)};
          });
        }""",
        [tag, ["", "abc", "-1e99", "1e99", "1/0", "NaN"]],
    )
    assert tried
    for field in tried:  # a message, a mark on the field, and the figure keeps what it showed
        assert field["bad"] == [[True, True, True]] * 6, field["name"]
        assert field["good"] == [False, False, True], field["name"]
    assert "NaN" not in page.locator(tag).first.inner_html()


@pytest.mark.parametrize("tag", PAGES)
def test_a_setting_has_an_address(page: Page, site_url: str, tag: str) -> None:
    open_figure(page, site_url, tag)
    field = page.locator(f"{tag} select, {tag} input[type=range]").first
    if field.evaluate("e => e.localName") == "select":
        field.evaluate(
            "e => { e.selectedIndex = 1; e.dispatchEvent(new Event('input', {bubbles: true})) }"
        )
    else:
        field.focus()
        page.keyboard.press("End")
    changed = reading(page, tag)
    link = page.locator(f"{tag} .live__link a").first.get_attribute("href")
    page.goto("about:blank")
    open_figure(page, site_url, tag, link or "")
    assert reading(page, tag) == changed
    top = page.locator(tag).first.bounding_box()
    header = page.locator(".md-header").bounding_box()
    assert top
    assert header
    assert top["y"] >= header["height"], "the header covers the figure"


def test_figures_survive_going_to_another_note_and_back(page: Page, site_url: str) -> None:
    # Material goes from page to page only at the address that the sitemap names.
    def from_built_site(route: Route) -> None:
        route.fulfill(response=route.fetch(url=route.request.url.replace(SITE_URL, site_url)))

    page.route(f"{SITE_URL}**", from_built_site)
    open_figure(page, SITE_URL, "bias-line")
    page.wait_for_load_state("networkidle")
    page.evaluate("window.kept = true")
    page.locator('.listing a[href*="activations"]').first.click()
    page.wait_for_selector("activation-curve .live__reading span")
    page.go_back()
    page.wait_for_selector("bias-line .live__reading span")
    assert page.evaluate("window.kept"), "the page was loaded anew"
    fill(page, "bias-line", b=1)
    assert "T = −1" in reading(page, "bias-line")
    page.unroute_all(behavior="ignoreErrors")  # the theme may be asking for something yet


def test_two_figures_of_a_kind_do_not_disturb_each_other(page: Page, site_url: str) -> None:
    open_figure(page, site_url, "lora-memory")
    page.evaluate(
        "document.querySelector('lora-memory').after(document.createElement('lora-memory'))"
    )
    second = page.locator("lora-memory").nth(1)
    second.locator("[name=rank]").fill("8")
    assert page.locator("lora-memory").nth(0).locator("[name=rank]").input_value() == "16"
    assert second.locator("[name=rank]").get_attribute("id") == "lora-memory-2-rank"


def test_without_a_script_and_in_print_the_still_figure_is_seen(
    browser: Browser, site_url: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{site_url}basics/bias/")
    assert plain.locator("bias-line svg").first.is_visible()
    context.close()
    page = browser.new_page()
    open_figure(page, site_url, "bias-line")
    page.emulate_media(media="print")
    assert page.locator("bias-line .still svg").is_visible()
    assert not page.locator("bias-line .live").is_visible()
    page.close()


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("path", sorted(set(PAGES.values())))
def test_a_figure_comes_alive_without_moving_the_page(
    browser: Browser, site_url: str, path: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    held: list[Route] = []
    page.route(
        "**/assets/elements/*", lambda route: held.append(route) if hold else route.continue_()
    )
    hold = True
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => {"
        "  for (const entry of list.getEntries()) if (!entry.hadRecentInput) shift += entry.value"
        "}).observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(f"{site_url}{path}/", wait_until="commit")
    page.wait_for_selector(".md-footer", state="attached")
    page.evaluate("document.querySelector('.still').scrollIntoView(); document.fonts.ready.then()")
    page.wait_for_timeout(200)
    page.evaluate("window.shift = 0")  # from here on, only the figure's coming alive counts
    hold = False
    for route in held:
        route.continue_()
    page.wait_for_selector(".live__reading span")
    page.wait_for_timeout(150)
    assert page.evaluate("window.shift") < 1e-4
    assert page.evaluate("document.scrollingElement.scrollWidth") == width
    if width == 360:  # a hand on the last control still sees what it does
        page.set_viewport_size({"width": 360, "height": 640})
        figure = page.locator(":has(> .live)").first
        hand = figure.locator(".live__controls p").last
        hand.evaluate("e => e.scrollIntoView({block: 'end'})")
        drawing, control = figure.locator(".live__drawing").bounding_box(), hand.bounding_box()
        assert drawing
        assert control
        end = drawing["y"] + drawing["height"]
        assert end - 49 > drawing["height"] / 2, "scrolled away under the header"
        assert end <= control["y"], "the drawing covers the control"
    page.close()
