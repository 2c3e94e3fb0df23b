"""The font that a page carries, so that no formula is drawn before its font is there.

A page has exactly its signs, and the powers of prose. They are data, made a font by a script: a style
would need a hash in the policy of the site. Without scripts the whole font is fetched.
"""

from __future__ import annotations

import base64
import unicodedata
from functools import cache
from pathlib import Path

from lxml import etree

from pages import math_font
from pages.markup import inserted
from pages.modules import without_comments

AT_ONCE = without_comments(Path(__file__).with_name("fonts_at_once.js").read_text("utf-8"))


@cache
def _italics() -> dict[str, str]:
    slanted = map(chr, (*range(0x1D434, 0x1D468), *range(0x1D6E2, 0x1D71C)))
    origins = ((one, unicodedata.decomposition(one).split()) for one in slanted)
    return {"h": "ℎ"} | {chr(int(origin[1], 16)): one for one, origin in origins if origin}


def _as_variables(letters: str) -> str:
    """Browsers draw a variable of one letter italic, and measure it upright."""
    return "".join(letter + _italics().get(letter, "") for letter in letters)


UNWRITTEN = frozenset(" √−")
"""By the space browsers know the font that lays out; roots, and a hyphen drawn as minus, are in no text."""


POWERS = ",".join(f"U+{ord(sign):X}" for sign in math_font.SUPERSCRIPTS)
"""The range of those in prose, which scripts write too."""


def with_fonts(html: str, folder: Path) -> str:
    """The page with its font in its head; `folder` keeps them from build to build."""
    font = _font(carried(signs_of(html)), folder)
    return inserted(html, f"{font}<script>{AT_ONCE}</script>", before="</head>", what="页首")


def signs_of(html: str) -> frozenset[str]:
    """What browsers need to draw the page's formulas."""
    drawn = (part.partition("</math>")[0] for part in html.split("<math")[1:])
    return frozenset[str]().union(*map(_signs_of, drawn))


@cache
def _signs_of(drawn: str) -> frozenset[str]:
    """Those of one formula, which stands without its tags."""
    root = etree.fromstring(f"<math{drawn}</math>")
    variables = (
        one.text or "" for one in root.iter("mi") if not one.attrib and len(one.text or "") == 1
    )
    text = "".join(map(str, root.itertext())) + _as_variables("".join(variables))
    return math_font.characters().intersection(text)


def carried(signs: frozenset[str]) -> frozenset[str]:
    """What the font of a page with these in its formulas has."""
    return (signs | UNWRITTEN if signs else signs).union(math_font.SUPERSCRIPTS)


@cache
def _font(signs: frozenset[str], folder: Path) -> str:
    data = base64.b64encode(math_font.cached(signs, folder)).decode()
    return f'<template data-font="{POWERS}">{data}</template>'
