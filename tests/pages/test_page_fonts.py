"""A page carries fonts of what its formulas are drawn with."""

from __future__ import annotations

import re

import pytest
from site_shell import ROOT

from pages import math_font, mathml, page_fonts


@pytest.mark.parametrize(
    ("tex", "signs"),
    [
        (r"x+\beta", "x𝑥+β𝛽"),
        (r"\sin h", "sinhℎ"),
        (r"\mathbf{w}<1", "𝐰<1"),
        (r"\partial\Phi", "∂𝜕Φ"),
        (r"\text{if}\,y", "ify𝑦"),
        (r"\text{误差}", ""),
    ],
)
def test_signs_are_those_that_a_browser_draws_and_measures(tex: str, signs: str) -> None:
    drawn = f"<p>ABC {mathml.to_mathml(tex, display=False)} DEF</p>"
    assert {one for one in page_fonts.signs_of(drawn) if one.isprintable()} == set(signs)


def test_a_page_without_formulas_carries_no_font_for_them() -> None:
    assert not page_fonts.signs_of("<p>x + y</p>")
    assert page_fonts.carried(frozenset()) == set(math_font.SUPERSCRIPTS)


def test_whatever_a_page_uses_it_carries_and_can_lay_out() -> None:
    for sign in math_font.characters():
        assert {sign, " ", "√"} <= page_fonts.carried(frozenset(sign))
    assert page_fonts.carried(math_font.characters()) == math_font.characters()


def test_without_scripts_powers_of_prose_are_drawn_with_the_same_font() -> None:
    sheet = ROOT.joinpath("docs/assets/styles/text.css").read_text("utf-8")
    (said,) = re.findall(r"unicode-range: ([^;]*);", sheet)
    ranges = [one.removeprefix("U+").split("-") for one in said.split(", ")]
    codes = [code for one in ranges for code in range(int(one[0], 16), int(one[-1], 16) + 1)]
    assert set(map(chr, codes)) == set(math_font.SUPERSCRIPTS)
