"""The part of a drawing that its lines and areas take."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from pages.figures import SVG

NUMBER = r"\s*-?\d+(?:\.\d+)?"
STEP = re.compile(rf"([Mlqcz])((?:{NUMBER})*)")
DRAWN = re.compile(rf"(?:[Ml](?:{NUMBER}){{2}}|q(?:{NUMBER}){{4}}|c(?:{NUMBER}){{6}}|z(?=M|$))+")
"""Paths as published figures have them: all but their beginnings are relative."""
RECT, PATH, USE, DEFS, CLIP = (SVG + name for name in ("rect", "path", "use", "defs", "clipPath"))
KNOWN = frozenset((RECT, PATH, USE, DEFS, CLIP, f"{SVG}svg", f"{SVG}g"))
EDGE = 5
"""For the width of lines, and for the marks at their ends."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def extent(root: etree._Element) -> Box | None:
    """Nothing of what is not drawn as published figures are."""
    for one in root.iter(etree.Element):
        if one.tag not in KNOWN or one.get("transform") or not DRAWN.fullmatch(one.get("d", "z")):
            return None
    try:
        return _drawn(root)
    except ValueError:  # numbers with units, paths without any
        return None


def _drawn(root: etree._Element) -> Box:
    page = _box(root.get("viewBox", "").split())
    clips = {
        f"url(#{clip.get('id')})": _rectangle(one)
        for clip in root.iter(CLIP)
        for one in clip.iterfind(RECT)
    }
    boxes = [
        _around(_points(one), clips.get(one.get("clip-path", ""), page))
        for one in root.iter(PATH, USE, RECT)
        if next(one.iterancestors(DEFS, CLIP), None) is None
    ]
    inside = [box for box in boxes if box != page]  # the paper is as large
    lefts, tops, rights, bottoms = zip(*inside, strict=True)
    return min(lefts) - EDGE, min(tops) - EDGE, max(rights) + EDGE, max(bottoms) + EDGE


def _box(given: Iterable[str]) -> Box:
    left, top, width, height = map(float, given)
    return left, top, left + width, top + height


def _rectangle(element: etree._Element) -> Box:
    return _box(element.get(side, "0") for side in ("x", "y", "width", "height"))


def _around(points: Iterable[complex], within: Box) -> Box:
    left, top, right, bottom = within
    inside = [(min(max(one.real, left), right), min(max(one.imag, top), bottom)) for one in points]
    xs, ys = zip(*inside, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _points(element: etree._Element) -> Iterator[complex]:
    """Through which it goes, and towards which it bends."""
    left, top, right, bottom = _rectangle(element)
    if element.tag != PATH:
        yield from (complex(left, top), complex(right, bottom))
    at = 0j
    for step, given in STEP.findall(element.get("d", "")):
        numbers = [float(one) for one in re.findall(NUMBER, given)]
        start = 0 if step == "M" else at
        steps = [start + complex(*pair) for pair in zip(numbers[::2], numbers[1::2], strict=True)]
        yield from steps
        at = steps[-1] if steps else at
