"""The math font: small, complete, and the same bytes each time."""

import io

import pytest
from fontTools.ttLib import TTFont

from pages import math_font

LIMIT = 100 * 1024


@pytest.fixture(scope="module")
def font() -> TTFont:
    return TTFont(io.BytesIO(math_font.math_font()))


def test_it_is_small_and_reproducible() -> None:
    first = math_font.math_font()
    assert math_font.math_font() == first
    assert len(first) <= LIMIT


@pytest.mark.parametrize("sign", "√∑∫∏⏞⏟̂̃̄→≤∈‖⌊⌈⟨{([|𝐰𝒟ℝ𝔼𝔤𝖷𝚙γ𝜸×⊙⊤∇∂⁻⁰¹²⁹")
def test_a_sign_is_in_it(font: TTFont, sign: str) -> None:
    assert ord(sign) in font.getBestCmap()


@pytest.mark.parametrize("sign", "√{([|∑⌊‖⟨")
def test_a_sign_grows_with_what_it_holds(font: TTFont, sign: str) -> None:
    variants = font["MATH"].table.MathVariants
    glyph = font.getBestCmap()[ord(sign)]
    grown = variants.VertGlyphConstruction[variants.VertGlyphCoverage.glyphs.index(glyph)]
    assert len(grown.MathGlyphVariantRecord) >= 2 or grown.GlyphAssembly


@pytest.mark.parametrize("sign", "̂⏞⏟→")
def test_a_sign_widens_with_what_it_covers(font: TTFont, sign: str) -> None:
    variants = font["MATH"].table.MathVariants
    glyph = font.getBestCmap()[ord(sign)]
    wide = variants.HorizGlyphConstruction[variants.HorizGlyphCoverage.glyphs.index(glyph)]
    assert wide.MathGlyphVariantRecord or wide.GlyphAssembly


def test_it_is_made_once_for_a_folder(tmp_path, monkeypatch) -> None:
    first = math_font.cached(tmp_path)
    monkeypatch.setattr(math_font, "math_font", lambda: pytest.fail("made twice"))
    assert math_font.cached(tmp_path) == first
