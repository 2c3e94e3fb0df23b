"""Markdown as Chinese authors, and GitHub, write it, where Python-Markdown and its extensions read it otherwise.

The scanner reads by the same expressions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape, unescape
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import (
    BlockProcessor,
    BlockQuoteProcessor,
    ListIndentProcessor,
    ParagraphProcessor,
)
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.extensions.md_in_html import HtmlBlockPreprocessor
from markdown.extensions.tables import TableProcessor
from markdown.inlinepatterns import SubstituteTagInlineProcessor
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import BLOCK_LEVEL_ELEMENTS, HTML_PLACEHOLDER, AtomicString
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound
from pymdownx.arithmatex import (
    RE_BRACKET_BLOCK,
    RE_BRACKET_INLINE,
    RE_SMART_DOLLAR_INLINE,
    RE_TEX_BLOCK,
    BlockArithmatexProcessor,
    InlineArithmatexPattern,
)
from pymdownx.details import DetailsProcessor
from pymdownx.highlight import Highlight, HighlightExtension

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
    rf"(?=[\\$])(?:{RE_SMART_DOLLAR_INLINE}|{RE_BRACKET_INLINE}"
    r"|(?<![\\$])\$\$(?=\s*[^\s$])(?P<pair>(?:\\.|[^\\$\x02\x03])+?)\$\$(?!\$))"
)
"""Nearly all signs of a text are passed by the first look."""
TEXT = re.compile(r"[^\W\d_][^|\n]*(?:\n[^\W\d_][^|\n]*)*")
"""Lines that begin with letters: nothing else than a paragraph does."""
BLOCK_BELOW = re.compile(r" *(?:(?:\d+\.|[*+-]|#{1,6}) )")
"""An item or a heading."""
ITEM = re.compile(r"(?P<indent> *)(?:(?P<number>\d+)\.|[*+-]) +")
LIST_BELOW = re.compile(r" {0,3}(?:1\.|[*+-]) +\S")
"""It begins right below a text; with another number the line goes on with the text."""
BOX = re.compile(AdmonitionProcessor.RE.pattern.replace('"(.*?)"', '["“](.*?)["”]'))
FOLDED_BOX = re.compile(DetailsProcessor.START.pattern.replace('"(.*?)"', '["“](.*?)["”]'))
INSIDE_ITEM = re.compile(rf"(?:{BOX.pattern}|{FOLDED_BOX.pattern}|#{{1,6}} )")
ASIDE = "\ufffc"
"""Stands, for the scanner, in a line for a fence or a block of HTML."""
PUT_ASIDE = re.compile(rf" *(?:{HTML_PLACEHOLDER % r'[0-9]+'}|{ASIDE}) *")
TABLE_RULE = re.compile(r" {0,3}\|?(?: *:?-+:? *\|)+(?: *:?-+:?)? *")
BAR = r"\|"
ENTITY = re.compile(r"&(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);", re.IGNORECASE)
TAB = 4
VERBATIM = frozenset(("canvas", "math", "option", "pre", "script", "style", "textarea"))
HTML = re.compile(
    rf"^ {{0,3}}</?(?:{'|'.join(sorted({*BLOCK_LEVEL_ELEMENTS} - VERBATIM - {'hr'}))})(?=[\s/>])",
    re.IGNORECASE | re.MULTILINE,
)
"""Up to a blank line the text stands in HTML, not in a paragraph."""
ON_SEVERAL_LINES = re.compile(
    rf"<(?:{'|'.join(sorted(VERBATIM))})\b|<!--(?:(?!-->).)*\n", re.DOTALL | re.IGNORECASE
)
"""HTML that blank lines do not part."""
IN_TAG = re.compile(r"""<[a-zA-Z][^<>]*=\s*(?:"[^"<>]*|'[^'<>]*)\Z""")
TEXT_OF_HTML = "html-text"
MAY_BE_MARKED = re.compile(r"[\\`$\[<&*_~]| {2}\n")
"""With one of these begins all that a pattern finds within a text: most cells and many paragraphs have none."""


def display(block: str) -> re.Match[str] | None:
    """The first formula in a block that stands for itself."""
    found = ENVIRONMENT.match(block) or DISPLAY.search(block)
    return found if found and not CONTAINED.search(block, 0, found.start()) else None


def tex(found: re.Match[str]) -> str:
    groups = found.groupdict(default="")
    return unescaped(groups.get("math2") or groups["math"] or groups["math3"])


def unescaped(text: str) -> str:
    """With the signs for which entities stand, as in all HTML: `&#124;` is a bar, in a table above all."""
    return ENTITY.sub(lambda entity: unescape(entity[0]), text)


def fenced_formula(text: str, *_: Any, **__: Any) -> str:
    """That of the extension escapes it in its newest versions only, for which some of our Pythons are too old."""
    return f'<div class="arithmatex">\\[\n{escape(text)}\n\\]</div>'


def is_open(html: str) -> bool:
    """Whether what stands in a block of HTML is Markdown: its text, and whole blocks between blank lines."""
    return bool(HTML.match(html)) and not ON_SEVERAL_LINES.search(html)


def html_starts(block: str) -> int | None:
    """Where in a block, whatever it is above that."""
    if block.startswith(" " * TAB):
        return None
    found, formula = HTML.search(block), display(block)
    is_tag = found and not (formula and formula.start() < found.start() < formula.end())
    return found.start() if found and is_tag else None


@dataclass
class Items:
    """The items of a list that are open."""

    texts: list[int]
    """Where their texts begin."""
    shift: int = 0
    """How many spaces more a block in them would have, at four an item; and so what is in that block."""

    def depth(self, block: str) -> int:
        """In how many of them a block stands; a display may stand before their texts."""
        indent = _indent(block) + bool(DISPLAY.match(block))
        return sum(text <= indent for text in self.texts)

    def move(self, block: str) -> int:
        """How many spaces more it would have. The items that it opens are open from now on."""
        depth, indent = self.depth(block), _indent(block)
        if not depth:
            return 0
        if indent - self.texts[depth - 1] < TAB:  # else it is code, or in a box
            self.shift = TAB * depth - indent
            if ITEM.match(block):
                self.texts = [*self.texts[:depth], *item_indents(block.split("\n"))[1]]
        return self.shift

    def lines_inside(self, lines: list[str]) -> int:
        """How many lines of an indented block come before one outside the item that it stands in, or before one
        that begins a block of an item in it."""
        depth = self.depth(lines[0])
        inside = self.texts[depth - 1] if depth else _indent(lines[0]) // TAB * TAB
        below = (
            n for n, line in enumerate(lines) if _indent(line) < inside and BLOCK_BELOW.match(line)
        )
        apart = lines_before(lines) if ITEM.match(lines[0]) else 0
        return min(next(below, len(lines)), apart or len(lines))


def item_indents(lines: list[str]) -> tuple[dict[int, int], list[int]]:
    """How far the lines of a list would be indented by four more spaces a level; and where the texts begin of
    the items that are open at the end."""
    indents, texts, outer = dict[int, int](), list[int](), 0
    for number, line in enumerate(lines):
        if item := ITEM.match(line):
            indent = _indent(line)
            while texts and indent < texts[-1] and len(texts) > indent // TAB:
                texts.pop()
            outer = indents[number] = _indent(lines[0]) + TAB * len(texts)
            texts.append(item.end())
        elif texts and _indent(line) >= texts[-1]:  # no more than it is indented in its item
            indents[number] = outer + _indent(line) - texts[-1]
    return indents, texts


def lines_before(lines: list[str]) -> int:
    """How many come before a block that begins without a blank line; 0 if none does."""
    if first := ITEM.match(lines[0]):
        indents, _ = item_indents(lines)
        return next((n for n in indents if _begins_below_item(lines, n, indents[n], first)), 0)
    if len(lines) > 1 and PUT_ASIDE.fullmatch(lines[0]):
        return 1
    following = enumerate(pairwise([*lines[1:], ""]), 1)
    return next((n for n, (line, below) in following if _begins(line, below)), 0)


def _begins_below_item(lines: list[str], n: int, indent: int, first: re.Match[str]) -> bool:
    """Whether line `n` of a list begins a list of the other kind, or what an item holds beside its text."""
    if item := ITEM.match(lines[n]):
        return indent == _indent(lines[0]) and bool(item["number"]) != bool(first["number"])
    return bool(INSIDE_ITEM.match(lines[n].lstrip(" ")))


def _begins(line: str, below: str) -> bool:
    if PUT_ASIDE.fullmatch(line):
        return True
    is_row = "|" in line and TABLE_RULE.fullmatch(below)
    return bool(LIST_BELOW.match(line)) or bool(is_row and _cells(line) == _cells(below))


def _cells(row: str) -> int:
    return row.replace(BAR, "").strip(" ").strip("|").count("|")


def shifted(block: str, more: int) -> str:
    """With so many spaces more, or less, before the lines that are indented like the first."""
    if more < 0:
        return re.sub(f"^ {{{-more}}}", "", block, flags=re.MULTILINE)
    return re.sub(f"^(?= {{{_indent(block)}}})", " " * more, block, flags=re.MULTILINE)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


class Dialect(Extension):
    """After the extensions that it changes."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        blocks: Any = md.parser.blockprocessors
        blocks["olist"].LAZY_OL = False  # a list goes on counting where its author does
        blocks["olist"].SIBLING_TAGS, blocks["ulist"].SIBLING_TAGS = ["ol"], ["ul"]
        md.preprocessors.register(_Opened(md), "html_block", 20)
        blocks.register(_Html(md.parser), "html", 104)
        md.treeprocessors.register(_Nameless(md), "nameless", 1)  # after all others
        for extension in md.registeredExtensions:
            if isinstance(extension, HighlightExtension):
                extension.get_pymdownx_highlighter = lambda: _Highlight
        apart = self._apart = _Apart(md.parser)
        md.registerExtension(self)
        blocks.register(
            _Text(md.parser), "text", 84
        )  # before all that would look for something in it
        blocks.register(_Indented(md.parser, apart), "indent", 90)
        blocks.register(_Display(r"\Z", {"generic": True}, md), "arithmatex-block", 79.9)
        blocks.register(_Quote(md.parser), "quote", 20)
        blocks.register(_Box(md.parser), "admonition", 105)
        blocks.register(_FoldedBox(md.parser), "details", 105)
        blocks.register(_Aside(md.parser), "aside", 77)
        blocks.register(apart, "apart", 76)  # before tables and lists
        blocks.register(_Table(md.parser, {"use_align_attribute": True}), "table", 75)
        line_break = SubstituteTagInlineProcessor(r"\\\n", "br")
        md.inlinePatterns.register(line_break, "backslash-break", 179.9)  # after what it escapes
        inline = _Inline(f"(?:{INLINE_FORMULA})", {"generic": True})
        md.inlinePatterns.register(inline, "arithmatex-inline", 189.9)
        md.treeprocessors.register(_MarkedTexts(md), "inline", 20)

    def reset(self) -> None:
        """Between two texts."""
        self._apart.forget()


def makeExtension(**options: Any) -> Dialect:  # noqa: N802 - Python-Markdown's name
    return Dialect(**options)


class _Opened(HtmlBlockPreprocessor):
    """Blocks of HTML are put aside; open ones are put back."""

    def run(self, lines: list[str]) -> list[str]:
        stash = self.md.htmlStash
        first = stash.html_counter
        text = "\n".join(super().run(lines))
        for number, html in enumerate(stash.rawHtmlBlocks[first:], first):
            if isinstance(html, str) and is_open(html):
                text = text.replace(stash.get_placeholder(number), html)
        return text.split("\n")


class _Html(BlockProcessor):
    """A text with tags of blocks."""

    def test(self, parent: Element, block: str) -> bool:
        return html_starts(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        block, done = blocks.pop(0), 0
        if start := html_starts(block):
            blocks[:0] = [block[: start - 1], block[start:]]
            return
        displays: Any = self.parser.blockprocessors["arithmatex-block"]
        for found in DISPLAY.finditer(block):
            self._add(parent, block[done : found.start()])
            displays.generic_output(parent, tex(found))
            done = found.end()
        self._add(parent, block[done:])

    def _add(self, parent: Element, text: str) -> None:
        element = SubElement(parent, TEXT_OF_HTML)
        element.text, element.tail = text, "\n"


class _Aside(_Html):
    """A fence, which is no paragraph."""

    def test(self, parent: Element, block: str) -> bool:
        return bool(PUT_ASIDE.fullmatch(block))

    def run(self, parent: Element, blocks: list[str]) -> None:
        self._add(parent, blocks.pop(0))


class _Nameless(Treeprocessor):
    """An element without a name is written without tags. While there is more to be done, it has one."""

    def run(self, root: Element) -> None:
        nameless: Any = None
        for element in root.iter(TEXT_OF_HTML):
            element.tag = nameless


class _MarkedTexts(InlineProcessor):
    """No pattern is tried on a text without any mark."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        # A registry sorts itself whenever one is taken from it.
        self.inlinePatterns: Any = list(self.md.inlinePatterns)
        texts = ((one, one.text) for one in tree.iter() if type(one.text) is str)
        plain = [(one, text) for one, text in texts if not MAY_BE_MARKED.search(text)]
        for one, text in plain:
            one.text = AtomicString(text)
        super().run(tree, ancestors)
        for one, text in plain:
            one.text = text
        return tree


class _Indented(ListIndentProcessor):
    def __init__(self, parser: BlockParser, apart: _Apart) -> None:
        super().__init__(parser)
        self.apart = apart

    def test(self, parent: Element, block: str) -> bool:
        return bool(super().test(parent, block)) or self._is_in_item(parent, block)

    def _is_in_item(self, parent: Element, block: str) -> bool:
        above = "" if self.parser.state.isstate("list") or not len(parent) else parent[-1].tag
        return above in self.LIST_TYPES and self._items(parent).depth(block) > 0

    def _items(self, parent: Element) -> Items:
        return self.apart.items.get(parent, Items([]))

    def run(self, parent: Element, blocks: list[str]) -> None:
        lines, items = blocks.pop(0).split("\n"), self._items(parent)
        count = items.lines_inside(lines)
        block, below = "\n".join(lines[:count]), "\n".join(lines[count:])
        blocks[:0] = filter(None, (shifted(block, items.move(block)), below))
        super().run(parent, blocks)


class _Text(ParagraphProcessor):
    def test(self, parent: Element, block: str) -> bool:
        return TEXT.fullmatch(block) is not None


class _Apart(BlockProcessor):
    """Blocks without a blank line between them, and items that are indented by less than four spaces."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.items: dict[Element, Items] = {}
        """Of the last list of an element."""
        self.forget()

    def forget(self) -> None:
        self.items.clear()
        self._written = ""

    def test(self, parent: Element, block: str) -> bool:
        if block == self._written:  # its lines keep the indents that they were given
            self._written = ""
            return False
        if ITEM.match(block):
            self.items[parent] = Items(item_indents(block.split("\n"))[1])
        return self._parts(block) != [block]

    def run(self, parent: Element, blocks: list[str]) -> None:
        parts = self._parts(blocks.pop(0))
        if len(parts) == 1:
            self._written = parts[0]
        blocks[:0] = parts

    def _parts(self, block: str) -> list[str]:
        lines = block.split("\n")
        if count := lines_before(lines):
            return ["\n".join(lines[:count]), "\n".join(lines[count:])]
        if ITEM.match(lines[0]):
            for number, indent in item_indents(lines)[0].items():
                lines[number] = " " * indent + lines[number].lstrip(" ")
        return ["\n".join(lines)]


class _Display(BlockArithmatexProcessor):  # type: ignore[misc]
    def test(self, parent: Element, block: str) -> bool:
        self.match = display(block)
        return self.match is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        found: Any = self.match
        block = blocks.pop(0)
        self.parser.parseBlocks(parent, [block[: found.start()].rstrip("\n")])
        self.generic_output(parent, tex(found))
        below = block[found.end() :].lstrip("\n")
        blocks.insert(0, re.sub(f"^ {{{_indent(found[0])}}}", "", below, flags=re.MULTILINE))


class _OpenBox(BlockProcessor):
    """A box that reads what it holds as any other parent does."""

    opening: re.Pattern[str]

    def test(self, parent: Element, block: str) -> bool:
        return bool(self.opening.search(block)) or self._goes_on(parent, block)

    def _goes_on(self, parent: Element, block: str) -> bool:
        if not len(parent) or not block.startswith(" " * TAB):
            return False
        return parent[-1].tag == "details" or AdmonitionProcessor.CLASSNAME in _classes(parent[-1])

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        if found := self.opening.search(block):
            super().run(parent, [block[: found.end()]])
            block = block[found.end() :].lstrip("\n")
        inside, rest = self.detab(block)
        if rest:
            blocks.insert(0, rest)
        self.parser.state.set("box")
        self.parser.parseChunk(parent[-1], inside)
        self.parser.state.reset()


def _classes(element: Element) -> list[str]:
    return element.get("class", "").split()


class _Box(_OpenBox, AdmonitionProcessor):
    opening = RE = BOX


class _FoldedBox(_OpenBox, DetailsProcessor):  # type: ignore[misc]
    opening = START = FOLDED_BOX


class _Quote(BlockQuoteProcessor):
    """A blank line ends it, and what follows is another one."""

    def lastChild(self, parent: Element) -> None:  # noqa: N802 - Python-Markdown's name
        return None


class _Table(TableProcessor):
    def _split_row(self, row: str) -> list[str]:
        cells: list[str] = super()._split_row(row)  # type: ignore[misc]  # its stubs leave it out
        return [cell.replace(BAR, "|") for cell in cells]

    def _build_row(self, row: str, parent: Element, align: Sequence[str | None]) -> None:
        """The site's policy lets no page style itself."""
        super()._build_row(row, parent, align)  # type: ignore[misc]
        for cell in parent[-1]:
            if side := cell.attrib.pop("align", ""):
                cell.set("class", side)


class _Highlight(Highlight):  # type: ignore[misc]
    """One lexer a language: to find it by its name takes longer than to read a short block."""

    def get_lexer(self, src: str, language: str, inline: bool, stripnl: bool) -> tuple[Any, str]:
        try:
            return _lexer(language, stripnl), language
        except ClassNotFound:
            return super().get_lexer(src, language, inline, stripnl)  # type: ignore[no-any-return]


@cache
def _lexer(language: str, stripnl: bool) -> Any:
    return get_lexer_by_name(language, stripnl=stripnl)


class _Inline(InlineArithmatexPattern):  # type: ignore[misc]
    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # noqa: N802 - Python-Markdown's name
        if IN_TAG.search(data, 0, m.start()):
            return None, None, None
        if not m["pair"]:
            return super().handleMatch(m, data)
        element = Element("span", {"class": "arithmatex"})
        element.text = AtomicString(self.wrap.format(m["pair"].strip()))
        return element, m.start(), m.end()
