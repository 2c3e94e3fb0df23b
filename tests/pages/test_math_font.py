"""The math font: complete, and the same bytes each time."""

import html
import re
from pathlib import Path

import math_core
import pytest
from fontTools.ttLib import TTFont
from math_core import LatexError

from pages import math_font, subset_font
from pages.tex.macros import CONVERTER

TAG = re.compile(r"<[^>]*>")
ALPHABETS = [
    rf"\{name}"
    for name in ("mathbb", "mathcal", "mathscr", "mathfrak", "mathbf", "mathsf", "mathtt", "bm")
]


def test_it_is_the_same_each_time(whole_font: bytes) -> None:
    assert subset_font.subset(math_font.characters()) == whole_font


def commands() -> set[str]:
    """Every name that math-core takes for a command, and many that it does not."""
    program = next(Path(math_core.__path__[0]).glob("_math_core_rust*.so")).read_bytes()
    runs = (run.decode() for run in re.findall(rb"[A-Za-z]{2,}", program))
    return {run[i : i + n] for run in runs for i in range(len(run)) for n in range(1, 25)}


def drawn(tex: str) -> str:
    try:
        return html.unescape(CONVERTER.convert_with_local_state(tex, displaystyle=True))
    except LatexError:
        return ""


def test_every_sign_that_can_be_drawn_and_stix_has_is_in_it() -> None:
    letters = [*map(chr, (*range(0x30, 0x7B), *range(0x391, 0x3CA)))]
    tried = [rf"\{name}" for name in commands()]
    tried += [rf"{alphabet}{{{letter}}}" for alphabet in ALPHABETS for letter in letters]
    tried += map(chr, (*range(0xA0, 0x100), *range(0x2000, 0x2C00)))
    found = {sign for tex in tried for sign in TAG.sub("", drawn(tex))}
    assert set("ℜ⇌⊊𝔄ℭ𝒢ℰ𝟙") < found, "math-core's commands are no longer found"
    known = set(map(chr, TTFont(math_font.source()).getBestCmap()))
    assert found & known <= math_font.characters()


@pytest.mark.parametrize("sign", "√∑∫∏⏞⏟̂̃̄→≤∈‖⌊⌈⟨{([|𝐰𝒟ℝ𝔼𝔤𝖷𝚙γ𝜸×⊙⊤∇∂⁻⁰¹²⁹ℂℍℕℙℚℤℐℳℰℛℭ𝕜𝟙∖⊊⫋∮″⃗")
def test_a_sign_is_in_it(font: TTFont, sign: str) -> None:
    assert ord(sign) in font.getBestCmap()


@pytest.mark.parametrize("sign", "√{([|∑⌊‖⟨∥⇑")
def test_a_sign_grows_with_what_it_holds(font: TTFont, sign: str) -> None:
    variants = font["MATH"].table.MathVariants
    glyph = font.getBestCmap()[ord(sign)]
    grown = variants.VertGlyphConstruction[variants.VertGlyphCoverage.glyphs.index(glyph)]
    assert len(grown.MathGlyphVariantRecord) >= 2 or grown.GlyphAssembly


@pytest.mark.parametrize("sign", "|‖∥")
def test_a_bar_has_the_same_room_at_each_size(font: TTFont, sign: str) -> None:
    variants = font["MATH"].table.MathVariants
    glyph = font.getBestCmap()[ord(sign)]
    grown = variants.VertGlyphConstruction[variants.VertGlyphCoverage.glyphs.index(glyph)]
    names = [record.VariantGlyph for record in grown.MathGlyphVariantRecord]
    assert len({font["hmtx"][name] for name in names}) == 1
    heights = [font["glyf"][name].yMax - font["glyf"][name].yMin for name in names]
    assert heights == sorted(set(heights))
    assert heights[-1] > 3000


def test_an_accent_begins_and_ends_with_its_room(font: TTFont) -> None:
    name = font.getBestCmap()[0x20D7]
    arrow = font["glyf"][name]
    assert (arrow.xMin, arrow.xMax - arrow.xMin) == (0, font["hmtx"][name][0])


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
    monkeypatch.setattr(subset_font, "subset", lambda _: pytest.fail("made twice"))
    assert math_font.cached(signs, tmp_path) == first


def test_what_another_version_made_is_not_kept(tmp_path: Path) -> None:
    tmp_path.joinpath("math-0").mkdir()
    math_font.cached(frozenset(" x"), tmp_path)
    assert not tmp_path.joinpath("math-0").exists()
