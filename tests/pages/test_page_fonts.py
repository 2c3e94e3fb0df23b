"""A page carries fonts of what its formulas are drawn with."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont

from pages import math_font, mathml, page_fonts


def carried(signs: str) -> frozenset[str]:
    faces = page_fonts.faces(frozenset(signs))
    return frozenset[str]().union(*(face.signs for face in faces if face.family == "Formulas"))


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
    assert not carried("")


def test_whatever_a_page_uses_it_carries() -> None:
    for sign in math_font.characters():
        assert sign in carried(sign)
    assert carried("".join(math_font.characters())) == math_font.characters()


def test_the_first_font_alone_lays_out() -> None:
    """Of several with a space a browser could take any."""
    cores = [face for face in page_fonts.faces(math_font.characters()) if " " in face.signs]
    assert len(cores) == 1


def test_signs_that_grow_are_in_the_font_that_lays_out(font: TTFont) -> None:
    sizes = font["MATH"].table.MathVariants
    glyphs = {*sizes.VertGlyphCoverage.glyphs, *sizes.HorizGlyphCoverage.glyphs}
    for code, glyph in font.getBestCmap().items():
        if glyph in glyphs:
            core = page_fonts.faces(frozenset(chr(code)))[1]
            assert chr(code) in core.signs
            assert " " in core.signs
