"""Blocks of raw HTML, found as Python-Markdown finds them: after fences, before all else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape

from markdown import htmlparser
from markdown.util import BLOCK_LEVEL_ELEMENTS

from notes import dialect
from notes.spans import Comment, HtmlCode, Image, Link, Open, Span, Tag

START = htmlparser.htmlparser.locatestarttagend_tolerant.pattern  # type: ignore[attr-defined]
TOKEN = re.compile(
    rf"<!--(?P<comment>.*?)--!?>|(?P<tag>(?>(?x:{START}))/?>)"
    r"|</[a-z][^>]*>|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|<![a-z][^>]*>",
    re.DOTALL | re.IGNORECASE,
)
"""With the parser's own idea of a tag: in `$a<b$` one begins, and goes on to the next `>`.

Like the parser, it tries one way only: else a page with `a < b` in many places would never end."""
NAME = re.compile(r"</?[a-z][^\s/>]*", re.IGNORECASE)
ATTRIBUTE = re.compile(
    r"""(?<=[\s"'/])(?P<name>[^\s"'/>=]+)\s*=\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^\s"'>]+))"""
)
MARKDOWN = re.compile(r"\smarkdown(?=[\s=>])")
"""The attribute that makes the content of a block Markdown again."""
BLOCKS = frozenset(BLOCK_LEVEL_ELEMENTS)
VERBATIM = ("script", "style")
"""Elements that end only at their own tag."""


@dataclass
class _Raw:
    """A block being read: where it starts, the elements that are open in it."""

    start: int
    open: list[str] = field(default_factory=list)


def raw_html(text: str) -> Iterator[tuple[Span, list[Span]]]:
    """Each block of HTML at the start of a line, and what is in it: tags, comments, code.

    Fences must be blank in the text. A block goes on to the tag that closes it, else to the end.
    Of one whose text is Markdown only the two ends are given.
    """
    raw: _Raw | None = None
    markdown: list[str] = []
    inside: list[Span] = []
    skipped = 0
    tail = -1
    """End of the last block while its line goes on."""
    for token in TOKEN.finditer(text):
        start, end = token.span()
        if start < skipped:
            continue
        name = _name(token)
        closes, element = name.startswith("/"), name.lstrip("/")
        begins = _begins_line(text, start) or (tail >= 0 and "\n" not in text[tail:start])
        span = _span(token, name)
        if raw:
            inside.append(span)
            if name == "img":
                inside.append(image(text, start, end))
            if closes and element in raw.open:
                while raw.open.pop() != element:
                    pass
            elif name and not closes:
                raw.open.append(element)
            if not raw.open:
                yield from _block(text, raw.start, end, inside, is_inner=bool(markdown))
                raw, inside, tail = None, [], end
        elif closes and element in markdown:
            while markdown.pop() != element:
                pass
            yield Span(start, end), [span]
            tail = end
        elif not begins or closes or (name and element not in BLOCKS):
            continue
        elif not name or element == "hr":
            yield Span(start, end), [span]
            tail = end
        elif MARKDOWN.search(token[0]):
            markdown.append(element)
            yield Span(start, end), [span]
            tail = end
        else:
            raw = _Raw(start, [element])
            inside = [span]
        if raw and element in VERBATIM and not closes:
            close = re.compile(rf"</{element}\b", re.IGNORECASE).search(text, end)
            skipped = close.start() if close else len(text)
    if raw:
        end = len(text)
        unclosed = Open(raw.start, end, f"<{raw.open[0]}>")
        yield from _block(text, raw.start, end, [unclosed, *inside], is_inner=bool(markdown))


def _block(
    text: str, start: int, end: int, inside: list[Span], *, is_inner: bool
) -> Iterator[tuple[Span, list[Span]]]:
    if dialect.is_open(text[start:end]) and not is_inner:
        yield Span(start, start), []
        yield Span(end, end), []
    else:
        yield Span(start, end), [*inside, *_with_content(text, inside)]


def _begins_line(text: str, at: int) -> bool:
    line = text.rfind("\n", 0, at) + 1
    return at - line <= 3 and not text[line:at].strip(" ")


def _name(token: re.Match[str]) -> str:
    """In lower case, `/name` for a tag that closes; nothing for what is no tag."""
    found = NAME.match(token[0])
    return found[0][1:].lower() if found else ""


def _span(token: re.Match[str], name: str) -> Span:
    if token["comment"] is not None:
        return Comment(token.start(), token.end(), token["comment"])
    return Tag(token.start(), token.end(), name)


def image(text: str, start: int, end: int) -> Image:
    """What a tag <img> shows."""
    found = attributes(text, start, end)
    source = found.get("src", (start, start))
    label = found.get("alt", (start, start))
    return Image(start, end, label, unescape(text[slice(*source)]), source[0])


def link(text: str, opened: Span, closed: Span) -> Link | None:
    """Where an element <a> leads; nothing if it is only a place."""
    found = attributes(text, opened.start, opened.end)
    if "href" not in found:
        return None
    target, label = found["href"], (opened.end, closed.start)
    return Link(opened.start, closed.end, label, unescape(text[slice(*target)]), target[0])


def attributes(text: str, start: int, end: int) -> dict[str, tuple[int, int]]:
    """Where the values of a tag's attributes stand, without their quotes."""
    found = ATTRIBUTE.finditer(text, start, end)
    return {one["name"].lower(): one.span(one.lastgroup or 0) for one in found}


def elements(spans: Iterable[Span], *names: str) -> Iterator[tuple[Tag, Tag]]:
    """The tags that open and close the outermost elements of these names."""
    opened: Tag | None = None
    for tag in spans:
        if not isinstance(tag, Tag):
            continue
        if opened is None and tag.name in names:
            opened = tag
        elif opened and tag.name == f"/{opened.name}":
            yield opened, tag
            opened = None


def without_tags(text: str) -> str:
    """What HTML shows."""
    return unescape(TOKEN.sub("", text))


def _with_content(text: str, spans: list[Span]) -> Iterator[HtmlCode | Link]:
    """What is more than its tags."""
    for opened, closed in elements(spans, "pre", "code"):
        code = without_tags(text[opened.end : closed.start])
        yield HtmlCode(opened.end, closed.start, code)
    for opened, closed in elements(spans, "a"):
        if found := link(text, opened, closed):
            yield found
