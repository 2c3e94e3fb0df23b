"""Texts of a drawing that reach over its edge, where readers see them cut.

Their widths are reckoned, since each reader has another font: a Han sign is as wide as high, a Latin
one about half.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from lxml import etree

from notes.problem import Problem

LATIN = 0.5
"""Of the size of the type; narrower than most, so that nothing is told that is whole."""
SHARE_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}
SLACK = 2.0
SIZE = re.compile(r"([\d.]+)px")
TURN = re.compile(r"rotate\((-?[\d.]+)")


def overflowing(file: str, svg: str) -> Iterator[Problem]:
    """Of a file whose texts have a size, a place and a turn of their own."""
    root = etree.fromstring(svg.encode())
    _, _, width, height = map(float, (root.get("viewBox") or "").split())
    for text in root.iter("{*}text"):
        words = str(text.xpath("string()"))
        if beyond := _beyond(text, words, width, height):
            line: Any = text.sourceline
            found = f"“{words}”伸到图外约 {beyond:.0f}，会被切掉"
            instead = "缩短，换行，或挪进来；整张图宽 396"
            yield Problem(file, line or 1, 0, "图", found, instead)


def _beyond(text: etree._Element, words: str, width: float, height: float) -> float:
    """By how much it reaches over the nearest edge; 0 if it does not, or has no place of its own."""
    size, x, y = SIZE.fullmatch(text.get("font-size", "")), text.get("x"), text.get("y")
    if not size or x is None or y is None:
        return 0
    turn = TURN.match(text.get("transform", ""))
    long = extent(words) * float(size[1])
    before = SHARE_BEFORE.get(text.get("text-anchor", "start"), 0.0) * long
    angle = math.radians(float(turn[1])) if turn else 0.0
    ends = (-before, long - before)
    xs = [float(x) + end * math.cos(angle) for end in ends]
    ys = [float(y) + end * math.sin(angle) for end in ends]
    over = max(-min(xs), max(xs) - width, -min(ys), max(ys) - height)
    return over if over > SLACK else 0


def extent(words: str) -> float:
    """How wide, in units of the size of the type."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in words)
    return wide + LATIN * (len(words) - wide)
