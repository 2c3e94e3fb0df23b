"""The units an excerpt is made of: text flattened so that nothing inside a unit can be cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import lxml.html
import regex
from lxml import etree

from notes.characters import HAN
from notes.numbers import DIGITS, RAISED
from pages.added import FOOTNOTE_MARK

BREAKS = {"h1", "h2", "h3", "h4", "h5", "h6", "hr"}
"""Between sections."""
GAPS = {"pre", "table", "figure", "img"}
SKIPPED = BREAKS | GAPS | {"figcaption", "summary"}
SKIPPED_CLASSES = {
    "highlight", "toc", "footnote", "footnote-ref", "footnote-backref", "headerlink", "admonition-title"
}  # fmt: skip
BLOCKS = {"p", "div", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "details", "section"}
INLINE = {"em", "strong", "kbd", "sub", "sup", "mark", "del", "b", "i"}
# Words keep their hyphens, apostrophes, signs and numbers: prefix-tuning, don't, C++, -1, 3.14, 10–20%, 3×3.
WORD = rf"[-−+±≈~$.]?[\p{{L}}\p{{N}}--{HAN}][\p{{L}}\p{{N}}\p{{M}}'’._/,:%+#@&×–~⁻⁺\-−--{HAN}]*"
POWER = rf"[-−+±]?{DIGITS}\s?×\s?10[{RAISED}]+"
UNIT = regex.compile(rf"[{HAN}]+\p{{M}}*|{POWER}|(?:{WORD})(?<![.,:])|\s+|\X", regex.V1)
GRAPHEME = regex.compile(r"\X")
WIDE = re.compile(rf"[{HAN}\u3000-\u303f\uff00-\uffef“”‘’…—]")
SYMBOL = re.compile(r"\\[a-zA-Z]+|[^\s{}_^\\]")


class Unit(NamedTuple):
    """A word, a run of Han, another grapheme, a formula or an inline code."""

    text: str
    kind: str
    """`text`, `space`, `code`, `formula`, `display` (a formula of its own), `join`, `heading`, `gap`,
    `contents` (of the page, as a list) or `end`."""
    tags: tuple[str, ...] = ()
    """Inline elements around it, outermost first."""

    @property
    def width(self) -> float:
        """Han 1, Latin ½; a formula half of its symbols."""
        if self.kind in ("formula", "display"):
            return len(SYMBOL.findall(self.text[2:-2])) / 2
        return (len(self.text) + len(WIDE.findall(self.text))) / 2


def graphemes(unit: Unit) -> Iterator[Unit]:
    """A run of Han in the pieces where a line may break; other units whole."""
    if unit.kind == "text" and WIDE.match(unit.text):
        return (unit._replace(text=one) for one in GRAPHEME.findall(unit.text))
    return iter((unit,))


def units(html: str) -> Iterator[Unit]:
    """Units in reading order; `gap` marks where something that is not prose was left out."""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    yield from _walk(root, ())


def _walk(element: etree._Element, tags: tuple[str, ...]) -> Iterator[Unit]:
    yield from _pieces(element.text, tags)
    for child in element:
        if isinstance(child, etree._Comment):
            if (child.text or "").strip() == "more":
                yield Unit("", "end")
                return
        elif isinstance(child.tag, str):
            yield from _element(child, tags)
        yield from _pieces(child.tail, tags)


def _element(element: etree._Element, tags: tuple[str, ...]) -> Iterator[Unit]:
    classes = set((element.get("class") or "").split())
    if element.tag in SKIPPED or classes & SKIPPED_CLASSES or _is_footnote_mark(element):
        if element.tag in GAPS or "highlight" in classes:
            yield Unit("", "gap")
        elif element.tag in BREAKS:
            yield Unit("", "heading")
        elif "toc" in classes:
            yield Unit("", "contents")
    elif _is_contents(element):
        yield Unit("", "contents")
    elif "arithmatex" in classes and element.tag == "div":
        yield Unit("", "join")
        yield Unit((element.text or "").strip(), "display")
        yield Unit("", "join")
    elif "arithmatex" in classes:
        yield Unit((element.text or "").strip(), "formula", tags)
    elif element.tag == "code":
        if text := " ".join(str(element.xpath("string()")).split()):
            yield Unit(text, "code", tags)
    elif element.tag == "br":
        yield Unit("", "join")
    elif element.tag in BLOCKS:
        yield Unit("", "join")
        yield from _walk(element, ())
        yield Unit("", "join")
    else:
        yield from _walk(element, (*tags, element.tag) if element.tag in INLINE else tags)


def _is_contents(element: etree._Element) -> bool:
    """Nothing but links, or the page's headings."""
    if element.tag not in ("p", "ul", "ol"):
        return False
    links = list(element.iter("a"))
    if len(links) > (element.tag == "p"):
        return _letters(element) == sum(map(_letters, links)) > 0
    headings = {_line(one) for one in element.getroottree().iter("h2", "h3", "h4")}
    items = [_line(item) for item in element.iter("li")]
    return len(items) > 1 and headings.issuperset(items)


def _letters(element: etree._Element) -> int:
    return len(regex.findall(r"\p{L}", _line(element)))


def _line(element: etree._Element) -> str:
    return str(element.xpath("string()")).strip().removesuffix("¶")


def _is_footnote_mark(element: etree._Element) -> bool:
    return element.tag == "sup" and (element.get("id") or "").startswith(FOOTNOTE_MARK)


def _pieces(text: str | None, tags: tuple[str, ...]) -> Iterator[Unit]:
    for piece in UNIT.findall(text or ""):
        if piece.isspace():
            yield Unit(" ", "newline" if "\n" in piece else "space", tags)
        else:
            yield Unit(piece, "text", tags)
