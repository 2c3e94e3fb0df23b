"""The fonts that a page carries, so that no formula is drawn before its font is there.

A page has exactly its signs. They are data, made a font by a script: a style would need a hash in
the policy of the site. Without scripts the whole font is fetched.
"""

from __future__ import annotations

import base64
import unicodedata
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Face:
    """A font as style sheets declare it."""

    family: str
    signs: frozenset[str]
    how: str = ""


POWERS = Face(
    "Superscripts",
    frozenset(math_font.SUPERSCRIPTS),
    f"size-adjust:115%;unicode-range:{','.join(f'U+{ord(sign):X}' for sign in math_font.SUPERSCRIPTS)};",
)


def with_fonts(html: str, folder: Path) -> str:
    """The page with its fonts in its head; `folder` keeps them from build to build."""
    styles = "".join(_style(face, folder) for face in faces(signs_of(html)))
    return inserted(html, f"{styles}<script>{AT_ONCE}</script>", before="</head>", what="页首")


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


def faces(signs: frozenset[str]) -> list[Face]:
    """Those of powers in prose, which scripts write too, and one for formulas."""
    if not signs:
        return [POWERS]
    return [POWERS, Face("Formulas", signs | UNWRITTEN)]


@cache
def _style(face: Face, folder: Path) -> str:
    data = base64.b64encode(math_font.cached(face.signs, folder)).decode()
    tag = "style" if face == POWERS else "template"
    return (
        f"<{tag} data-font>@font-face{{font-family:{face.family};{face.how}"
        f'src:url(data:font/woff;base64,{data})format("woff")}}</{tag}>'
    )
