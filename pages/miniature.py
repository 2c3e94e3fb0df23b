"""A figure as small as a stamp: its lines and areas in the page's colours, without words."""

from __future__ import annotations

import re
from collections.abc import Sized

from lxml import etree

from pages.allowed import attributes_of
from pages.extent import extent
from pages.figures import PARSER, SVG

FALLBACK = re.compile(r"var\((--[\w-]+), [^()]+\)")
MOST = 20_000
"""Bytes: of what has more lines than this nothing could be seen."""
FEW = 24


def are_few(notes: Sized) -> bool:
    """Whether they can be seen together, each with its figure; of more, names say enough."""
    return len(notes) <= FEW


def miniature(svg: str, prefix: str) -> str:
    """Its ids begin with `prefix`, so that a page can show several; nothing if it is too large."""
    root = etree.fromstring(svg.encode(), PARSER)
    for text in list(root.iter(f"{SVG}text", f"{SVG}title", f"{SVG}desc", f"{SVG}metadata")):
        text.getparent().remove(text)
    below = root.findall(f"{SVG}g[@class='below']")
    if len(below) == 1:  # it would be cut in two; of many panels the first alone says nothing
        root.remove(below[0])
    for group in reversed(list(root.iter(f"{SVG}g", f"{SVG}defs"))):  # the inner first
        if not len(group):
            group.getparent().remove(group)
    if box := extent(root):
        left, top, right, bottom = box
        root.set("viewBox", f"{left:.4g} {top:.4g} {right - left:.4g} {bottom - top:.4g}")
    for element in root.iter(etree.Element):
        element.text = element.tail = None
        for key, value in attributes_of(element).items():
            if key == "id":
                element.set(key, f"{prefix}-{value}")
            elif key.endswith("href"):
                element.set(key, f"#{prefix}-{value[1:]}")
            else:
                own = value.replace("url(#", f"url(#{prefix}-")
                element.set(key, FALLBACK.sub(r"var(\1)", own))
    for name in ("width", "height", "role", "aria-label"):
        root.attrib.pop(name, "")
    root.set("class", "miniature")
    root.set("aria-hidden", "true")
    drawn = etree.tostring(root, encoding="unicode")
    return drawn if len(drawn.encode()) <= MOST else ""
