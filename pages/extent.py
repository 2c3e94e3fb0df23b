"""The part of a drawing that its lines and areas take."""

from __future__ import annotations

from functools import reduce

from fontTools.misc.arrayTools import insetRect, unionRect
from fontTools.pens.boundsPen import ControlBoundsPen
from fontTools.svgLib.path import parse_path
from lxml import etree

from pages.figures import SVG

RECT, PATH, USE, DEFS, CLIP = (SVG + name for name in ("rect", "path", "use", "defs", "clipPath"))
KNOWN = frozenset((RECT, PATH, USE, DEFS, CLIP, f"{SVG}svg", f"{SVG}g"))
EDGE = 5
"""For the width of lines, and for the marks at their ends."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def extent(root: etree._Element) -> Box | None:
    """Nothing of what is not drawn as published figures are."""
    if any(one.tag not in KNOWN or one.get("transform") for one in root.iter(etree.Element)):
        return None
    try:
        return _drawn(root)
    except (TypeError, ValueError):  # nothing, or numbers with units
        return None


def _drawn(root: etree._Element) -> Box:
    page = _box(*root.get("viewBox", "").split())
    clips = {
        f"url(#{clip.get('id')})": _rectangle(one)
        for clip in root.iter(CLIP)
        for one in clip.iterfind(RECT)
    }
    boxes = [
        _within(clips.get(one.get("clip-path", ""), page), _around(one))
        for one in root.iter(PATH, USE, RECT)
        if next(one.iterancestors(DEFS, CLIP), None) is None
    ]
    inside = [box for box in boxes if box != page]  # the paper is as large
    whole: Box = insetRect(reduce(unionRect, inside), -EDGE, -EDGE)
    return whole


def _box(left: str, top: str, width: str, height: str) -> Box:
    return float(left), float(top), float(left) + float(width), float(top) + float(height)


def _rectangle(element: etree._Element) -> Box:
    return _box(*(element.get(side, "0") for side in ("x", "y", "width", "height")))


def _around(element: etree._Element) -> Box:
    """Of a path the points through which it goes, and towards which it bends."""
    if element.tag != PATH:
        return _rectangle(element)
    pen = ControlBoundsPen(None)
    parse_path(element.get("d", ""), pen)
    bounds: Box = pen.bounds
    return bounds


def _within(clip: Box, box: Box) -> Box:
    left, top, right, bottom = clip
    first, last = (
        (min(max(x, left), right), min(max(y, top), bottom)) for x, y in (box[:2], box[2:])
    )
    return *first, *last
