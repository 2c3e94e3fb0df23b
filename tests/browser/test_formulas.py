"""What a page carries draws every formula as the whole font does: nothing implicit was lost."""

from __future__ import annotations

import base64
import io
import os
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

import numpy
import pytest
from fontTools.ttLib import TTFont
from PIL import Image
from playwright.sync_api import Browser, Page
from real_notes import NOTES, address

from pages import math_font, mathml, page_fonts, stretchy_glyphs

CACHE = Path(__file__).parents[2] / ".cache"
RULES = (Path(__file__).parents[2] / "docs/assets/styles/text.css").read_text("utf-8")
LINES = (Path(__file__).parents[1] / "pages/formulas.txt").read_text("utf-8").splitlines()
FORMULAS = [line.split("\t") for line in LINES if line and not line.startswith("#")]
STRETCHY = [r"\sqrt{\frac{a}{\frac{b}{c}}}", r"\widehat{abcdef}", r"\overbrace{a+b+c+d}^{n}"]
STRETCHY += [
    r"\left\{\begin{aligned}a\\b\\c\\d\\e\end{aligned}\right.",
    r"\underbrace{a+b+c+d}_{n}",
]
STRETCHY += [
    r"\xrightarrow{\text{long label here}}",
    r"\left\lVert\frac{\frac{a}{b}}{c}\right\rVert",
]
UNHINTED = """<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <match target="pattern"><edit name="hinting" mode="assign"><bool>false</bool></edit></match>
</fontconfig>"""
DRAWN = [mathml.to_mathml(tex, display=mode == "d") for _, mode, tex in FORMULAS]
DRAWN += [mathml.to_mathml(tex, display=True) for tex in STRETCHY]


def draw(page: Page, fonts: str, formulas: list[str]) -> None:
    """Show the formulas at 20 px, with these fonts and nothing else."""
    page.set_content(
        f"{fonts}<style>math{{font-family:Formulas,monospace;font-size:20px}}</style>"
        + "".join(f"<p>{formula}</p>" for formula in formulas)
    )
    page.evaluate("document.fonts.ready")


def carried(formula: str) -> str:
    """The fonts of a page that has this formula."""
    return page_fonts.with_fonts(f"<head></head>{formula}", CACHE).removesuffix(formula)


def one_font(font: bytes) -> str:
    data = base64.b64encode(font).decode()
    return f"<template data-font>{data}</template><script>{page_fonts.AT_ONCE}</script>"


def sizes(page: Page, fonts: str, formulas: list[str]) -> dict[str, list[list[float]]]:
    """Width and height of every part of each formula, in tenths of a pixel."""
    draw(page, fonts, formulas)
    found = page.evaluate(
        """() => [...document.querySelectorAll('math')].map(math => [...math.querySelectorAll('*')].map(element => {
            const box = element.getBoundingClientRect();
            return [Math.round(box.width * 10), Math.round(box.height * 10)];
        }))"""
    )
    return dict(zip(formulas, found, strict=True))


@cache
def whole_font() -> bytes:
    """The font that the subset is made from, less script-size alternates."""
    font = TTFont(math_font.source())
    stretchy_glyphs.suit_browsers(font)
    features = font["GSUB"].table.FeatureList.FeatureRecord
    for record in features:
        if record.FeatureTag == "ssty":
            record.Feature.LookupListIndex = []
    return saved(font)


def saved(font: TTFont) -> bytes:
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()


@pytest.fixture(scope="module")
def unhinted(launch: partial[Browser], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page of a browser that fits no glyph to pixels: how it would depends on a font's other glyphs."""
    settings = tmp_path_factory.mktemp("fonts") / "fonts.conf"
    settings.write_text(UNHINTED)  # which the browser without windows does not read
    flags = [*launch.keywords["args"], "--font-render-hinting=none"]
    browser = launch(args=flags, env={**os.environ, "FONTCONFIG_FILE": str(settings)})
    yield browser.new_page()
    browser.close()


def test_every_piece_of_every_formula_is_as_large_as_with_the_whole_font(unhinted: Page) -> None:
    whole = sizes(unhinted, one_font(whole_font()), DRAWN)
    for start in range(0, len(DRAWN), 10):
        formulas = DRAWN[start : start + 10]
        fonts = carried("".join(formulas))
        assert sizes(unhinted, fonts, formulas) == {one: whole[one] for one in formulas}


def width(page: Page, fonts: str, formula: str) -> float:
    """Ems that the formula's first part takes."""
    draw(page, fonts, [formula])
    return page.evaluate(
        "document.querySelector('math').firstElementChild.getBoundingClientRect().width / 20"
    )


@pytest.mark.parametrize(
    ("tex", "ems"),
    [(r"\sqrt{x}+1", 1.5), (r"\Bigl(x", 0.55), (r"\Bigr]x", 0.55), (r"\bigl\{x", 0.55)],
)
def test_a_short_form_takes_no_more_room_than_it_needs(
    unhinted: Page, tex: str, ems: float
) -> None:
    formula = mathml.to_mathml(tex, display=True)
    assert width(unhinted, carried(formula), formula) < ems
    assert width(unhinted, one_font(math_font.source().read_bytes()), formula) > ems


def test_an_arrow_is_as_long_as_its_label(page: Page) -> None:
    formula = mathml.to_mathml(r"\xrightarrow{abcdefghij}", display=True)
    draw(page, carried(formula), [formula])
    label, arrow = page.evaluate(
        """['math mrow mrow', 'mo'].map(selector => {
            const box = document.querySelector(selector).getBoundingClientRect();
            return [box.x, box.y, box.width, box.height];
        })"""
    )
    line = {"x": label[0], "y": arrow[1], "width": label[2], "height": arrow[3]}
    picture = Image.open(io.BytesIO(page.screenshot(clip=line))).convert("L")  # type: ignore[arg-type]
    darkest = numpy.asarray(picture).min(axis=0)
    assert (darkest[2:-2] < 128).all()


def test_fences_of_a_given_size_stand_level_even_with_an_exponent(page: Page) -> None:
    formula = mathml.to_mathml(r"\bigl(a\bigr)^\top", display=True)
    draw(page, carried(formula), [formula])
    tops = page.evaluate(
        "[...document.querySelectorAll('mo')].map(one => one.getBoundingClientRect().top)"
    )
    assert abs(tops[0] - tops[1]) < 0.5


def test_no_hole_follows_an_integral_with_a_lower_limit(page: Page) -> None:
    formula = mathml.to_mathml(r"\int_B (f)", display=True)
    draw(page, f"{carried(formula)}<style>{RULES}</style>", [formula])
    limit, after = page.evaluate(
        "[document.querySelector('mi').getBoundingClientRect().right,"
        " document.querySelectorAll('mo')[1].getBoundingClientRect().left]"
    )
    assert 0 < after - limit < 0.25 * 20


def test_an_arrow_over_a_letter_stays_between_the_bars(page: Page) -> None:
    formula = mathml.to_mathml(r"\Vert\vec x\Vert", display=True)
    draw(page, carried(formula), [formula])
    first, arrow, last = page.evaluate(
        "[...document.querySelectorAll('mo')].map(one => [one.getBoundingClientRect().left,"
        " one.getBoundingClientRect().right])"
    )
    assert first[1] <= arrow[0] < arrow[1] <= last[0]


def test_lost_stretchy_pieces_would_be_noticed(page: Page) -> None:
    lost = TTFont(io.BytesIO(whole_font()), recalcBBoxes=False)
    del lost["MATH"]
    assert sizes(page, one_font(saved(lost)), DRAWN) != sizes(page, one_font(whole_font()), DRAWN)


BESIDE = """() => [...document.querySelectorAll("article span.math math")].flatMap(math => {
    const box = math.getBoundingClientRect(), signs = document.createRange();
    const place = (node, at) => {
        signs.setStart(node, at), signs.setEnd(node, at + 1);
        return signs.getBoundingClientRect();
    };
    const before = math.previousSibling?.data, after = math.nextSibling?.data;
    return [
        before && place(math.previousSibling, before.length - 1).bottom < box.top,
        after && place(math.nextSibling, 0).top > box.bottom,
    ].map(away => away && math.getAttribute("alttext"));
})"""


def test_no_line_begins_or_ends_with_a_sign_that_belongs_to_a_formula(
    page: Page, site_url: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(site_url + address(max(NOTES, key=lambda note: note.read_text("utf-8").count("$"))))
    beside = page.evaluate(BESIDE)
    assert len(beside) > 100
    assert not [tex for tex in beside if tex]
