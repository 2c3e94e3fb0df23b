"""The math font: small, complete, and the same bytes each time."""

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from pages import math_font

LIMIT = 100 * 1024


@pytest.fixture(scope="module")
def font() -> TTFont:
    return TTFont(io.BytesIO(math_font.subset(math_font.characters())))


def test_it_is_small_and_reproducible() -> None:
    first = math_font.subset(math_font.characters())
    assert math_font.subset(math_font.characters()) == first
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


def test_a_subset_is_made_once_for_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signs = frozenset(" x")
    first = math_font.cached(signs, tmp_path)
    monkeypatch.setattr(math_font, "subset", lambda _: pytest.fail("made twice"))
    assert math_font.cached(signs, tmp_path) == first


def test_what_another_version_made_is_not_kept(tmp_path: Path) -> None:
    tmp_path.joinpath("math-0").mkdir()
    math_font.cached(frozenset(" x"), tmp_path)
    assert not tmp_path.joinpath("math-0").exists()
