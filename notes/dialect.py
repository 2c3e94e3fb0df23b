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


def display(block: str) -> re.Match[str] | None:
    """The first formula in a block that stands for itself."""
    found = ENVIRONMENT.match(block) or DISPLAY.search(block)
    return found if found and not CONTAINED.search(block, 0, found.start()) else None


def tex(found: re.Match[str]) -> str:
    groups = found.groupdict(default="")
    return str(groups.get("math2") or groups["math"] or groups["math3"])


def item_below(lines: list[str]) -> int:
    """How many lines of an indented block come before an item of a list that it stands in."""
    inside = _indent(lines[0]) // 4 * 4
    return next(
        (n for n, line in enumerate(lines) if _indent(line) < inside and ITEM_BELOW.match(line)),
        len(lines),
    )


def in_last_item(lines: list[str]) -> int:
    """How many lines belong to the item above though they are indented by two or three only: a formula does."""
    if _indent(lines[0]) not in (2, 3) or not DISPLAY.match("\n".join(lines)):
        return 0
    return next((n for n, line in enumerate(lines) if _indent(line) < 2), len(lines))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


class Dialect(Extension):
    """After the extensions that it changes."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        blocks: Any = md.parser.blockprocessors
        blocks["olist"].LAZY_OL = False  # a list goes on counting where its author does
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
    def run(self, parent: Element, blocks: list[str]) -> None:
        lines = blocks.pop(0).split("\n")
        count = item_below(lines)
        blocks[:0] = ["\n".join(part) for part in (lines[:count], lines[count:]) if part]
        super().run(parent, blocks)


class _Display(BlockArithmatexProcessor):  # type: ignore[misc]
    def test(self, parent: Element, block: str) -> bool:
        self.match = display(block)
        return self.match is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        found: Any = self.match
        lines = blocks[0].split("\n")
        if (count := in_last_item(lines)) and self._follows_list(parent):
            indented = [f"    {line.lstrip(' ')}" for line in lines[:count]]
            blocks[:1] = ["\n".join(part) for part in (indented, lines[count:]) if part]
            return
        block = blocks.pop(0)
        self.parser.parseBlocks(parent, [block[: found.start()].rstrip("\n")])
        self.generic_output(parent, tex(found))
        blocks.insert(0, block[found.end() :].lstrip("\n"))

    def _follows_list(self, parent: Element) -> bool:
        is_inside = any(map(self.parser.state.isstate, ("list", "detabbed")))
        return not is_inside and len(parent) > 0 and parent[-1].tag in ("ol", "ul")


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
