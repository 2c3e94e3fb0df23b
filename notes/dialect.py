"""Markdown as Chinese authors, and GitHub, write it, where Python-Markdown and its extensions read it otherwise.

The scanner reads by the same expressions.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.blockprocessors import ListIndentProcessor
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.extensions.tables import TableProcessor
from markdown.util import AtomicString
from pymdownx.arithmatex import (
    RE_BRACKET_BLOCK,
    RE_BRACKET_INLINE,
    RE_SMART_DOLLAR_INLINE,
    RE_TEX_BLOCK,
    BlockArithmatexProcessor,
    InlineArithmatexPattern,
)
from pymdownx.details import DetailsProcessor

DISPLAY = re.compile(
    rf"^ *(?:\$\$(?P<math>(?:\\.|(?!\$\$)[^\\])+?)\$\$|{RE_BRACKET_BLOCK}) *$",
    re.DOTALL | re.MULTILINE,
)
"""On lines of its own, whatever stands above and below them."""
ENVIRONMENT = re.compile(rf"{RE_TEX_BLOCK} *\Z", re.DOTALL)
"""A display without marks, which is a block of its own."""
CONTAINED = re.compile(r"^ *(?:(?:\d+\.|[*+-]) |>|\[\^[^\]]*\]:)", re.MULTILINE)
"""Lists, quotes and footnotes, which are read before the formulas in them."""
INLINE_FORMULA = (
    rf"{RE_SMART_DOLLAR_INLINE}|{RE_BRACKET_INLINE}"
    r"|(?<![\\$])\$\$(?=\s*[^\s$])(?P<pair>(?:\\.|[^\\$\x02\x03])+?)\$\$(?!\$)"
)
ITEM_BELOW = re.compile(r" *(?:\d+\.|[*+-]) ")
BOX = re.compile(AdmonitionProcessor.RE.pattern.replace('"(.*?)"', '["“](.*?)["”]'))
FOLDED_BOX = re.compile(DetailsProcessor.START.pattern.replace('"(.*?)"', '["“](.*?)["”]'))
BAR = r"\|"
TAB = 4


def display(block: str) -> re.Match[str] | None:
    """The first formula in a block that stands for itself."""
    found = ENVIRONMENT.match(block) or DISPLAY.search(block)
    return found if found and not CONTAINED.search(block, 0, found.start()) else None


def tex(found: re.Match[str]) -> str:
    groups = found.groupdict(default="")
    return str(groups.get("math2") or groups["math"] or groups["math3"])


def is_in_item(block: str, *, ordered: bool) -> bool:
    """Whether a block belongs to the item above it: it begins below the item's text; a display, nearly so."""
    return (3 if ordered and not DISPLAY.match(block) else 2) <= _indent(block) < TAB


def item_below(lines: list[str]) -> int:
    """How many lines of an indented block come before an item of a list that it stands in."""
    indent = _indent(lines[0])
    inside = indent if indent < TAB else indent // TAB * TAB
    return next(
        (n for n, line in enumerate(lines) if _indent(line) < inside and ITEM_BELOW.match(line)),
        len(lines),
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


class Dialect(Extension):
    """After the extensions that it changes."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        blocks: Any = md.parser.blockprocessors
        blocks["olist"].LAZY_OL = False  # a list goes on counting where its author does
        blocks["olist"].SIBLING_TAGS, blocks["ulist"].SIBLING_TAGS = ["ol"], ["ul"]
        blocks.register(_Indented(md.parser), "indent", 90)
        blocks.register(_Display(r"\Z", {"generic": True}, md), "arithmatex-block", 79.9)
        blocks["admonition"].RE = BOX
        blocks["details"].START = FOLDED_BOX
        blocks.register(_Table(md.parser, blocks["table"].config), "table", 75)
        inline = _Inline(f"(?:{INLINE_FORMULA})", {"generic": True})
        md.inlinePatterns.register(inline, "arithmatex-inline", 189.9)


def makeExtension(**options: Any) -> Dialect:  # noqa: N802 - Python-Markdown's name
    return Dialect(**options)


class _Indented(ListIndentProcessor):
    def test(self, parent: Element, block: str) -> bool:
        return bool(super().test(parent, block)) or self._is_in_item(parent, block)

    def _is_in_item(self, parent: Element, block: str) -> bool:
        above = "" if self.parser.state.isstate("list") or not len(parent) else parent[-1].tag
        return above in self.LIST_TYPES and is_in_item(block, ordered=above == "ol")

    def run(self, parent: Element, blocks: list[str]) -> None:
        lines = blocks.pop(0).split("\n")
        count, indent = item_below(lines), _indent(lines[0])
        blocks[:0] = ["\n".join(part) for part in (lines[:count], lines[count:]) if part]
        if indent >= TAB:
            super().run(parent, blocks)
        else:
            self._add_to_item(parent[-1][-1], blocks.pop(0), indent)

    def _add_to_item(self, item: Element, block: str, indent: int) -> None:
        if item.text:
            paragraph = Element("p")
            paragraph.text, item.text = item.text, ""
            item.insert(0, paragraph)
        self.parser.state.set("detabbed")
        self.parser.parseChunk(item, re.sub(f"^ {{{indent}}}", "", block, flags=re.MULTILINE))
        self.parser.state.reset()


class _Display(BlockArithmatexProcessor):  # type: ignore[misc]
    def test(self, parent: Element, block: str) -> bool:
        self.match = display(block)
        return self.match is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        found: Any = self.match
        block = blocks.pop(0)
        self.parser.parseBlocks(parent, [block[: found.start()].rstrip("\n")])
        self.generic_output(parent, tex(found))
        blocks.insert(0, block[found.end() :].lstrip("\n"))


class _Table(TableProcessor):
    def _split_row(self, row: str) -> list[str]:
        cells: list[str] = super()._split_row(row)  # type: ignore[misc]  # its stubs leave it out
        return [cell.replace(BAR, "|") for cell in cells]


class _Inline(InlineArithmatexPattern):  # type: ignore[misc]
    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # noqa: N802 - Python-Markdown's name
        if not m["pair"]:
            return super().handleMatch(m, data)
        element = Element("span", {"class": "arithmatex"})
        element.text = AtomicString(self.wrap.format(m["pair"].strip()))
        return element, m.start(), m.end()
