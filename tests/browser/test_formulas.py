"""The font subset draws every formula as the whole font does: nothing implicit was lost."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import math_font
import mathml
from fontTools.ttLib import TTFont
from playwright.sync_api import Page

LINES = (Path(__file__).parents[1] / "hooks/formulas.txt").read_text("utf-8").splitlines()
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


def sizes(page: Page, font: bytes) -> list[list[float]]:
    """Width and height of each formula, drawn with `font` and nothing else."""
    data = base64.b64encode(font).decode()
    drawn = [mathml.to_mathml(tex, display=mode == "d") for _, mode, tex in FORMULAS]
    drawn += [mathml.to_mathml(tex, display=True) for tex in STRETCHY]
    page.set_content(
        f"<style>@font-face{{font-family:M;src:url(data:font/ttf;base64,{data})}}"
        f"math{{font-family:M,monospace;font-size:20px}}</style>"
        + "".join(f"<p>{formula}</p>" for formula in drawn)
    )
    page.evaluate("document.fonts.load('20px M')")
    page.evaluate("document.fonts.ready")
    return page.evaluate(
        """() => [...document.querySelectorAll('math *')].map(element => {
            const box = element.getBoundingClientRect();
            return [Math.round(box.width * 10), Math.round(box.height * 10)];
        })"""
    )


def whole_font(*, without: str = "") -> bytes:
    """The font that the subset is made from, less script-size alternates (and one table)."""
    font = TTFont(math_font.source())
    features = font["GSUB"].table.FeatureList.FeatureRecord
    for record in features:
        if record.FeatureTag == "ssty":
            record.Feature.LookupListIndex = []
    if without:
        del font[without]
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()


def test_every_piece_of_every_formula_is_as_large_as_with_the_whole_font(page: Page) -> None:
    assert sizes(page, math_font.math_font()) == sizes(page, whole_font())


def test_lost_stretchy_pieces_would_be_noticed(page: Page) -> None:
    assert sizes(page, whole_font(without="MATH")) != sizes(page, whole_font())
