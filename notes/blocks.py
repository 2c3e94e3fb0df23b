"""The blocks of a Markdown source, as Python-Markdown parses them.

These are its rules, in its order and with its own expressions. Here, though, a line is not a text
that was cut from the source but a place in it, so that what is found can be told where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from markdown import Markdown
from markdown.blockprocessors import (
    HashHeaderProcessor,
    HRProcessor,
    ReferenceProcessor,
    SetextHeaderProcessor,
)
from markdown.extensions.abbr import AbbrBlockprocessor
from markdown.extensions.footnotes import FootnoteBlockProcessor
from markdown.extensions.tables import TableProcessor

from notes import dialect
from notes.dialect import ASIDE
from notes.spans import (
    Box,
    CaptionMark,
    Definition,
    FootnoteMark,
    Formula,
    Heading,
    IndentedCode,
    Open,
    Span,
)

ITEM = re.compile(r" {0,3}(?:\d+\.|[*+-]) +")
NESTED_ITEM = re.compile(r" {4,7}(?:\d+\.|[*+-]) +")
QUOTE = re.compile(r" {0,3}> ?")
CAPTION = re.compile(r"^ {0,3}/{3,} *(?:[\w-]+-caption\b.*(?:\n {4,}\S.*)*)?$", re.MULTILINE)
BARE_BAR = re.compile(r"(?<!\\)\|")
TABLE: Any = TableProcessor(Markdown().parser, {})


@dataclass(frozen=True)
class Line:
    """What is left of a line within its containers. `aside` was put aside before: a fence or HTML."""

    start: int
    text: str
    aside: tuple[Span, ...] = ()

    @property
    def end(self) -> int:
        return self.aside[0].end if self.aside else self.start + len(self.text)

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip(" "))

    def indented(self, indent: int | None) -> Line:
        """With so many spaces before it, if that is known; signs keep their places."""
        less = 0 if indent is None else self.indent - indent
        return (
            self[less:]
            if less > 0
            else Line(self.start + less, " " * -less + self.text, self.aside)
        )

    def __getitem__(self, columns: slice) -> Line:
        text = self.text[columns]
        return Line(self.start + (columns.start or 0), text, self.aside if ASIDE in text else ())


Block = list[Line]


class Cell(Block):
    """The text of a table's cell, in which `\\|` is a bar."""


@dataclass
class _Element:
    """What followers ask of an element: its kind, and what stands last in it."""

    kind: str
    last: _Element | None = None
    box: int = 0
    """Where a box stands among what was found."""
    ordered: bool = False
    """Whether a list counts."""
    items: dialect.Items = field(default_factory=lambda: dialect.Items([]))
    """Those of a list that are open."""

    def add(self, kind: str, *, ordered: bool = False) -> _Element:
        self.last = _Element(kind, ordered=ordered)
        return self.last

    def ends_with(self, kind: str) -> bool:
        return self.last is not None and self.last.kind == kind


@dataclass
class Blocks:
    """What `read` has found, in the order of the page: spans, and lines whose text is still to be read."""

    source: str
    found: list[Span | Block] = field(default_factory=list)
    definitions: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Targets of links and where they stand, by name."""
    footnotes: dict[str, Block] = field(default_factory=dict)
    _states: list[str] = field(default_factory=lambda: [""])

    def read(self, lines: Block) -> None:
        self._chunk(_Element("body"), lines)
        for footnote in self.footnotes.values():
            self._chunk(_Element("body"), footnote)

    def _chunk(self, parent: _Element, lines: Iterable[Line]) -> None:
        blocks: list[Block] = [[]]
        for line in lines:
            if line.text.strip(" "):
                blocks[-1].append(line)
            else:
                blocks.append([])
        self._blocks(parent, blocks)

    def _blocks(self, parent: _Element, blocks: list[Block]) -> None:
        queue = list(blocks)
        while queue:
            if queue[0]:
                next(rule for rule in RULES if rule(self, parent, queue))
            else:
                del queue[0]

    @contextmanager
    def _in(self, state: str) -> Iterator[None]:
        self._states.append(state)
        yield
        self._states.pop()

    def _cut(self, parent: _Element, queue: list[Block], lines: slice) -> Block:
        """These lines of the first block. What stands above them is read; what is below, is next."""
        block = queue.pop(0)
        self._blocks(parent, [block[: lines.start]])
        queue.insert(0, block[lines.stop :])
        return block[lines]

    def _box(self, parent: _Element, queue: list[Block]) -> bool:
        text, box = text_of(queue[0]), parent.last
        if opening := dialect.BOX.search(text) or dialect.FOLDED_BOX.search(text):
            (line,) = self._cut(parent, queue, _lines(opening))
            box = parent.add("box")
            box.box = len(self.found)
            self._open_box(line)
        elif not box or box.kind != "box" or queue[0][0].indent < 4:
            return False
        inside, rest = _dedented(queue.pop(0))
        queue.insert(0, rest)
        if inside:
            self.found[box.box] = replace(self.found[box.box], end=inside[-1].end)  # type: ignore[type-var]
        with self._in("box"):
            self._chunk(box, inside)
        return True

    def _html(self, parent: _Element, queue: list[Block]) -> bool:
        start = dialect.html_starts(text_of(queue[0]))
        if start is None:
            return False
        block, done = queue.pop(0), 0
        if above := text_of(block).count("\n", 0, start):
            queue[:0] = [block[:above], block[above:]]
            return True
        for found in dialect.DISPLAY.finditer(text_of(block)):
            lines = _lines(found)
            self.found.append(block[done : lines.start])
            self._add_formula(block[lines], dialect.tex(found))
            done = lines.stop
        self.found.append(block[done:])
        parent.add("html")
        return True

    def _open_box(self, line: Line) -> None:
        before, *quoted = re.split('["“]', line.text, maxsplit=1)
        kind = "".join(before.strip("!?+ ").split(" ")[:1]).lower()
        title = "".join(quoted).rstrip(" ")
        shown = line[len(before) + 1 :][: len(title) - 1] if title else line[len(line.text) :]
        self.found += [Box(line.start, line.end, kind, (shown.start, shown.end)), [shown]]

    def _continued_item(self, parent: _Element, queue: list[Block]) -> bool:
        block, above = queue[0], parent.last if parent.ends_with("list") else None
        items = above.items if above else dialect.Items([])
        is_below = self._states[-1] != "list" and items.depth(text_of(block)) > 0
        in_list = parent.kind == "item" or above
        if not is_below and (block[0].indent < 4 or not in_list or self._states[-1] == "dedented"):
            return False
        count = items.lines_inside([line.text for line in block])
        block, queue[0] = block[:count], block[count:]
        block = _shifted(block, items.move(text_of(block)))
        level = int(self._states[-1] == "list")
        node = parent
        while block[0].indent // 4 > level and node.last and node.last.kind in ("list", "item"):
            level += node.last.kind == "list"
            node = node.last
        block = _loosely_dedented(block, 4 * level)
        with self._in("dedented"):
            if parent.kind == "item":
                inner_list = parent.last if parent.last and parent.ends_with("list") else parent
                self._blocks(inner_list, [block])
            elif node.kind == "item":
                self._blocks(node, [block])
            elif node.last and node.ends_with("item"):
                self._chunk(node.last, block)
            else:
                self._blocks(node.add("item"), [block])
        return True

    def _caption(self, parent: _Element, queue: list[Block]) -> bool:
        if not (mark := CAPTION.search(text_of(queue[0]))):
            return False
        lines = self._cut(parent, queue, _lines(mark))
        self.found.append(CaptionMark(lines[0].start, lines[-1].end))
        parent.add("caption")
        return True

    def _indented_code(self, parent: _Element, queue: list[Block]) -> bool:
        if queue[0][0].indent < 4:
            return False
        inside, rest = _dedented(queue.pop(0))
        queue.insert(0, rest)
        start, code = inside[0].start, "\n".join(map(self._verbatim, inside))
        above = self.found[-1] if self.found else None
        if parent.ends_with("code") and isinstance(above, IndentedCode):
            del self.found[-1]
            start, code = above.start, f"{above.code}\n\n{code}"
        self.found.append(IndentedCode(start, inside[-1].end, code))
        parent.add("code")
        return True

    def _verbatim(self, line: Line) -> str:
        """The line with what was put aside too early, without what containers put before it."""
        if not line.aside:
            return line.text
        column = line.start - self.source.rfind("\n", 0, line.start) - 1
        first, *others = self.source[line.start : line.end].split("\n")
        return "\n".join([first, *(other[column:] for other in others)])

    def _formula(self, parent: _Element, queue: list[Block]) -> bool:
        if not (found := dialect.display(text_of(queue[0]))):
            return False
        lines = self._cut(parent, queue, _lines(found))
        self._add_formula(lines, dialect.tex(found))
        queue[0] = _loosely_dedented(queue[0], lines[0].indent)
        parent.add("formula")
        return True

    def _add_formula(self, lines: Block, tex: str) -> None:
        start = lines[0].start + lines[0].indent
        self.found.append(Formula(start, lines[-1].end, tex, display=True))

    def _table(self, parent: _Element, queue: list[Block]) -> bool:
        if not TABLE.test(None, text_of(queue[0])):
            return False
        head, _, *rows = queue.pop(0)
        for row in (head, *rows):
            row = row[row.indent :]
            end = 0
            cells = TABLE._split_row(row.text.rstrip(" "))
            if len(cells) > len(TABLE.separator):
                self.found.append(Open(row.start, row.end, "|"))
            for cell in cells[: len(TABLE.separator)]:
                start = row.text.index(cell, end)
                end = start + len(cell)
                self.found.append(Cell([row[start:end]]))
                if bar := BARE_BAR.search(cell):
                    at = row.start + start + bar.start()
                    self.found.append(Open(at, at + 1, "|`"))
                end += 1
        parent.add("table")
        return True

    def _heading(self, parent: _Element, queue: list[Block]) -> bool:
        if not (found := HashHeaderProcessor.RE.search(text_of(queue[0]))):
            return False
        (line,) = self._cut(parent, queue, _lines(found))
        if self._states[-1] == "loose":
            queue[0] = _loosely_dedented(queue[0])
        level = len(found["level"])
        self._add_heading(line, level, line[level : level + len(found["header"])])
        parent.add("heading")
        return True

    def _underlined_heading(self, parent: _Element, queue: list[Block]) -> bool:
        if not SetextHeaderProcessor.RE.match(text_of(queue[0])):
            return False
        line, mark, *queue[0] = queue[0]
        self._add_heading(line, 1 if mark.text[0] == "=" else 2, line)
        parent.add("heading")
        return True

    def _add_heading(self, line: Line, level: int, title: Line) -> None:
        title = title[title.indent :]
        self.found += [Heading(line.start, line.end, level, title.text.strip()), [title]]

    def _rule(self, parent: _Element, queue: list[Block]) -> bool:
        if not (found := HRProcessor.SEARCH_RE.search(text_of(queue[0]))):
            return False
        self._cut(parent, queue, _lines(found))
        parent.add("rule")
        return True

    def _apart(self, parent: _Element, queue: list[Block]) -> bool:
        count = dialect.lines_before([line.text for line in queue[0]])
        if count:
            block = queue.pop(0)
            queue[:0] = [block[:count], block[count:]]
        return count > 0

    def _list(self, parent: _Element, queue: list[Block]) -> bool:
        if not ITEM.match(queue[0][0].text):
            return False
        indents, texts = dialect.item_indents([line.text for line in queue[0]])
        queue[0] = [line.indented(indents.get(n)) for n, line in enumerate(queue[0])]
        ordered = queue[0][0].text.lstrip(" ")[0].isdigit()
        items = _items(queue.pop(0))
        node = parent.last
        if node and node.kind == "list" and node.ordered == ordered:
            with self._in("loose"):
                self._blocks(node.add("item"), [items.pop(0)])
        else:
            node = parent if parent.kind == "list" else parent.add("list", ordered=ordered)
        node.items = dialect.Items(texts)
        with self._in("list"):
            for item in items:
                nested = node.last and item[0].indent >= 4
                self._blocks(node.last if node.last and nested else node.add("item"), [item])
        return True

    def _quote(self, parent: _Element, queue: list[Block]) -> bool:
        first = next((n for n, line in enumerate(queue[0]) if QUOTE.match(line.text)), None)
        if first is None:
            return False
        block = queue.pop(0)
        self._blocks(parent, [block[:first]])
        with self._in("quote"):
            self._chunk(parent.add("quote"), map(_unquoted, block[first:]))
        return True

    def _footnote(self, parent: _Element, queue: list[Block]) -> bool:
        if not (found := FootnoteBlockProcessor.RE.search(text_of(queue[0]))):
            return False
        above = queue[0][: _lines(found).start]
        line, *block = queue.pop(0)[len(above) :]
        text = line[found.start(2) - found.start() :]
        self.found.append(FootnoteMark(line.start + line.indent, text.start))
        lines = [text]
        blank = Line(text.end, "")
        while True:
            inside, rest = _until_footnote(block)
            lines += _loosely_dedented(inside)
            if rest:
                queue.insert(0, rest)
            if rest or not queue or not queue[0] or queue[0][0].indent < 4:
                break
            lines.append(blank)
            block = queue.pop(0)
        self.footnotes[found[1]] = lines
        queue.insert(0, above)
        return True

    def _definition(self, parent: _Element, queue: list[Block]) -> bool:
        text = text_of(queue[0])
        found = AbbrBlockprocessor.RE.search(text) or ReferenceProcessor.RE.search(text)
        if not found:
            return False
        lines = self._cut(parent, queue, _lines(found))
        self.found.append(Definition(lines[0].start, lines[-1].end))
        if found.re is ReferenceProcessor.RE:
            target = found[2].lstrip("<").rstrip(">")
            at = self.source.index(target, lines[0].start + len(found[1]))
            self.definitions[found[1].strip().lower()] = (target, at)
        return True

    def _text(self, parent: _Element, queue: list[Block]) -> bool:
        return bool(dialect.TEXT.fullmatch(text_of(queue[0]))) and self._paragraph(parent, queue)

    def _paragraph(self, parent: _Element, queue: list[Block]) -> bool:
        first, *rest = queue.pop(0)
        lines = [first[first.indent :], *rest]
        self.found.append(lines)
        if self._states[-1] != "list":
            parent.add("paragraph")
        return True


RULES: tuple[Callable[[Blocks, _Element, list[Block]], bool], ...] = (
    Blocks._text,
    Blocks._box,
    Blocks._html,
    Blocks._continued_item,
    Blocks._caption,
    Blocks._indented_code,
    Blocks._formula,
    Blocks._apart,
    Blocks._table,
    Blocks._heading,
    Blocks._underlined_heading,
    Blocks._rule,
    Blocks._list,
    Blocks._quote,
    Blocks._footnote,
    Blocks._definition,
    Blocks._paragraph,
)
"""Each takes the first block of the queue, or some of its lines, or leaves all as it is."""


def text_of(block: Block) -> str:
    return "\n".join([line.text for line in block])


def _lines(found: re.Match[str]) -> slice:
    """The lines of a match that begins at the start of one, or with the break before it."""
    first = found.string.count("\n", 0, found.start() + found[0].startswith("\n"))
    return slice(first, first + found[0].strip("\n").count("\n") + 1)


def _dedented(block: Block, width: int = 4) -> tuple[Block, Block]:
    """The lines up to the first that is indented less, and the rest."""
    count = next((n for n, line in enumerate(block) if line.indent < width), len(block))
    return [line[width:] for line in block[:count]], block[count:]


def _shifted(block: Block, more: int) -> Block:
    indent = block[0].indent
    changed = (line.indent >= (indent if more > 0 else -more) for line in block)
    return [
        line.indented(line.indent + more) if one else line
        for line, one in zip(block, changed, strict=True)
    ]


def _loosely_dedented(block: Block, width: int = 4) -> Block:
    """Lines that are indented less are left as they are."""
    return [line[width:] if line.indent >= width else line for line in block]


def _items(block: Block) -> list[Block]:
    """The lines of each item of a list; those of nested items are left indented."""
    items: list[Block] = []
    for line in block:
        if marker := ITEM.match(line.text):
            items.append([line[marker.end() :]])
        elif NESTED_ITEM.match(line.text) and items[-1][0].indent < 4:
            items.append([line])
        else:
            items[-1].append(line)
    return items


def _unquoted(line: Line) -> Line:
    mark = QUOTE.match(line.text)
    return line[mark.end() :] if mark else line


def _until_footnote(block: Block) -> tuple[Block, Block]:
    found = FootnoteBlockProcessor.RE.search(text_of(block))
    count = _lines(found).start if found else len(block)
    return block[:count], block[count:]
