"""What a note shows, and must still show when its writing has been mended."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import lxml.html

from notes import numbers
from notes.scanner import front_matter, spans
from notes.settings import rendered
from notes.spans import (
    Address,
    Attributes,
    Citation,
    Code,
    Comment,
    Fence,
    FootnoteMark,
    Formula,
    Link,
    Tag,
)

FOR_MARKDOWN = (Attributes, Citation, Comment, FootnoteMark, Tag)
LISTS = ("ul", "ol")
PARTS = frozenset(
    ("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "details", "div", "pre", "hr",
     "table", "th", "td", "dl", "figure", "img", "a", "sup")
)  # fmt: skip
"""Elements that readers tell apart, and that mending neither adds nor takes away."""
NO_WORD = re.compile(r"[\W_]")


class Shown(NamedTuple):
    written: tuple[tuple[str, str], ...]
    """Code, its languages, and formulas, as they stand in the source."""
    marks: tuple[str, ...]
    """Addresses, and what is written for Markdown only."""
    links: tuple[str, ...]
    parts: tuple[str, ...]
    """Headings, lists and the like of the page, in their order."""
    words: tuple[str, ...]
    """The letters, signs of Chinese and digits in each of them, and in all."""
    stressed: tuple[str, ...]
    """The same of what is bold, italic or struck out."""


@lru_cache(maxsize=64)
def shown(text: str) -> Shown:
    head = front_matter(text)
    html = rendered(text[head.end if head else 0 :].lstrip("\n"))
    page = lxml.html.fragment_fromstring(html, create_parent="div")
    links = tuple(one.target for one in spans(text) if isinstance(one, Link))
    parts = list(_parts(page))
    return Shown(
        tuple(_written(text)),
        tuple(_marks(text)),
        links,
        tuple(part for part, _ in parts),
        tuple(_words(one) for one in (*(part for _, part in parts), page)),
        tuple(map(_words, page.iter("strong", "em", "del"))),
    )


def is_kept(before: str, after: str, *, words: bool = True) -> bool:
    """Whether a page shows what it showed: all but spaces and punctuation, or words too."""
    old, new = shown(before), shown(after)
    added = Counter(new.links) - Counter(old.links)
    return (
        old.written == new.written
        and old.parts == new.parts
        and _holds(new.marks, old.marks)
        and all(map(numbers.leads_to_checks, added))  # of R9
        and (not words or (old.words == new.words and _holds(new.stressed, old.stressed)))
    )


def _holds(new: tuple[str, ...], old: tuple[str, ...]) -> bool:
    """All of them, in their order; more may have been made."""
    left = iter(new)
    return all(one in left for one in old)


def _written(text: str) -> Iterator[tuple[str, str]]:
    for one in spans(text):
        if isinstance(one, Fence):
            yield one.language, one.code
        elif isinstance(one, Code):
            yield "", one.code
        elif isinstance(one, Formula):
            yield "$", one.tex


def _marks(text: str) -> Iterator[str]:
    for one in spans(text):
        if isinstance(one, Address | Link):
            yield one.target
        elif isinstance(one, FOR_MARKDOWN):
            yield text[one.start : one.end]


def _parts(page: lxml.html.HtmlElement) -> Iterator[tuple[str, lxml.html.HtmlElement]]:
    places = {f"#{one}" for one in page.xpath("//@id")}
    for one in page.iter(*PARTS):
        address = one.get("href", "")
        if one.tag == "li":
            yield f"{_depth(one)} {_number(one)}", one
        elif one.tag == "div" and "admonition" in one.get("class", ""):
            yield "box", one
        elif one.tag not in ("a", "div"):
            yield f"{one.tag} {one.get('src', '')}", one
        elif address.startswith("#") and one.get("class") != "headerlink":
            yield f"{address} {address in places}", one


def _words(part: lxml.html.HtmlElement) -> str:
    return NO_WORD.sub("", unicodedata.normalize("NFKC", part.text_content()))


def _depth(item: lxml.html.HtmlElement) -> int:
    return sum(one.tag in LISTS for one in item.iterancestors())


def _number(item: lxml.html.HtmlElement) -> str:
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return ""
    return str(int(parent.get("start", 1)) + parent.index(item))
