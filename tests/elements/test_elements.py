"""What the interactive figures compute, without a browser: what the notes compute, and what they say of it."""

from __future__ import annotations

import gzip
import itertools
import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from element_cases import STEPS, every, grid, note, transformer
from hypothesis import assume, given
from hypothesis import strategies as st
from javascript import Program, module
from lxml import etree
from site_shell import ROOT

FOLDER = ROOT / "docs/assets/elements"
SCRIPTS = sorted(path.stem for path in FOLDER.glob("*.js"))


@cache
def element(name: str) -> Program:
    return module(f"docs/assets/elements/{name}.js")


def flat(value: Any) -> list[float]:
    """Numbers of nested lists and of objects, in a fixed order."""
    if isinstance(value, dict):
        return [number for key in sorted(value) for number in flat(value[key])]
    if isinstance(value, list | tuple):
        return [number for one in value for number in flat(one)]
    return [value]


@pytest.mark.parametrize(
    ("name", "function", "inputs", "expected"),
    [pytest.param(*case, id=f"{case[0]}-{case[1]}") for case in every()],
)
def test_a_figure_computes_what_its_note_computes(
    name: str, function: str, inputs: list[list[Any]], expected: Callable[..., Any]
) -> None:
    assert len(inputs) >= 100, "try it over a grid of at least a hundred inputs"
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
KINDS = {"signal", "second", "third", "muted", "faint", ""}
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
            drawn = etree.fromstring(f"<p>{result['drawing']}</p>")
            keys = drawn.xpath("//*[@class='live__key']/span/@class")
            assert {*keys} <= KINDS


@pytest.mark.parametrize("name", FIGURES)
def test_what_is_worth_trying_shows_something_else(name: str) -> None:
    tries = """(name) => {
      const { controls, tries } = customElements.get(name);
      const figure = new (customElements.get(name))();
      const begins = Object.fromEntries(controls.map(({ name, value }) => [name, value]));
      const shown = (state) => figure.render(state);
      return [shown(begins), ...Object.entries(tries).map(([words, setting]) => {
        const wrong = Object.entries(setting).filter(([name, value]) => {
          const control = controls.find((one) => one.name === name);
          return figure.check(control, control.check ? value : String(value)).value !== value;
        });
        const brought = setting.preset && figure.follow("preset", setting);
        return { words, wrong, ...shown({ ...begins, ...brought, ...setting }) };
      })];
    }"""
    first, *found = element(name).call(tries, name)
    assert 2 <= len(found) <= 3
    for one in found:
        assert re.fullmatch("看.{2,15}", one["words"])
        assert one["wrong"] == []
        assert one["drawing"] != first["drawing"], one["words"]
        assert one["reading"] != first["reading"], one["words"]


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
    assert element("plots").call("show", value, digits) == shown


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
    assert element("plots").call("showPower", value) == shown


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.integers(2, 10))
def test_ticks_are_round_even_and_inside(low: float, width: float, count: int) -> None:
    high = low + width
    assume(width > 1e-6 * abs(low))
    found = element("plots").call("ticks", low, high, count)
    step = found[1] - found[0] if len(found) > 1 else 0
    slack = 1e-6 * (width + abs(low) * 1e-6) + 1e-9 * abs(low)
    assert all(low - slack <= tick <= high + slack for tick in found)
    assert all(abs(b - a - step) <= slack for a, b in itertools.pairwise(found))
    assert count / 2.5 - 1 <= len(found) <= count + 1


def test_a_text_is_shown_as_it_is() -> None:
    assert element("escape").call("escape", '<b a="1">&') == "&#60;b a=&#34;1&#34;&#62;&#38;"
