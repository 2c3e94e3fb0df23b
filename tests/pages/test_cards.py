"""Pictures for links elsewhere: of one size, with a figure, small, and the same each time."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from site_shell import ROOT

from pages import cards

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
    '<rect width="10" height="10" fill="var(--figure-signal, #a8440a)"/></svg>'
)


def pixels(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


@pytest.fixture
def fonts() -> Path:
    found = cards.han_fonts()
    return found or pytest.skip("mplfonts is not installed: make cards gets it")


def test_a_site_without_fonts_for_chinese_has_a_card_too() -> None:
    picture = pixels(png := cards.plain("Incoming <Transmission>"))
    assert picture.size == (1200, 630)
    assert len(picture.getcolors(100_000) or ()) > 2
    assert png == cards.plain("Incoming <Transmission>")


def test_a_card_shows_the_figure_in_the_palette_s_colour(fonts: Path) -> None:
    picture = pixels(cards.card("Site", "偏置：从阈值 & 到 <模型>", "基础", SVG, fonts))
    assert picture.size == (1200, 630)
    assert picture.getpixel((1200 - 64 - 230, 315)) == (0xA8, 0x44, 0x0A)


def test_a_long_title_stays_on_the_card(fonts: Path) -> None:
    title = "为什么大模型里的归一化都换成了RMSNorm而不再用LayerNorm：" + "一句很长的副标题" * 5
    picture = pixels(cards.card("Site", title, "基础", SVG, fonts))
    ground = picture.getpixel((0, 0))
    edge = [picture.getpixel((x, y)) for x in (600, 610, 1190) for y in range(630)]
    assert set(edge) == {ground}


def test_cards_of_the_real_notes_are_small(fonts: Path) -> None:
    for svg in figures():
        png = cards.card(
            "Incoming Transmission", "感受野：一个输出看到多大的输入", "基础", svg, fonts
        )
        assert len(png) <= 60 * 1024


def figures() -> Iterator[str]:
    return (path.read_text("utf-8") for path in ROOT.glob("docs/*/*/figure_*.svg"))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("甲乙丙丁戊", ["甲乙丙", "丁戊"]),
        ("甲乙丙，丁", ["甲乙丙，", "丁"]),
        ("ab cdefg", ["ab", "cdefg"]),
        ("", []),
    ],
)
def test_lines_break_between_words_and_begin_with_no_closing_sign(
    text: str, lines: list[str]
) -> None:
    assert list(cards._lines(text, 3)) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("甲乙丙丁戊己", ["甲乙丙", "丁戊己"]),
        ("甲乙丙", ["甲乙丙"]),
        ("甲乙丙丁戊己庚辛壬", ["甲乙丙丁戊", "己庚辛壬"]),
    ],
)
def test_no_sign_is_left_alone_on_a_line(text: str, lines: list[str]) -> None:
    assert cards._whole(text, 5) == lines
