"""What stands within a text of Markdown, found in the order in which Python-Markdown finds it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from typing import Any

from markdown.inlinepatterns import (
    AUTOLINK_RE,
    BACKTICK_RE,
    HTML_RE,
    BacktickInlineProcessor,
    LinkInlineProcessor,
)

from notes.blocks import Block, Cell, text_of
from notes.dialect import BAR, INLINE_FORMULA, unescaped
from notes.raw_html import NAME, elements, image, link, without_tags
from notes.spans import (
    Address,
    Attributes,
    Citation,
    Cited,
    Comment,
    Escape,
    FootnoteMark,
    Formula,
    HtmlCode,
    Image,
    InlineCode,
    Link,
    Open,
    Span,
    Tag,
)

BACKTICK = re.compile(BACKTICK_RE)
CODE: Any = BacktickInlineProcessor(BACKTICK_RE)
FORMULA = re.compile(INLINE_FORMULA, re.DOTALL)
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!|$/~ ])|\\.", re.DOTALL)
FOOTNOTE_MARK = re.compile(r"\[\^[^\]]*\]")
CITATION = re.compile(
    r"[\[【［](?: *-?|[^\[\]@\n【】［］]{1,20} (?=@\w*\d{4}))@[^\[\]\n【】［］]*[\]】］](?!\()"
)
KEY = r"[^\s\[\]{}(),;，；、。\"'#%=~\\@]+"
"""What BibTeX takes for one, but for signs that part or close a citation here."""
CITED = re.compile(rf"\s*@(?P<key>{KEY})\s*(?:[,，]\s*(?P<where>[^@]+?)\s*)?")
LABEL = re.compile(r"(?P<image>!?)\[")
LINK = LinkInlineProcessor("")
LINK.unescape = lambda text: text  # type: ignore[method-assign] # nothing is stashed here
NAMED = re.compile(r"\s?\[([^\]]*)\]")
ANGLED = re.compile(AUTOLINK_RE)
HTML = re.compile(HTML_RE, re.DOTALL)
BARE = re.compile(r"https?://(?:(?!&(?:[lg]t|quot|#\d+);)[!-~])*[A-Za-z0-9/]")
"""It ends where its ASCII ends, or at a bracket written as an entity: Chinese text goes on right after it."""
ATTRIBUTES = re.compile(r"(?:(?<=[\x02*_~])|(?<=\n) *)\{:?[ ]*[^\}\n ][^\}\n]*\}")
HEADING_ATTRIBUTES = re.compile(r"(?<= )\{:?[ ]*[^\}\n ][^\}\n]*\}[ ]*$")
LEFT_OPEN = re.compile(r"\$+|<!--")
MAY_BEGIN = re.compile(r"[\\`$\[【［<{:]")
"""One of these is in all that is found here: most cells and many paragraphs have none."""
TAKEN = "\x02"
"""Stands for each character that is part of something already; in what Markdown sees, as in `rest`."""


def spans(
    block: Block, definitions: Mapping[str, tuple[str, int]], *, heading: bool = False
) -> list[Span]:
    """Everything in a text, in its order."""
    whole = text_of(block)
    if not MAY_BEGIN.search(whole):
        return []
    text = _Text(whole, block, definitions)
    for step in (text.code, text.formulas, text.escapes, text.marks, text.links, text.html):
        step()
    text.attributes(HEADING_ATTRIBUTES if heading else ATTRIBUTES)
    text.left_open()
    return sorted(text.found, key=lambda span: (span.start, -span.end))


def _cited(written: str) -> list[Cited]:
    """The sources in a citation; none if it is not written as one."""
    parts = re.split(r"[;；]|[,，](?=\s*@)", written[1:-1])
    found = [CITED.fullmatch(part) for part in parts]
    if not written.startswith("[@") or not written.endswith("]") or None in found:
        return []
    return [Cited(one["key"], one["where"] or "") for one in found if one]


class _Text:
    """The text of a block, and what was found in it so far."""

    def __init__(
        self, whole: str, block: Block, definitions: Mapping[str, tuple[str, int]]
    ) -> None:
        self.whole = self.rest = whole
        self.definitions = definitions
        self.bar = BAR if isinstance(block, Cell) else "|"
        self.found: list[Span] = []
        self._offsets = [line.start for line in block]
        self._starts = [0]
        for line in block:
            self._starts.append(self._starts[-1] + len(line.text) + 1)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the source of a part of this text."""
        last = self._offset(max(start, end - 1))
        return self._offset(start), last + (end > start)

    def _offset(self, at: int) -> int:
        line = min(bisect_right(self._starts, at) - 1, len(self._offsets) - 1)
        return self._offsets[line] + at - self._starts[line]

    def read(self, text: str) -> str:
        """As Markdown reads it."""
        return text.replace(self.bar, "|")

    def take(self, start: int, end: int) -> None:
        self.rest = self.rest[:start] + TAKEN * (end - start) + self.rest[end:]

    def add(self, span: Span, start: int, end: int) -> None:
        self.found.append(span)
        self.take(start, end)

    def code(self) -> None:
        at = 0
        while mark := BACKTICK.search(self.rest, at):
            at = mark.end()
            if mark[1]:  # backslashes that escape each other
                self.take(*mark.span())
                continue
            begin = mark.start()
            start, end = CODE.find_code_spans(begin, self.rest)
            at = start
            if end is not None:
                at = end + start - begin
                code = self.read(self.whole[start:end].strip())
                self.add(InlineCode(*self.place(begin, at), code), begin, at)

    def formulas(self) -> None:
        for found in FORMULA.finditer(self.rest):
            if found[1] or found[4]:
                self.take(*found.span())
            else:
                tex = unescaped(self.read((found["pair"] or "").strip() or found[3] or found[6]))
                self.add(Formula(*self.place(*found.span()), tex, display=False), *found.span())

    def escapes(self) -> None:
        for found in ESCAPE.finditer(self.rest):
            if found[1]:
                self.add(Escape(*self.place(*found.span())), *found.span())

    def marks(self) -> None:
        for found in FOOTNOTE_MARK.finditer(self.rest):
            self.add(FootnoteMark(*self.place(*found.span())), *found.span())
        for found in CITATION.finditer(self.rest):
            cited = tuple(_cited(self.whole[slice(*found.span())]))
            self.add(Citation(*self.place(*found.span()), cited), *found.span())

    def links(self) -> None:
        at = inside = 0
        while label := LABEL.search(self.rest, at):
            at = label.end()
            is_image = bool(label["image"])
            _, closed, is_closed = LINK.getText(self.rest, at)
            if not is_closed or (at < inside and not is_image):
                continue
            if not (found := self._target(at, closed)):
                continue
            target, target_at, end = found
            kind = Image if is_image else Link
            start = label.start()
            link = kind(*self.place(start, end), self.place(at, closed - 1), target, target_at)
            self.found.append(link)
            if is_image:
                self.take(start, end)
                at = end
            else:
                self.take(start, at)
                self.take(closed - 1, end)
                inside = closed

    def _target(self, label: int, closed: int) -> tuple[str, int, int] | None:
        """Target of a label, the offset of the target, and the end of the link; nothing if it is none."""
        name = NAMED.match(self.rest, closed)
        if name and (defined := self._defined(name[1] or self.whole[label : closed - 1])):
            return *defined, name.end()
        href, _, end, is_link = LINK.getLink(self.rest, closed)
        if is_link:
            at = self.rest.index(href, closed + 1)
            written = self.whole[at : at + len(href)]
            return ESCAPE.sub(r"\1", written), self.place(at, at)[0], end
        if defined := self._defined(self.whole[label : closed - 1]):
            return *defined, closed
        return None

    def _defined(self, name: str) -> tuple[str, int] | None:
        return self.definitions.get(" ".join(name.lower().split()))

    def html(self) -> None:
        for found in ANGLED.finditer(self.rest):
            address = Address(*self.place(*found.span()), found[1], bare=False)
            self.add(address, *found.span())
        tags: list[Span] = []
        for found in HTML.finditer(self.rest):
            start, end = self.place(*found.span())
            # What was found in a comment or in an attribute is not shown.
            self.found = [one for one in self.found if not start <= one.start < end]
            name = NAME.match(found[0])
            if found[2].startswith("!--"):
                self.add(Comment(start, end, found[0][4:-3]), *found.span())
            elif name:
                tags.append(Tag(*found.span(), name[0][1:].lower()))
                self.add(Tag(start, end, name[0][1:].lower()), *found.span())
            if name and name[0].lower() == "<img":
                one = image(self.whole, *found.span())
                at, _ = self.place(one.target_at, one.target_at)
                self.found.append(Image(start, end, self.place(*one.label), one.target, at))
        for opened, closed in elements(tags, "pre", "code"):
            code = without_tags(self.whole[opened.end : closed.start])
            self.found.append(HtmlCode(*self.place(opened.end, closed.start), code))
            self.take(opened.end, closed.start)
        for opened, closed in elements(tags, "a"):
            if led := link(self.whole, opened, closed):
                start, end = self.place(led.start, led.end)
                at, _ = self.place(led.target_at, led.target_at)
                self.found.append(Link(start, end, self.place(*led.label), led.target, at))
        linked = [one.label for one in self.found if isinstance(one, Link)]
        for found in BARE.finditer(self.rest):
            start, end = self.place(*found.span())
            if not any(low <= start < high for low, high in linked):
                self.add(Address(start, end, found[0], bare=True), *found.span())

    def attributes(self, pattern: re.Pattern[str]) -> None:
        for found in pattern.finditer(self.rest):
            self.add(Attributes(*self.place(*found.span())), *found.span())

    def left_open(self) -> None:
        """Marks that are shown as they are, in pairs where only their surroundings are wrong."""
        left = list(LEFT_OPEN.finditer(self.rest))
        while left:
            mark = left.pop(0)
            beside = self._beside(mark, left[0]) if left and left[0][0] == mark[0] else None
            end = mark.end() if beside is None else left.pop(0).end()
            self.found.append(Open(*self.place(mark.start(), end), mark[0] + (beside or "")))

    def _beside(self, first: re.Match[str], second: re.Match[str]) -> str | None:
        """What stands within two marks that keeps them from being a formula; None if they are no pair."""
        if first[0] == "$$":
            return ""
        inner = self.rest[first.end() : second.start()]
        if first[0] == "$" and (inner[:1].isspace() or inner[-1:].isspace()):
            return " "
        is_code = self.whole[first.end()] == self.whole[second.start() - 1] == "`"
        return "`" if first[0] == "$" and is_code else None
