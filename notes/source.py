"""A note's source: views of it without what is no text, and what it says can be run or computed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote

from markdown.extensions.attr_list import sanitize_name
from pygments.lexers.python import NumPyLexer, PythonConsoleLexer, PythonLexer

from notes.problem import Problem
from notes.scanner import blank, shown_values, spans, within
from notes.spans import (
    NOT_TEXT,
    Attributes,
    Code,
    Comment,
    Fence,
    FootnoteMark,
    Formula,
    FrontMatter,
    Link,
    Open,
    Span,
    Tag,
)

NOT_PROSE = (*NOT_TEXT, FootnoteMark)
CONTAINERS = " \t>\n"
"""What may stand between two blocks that follow each other."""
PYTHON = frozenset((*PythonLexer.aliases, *NumPyLexer.aliases))
CONSOLE = frozenset(PythonConsoleLexer.aliases)
"""Names of languages, as the highlighter knows them."""
NOT_RUN = "not run:"
LEFT_OPEN = {
    "$": ("没有结束", r"补上结尾的 $；价格写作 \$5"),
    "$ ": ("两端有空格", r"去掉 $ 里侧的空格；价格写作 \$5"),
    "$`": ("里面是代码", "公式写成 $x$，里面没有反引号；代码写成 `x`"),
    "$$": ("没有结束，或者没有独占一段", "补上结尾的 $$，里面不空行；句子里的公式用 $"),
    "<!--": ("注释没有结束", "补上 -->"),
    "`": ("代码块没有结束", "补上结尾：缩进和反引号的个数同开头一样"),
    "~": ("代码块没有结束", "补上结尾：缩进和波浪号的个数同开头一样"),
    "|": ("表格这一行的格数比表头多，多出来的不显示", r"格里的 | 写作 \|"),
    "|`": ("代码里的 | 在别处会当成分格", r"写作 \|"),
    "<": ("HTML 没有结束，后面的全成了 HTML", "补上结尾的标签"),
}
"""By mark, or its first sign: what is wrong, what to write."""

Kind = TypeVar("Kind", bound=Span)


@dataclass(frozen=True)
class Program:
    """Code that a note shows, what it says is printed, and why it is not run, if it says so."""

    code: Fence
    output: Fence | None
    why_not: str


@dataclass(frozen=True)
class Source:
    """A note's source. Views are as long as it is, and blank where something is left out."""

    path: Path
    name: str
    """From the root of the repository, with slashes."""
    text: str

    def of(self, kind: type[Kind]) -> list[Kind]:
        """Parts of this kind, in the order of the page: the n-th formula is the page's n-th."""
        return [span for span in spans(self.text) if isinstance(span, kind)]

    @property
    def body_starts(self) -> int:
        """Offset of what follows the front matter."""
        return max((head.end for head in self.of(FrontMatter)), default=0)

    @cached_property
    def shown_values(self) -> list[Span]:
        """What readers see of the front matter."""
        return shown_values(self.text)

    @cached_property
    def prose(self) -> str:
        links = [Span(link.label[1], link.end) for link in self.of(Link)]
        parts = [span for span in spans(self.text) if isinstance(span, (FrontMatter, *NOT_PROSE))]
        return blank(self.text, [*parts, *links])

    @cached_property
    def words(self) -> str:
        """The prose, and what readers see of the front matter."""
        words = self.prose
        for value in self.shown_values:
            shown = self.text[value.start : value.end]
            parts = [span for span in within(shown) if isinstance(span, NOT_PROSE)]
            words = words[: value.start] + blank(shown, parts) + words[value.end :]
        return words

    @cached_property
    def programs(self) -> list[Program]:
        """Every block of Python that is one on the page."""
        fences = self.of(Fence)
        return [
            Program(fence, self._output(fence, following), self._why_not(fence))
            for fence, following in zip_longest(fences, fences[1:])
            if fence.language.lower() in PYTHON
        ]

    def _output(self, program: Fence, following: Fence | None) -> Fence | None:
        meets = following and self._meet(program, following)
        return following if following and meets and following.language == "output" else None

    def _why_not(self, program: Fence) -> str:
        said = (one.note.strip() for one in self.of(Comment) if self._meet(one, program))
        return next((one[len(NOT_RUN) :].strip() for one in said if one.startswith(NOT_RUN)), "")

    def _meet(self, above: Span, below: Span) -> bool:
        between = self.text[above.end : below.start]
        return above.end <= below.start and not between.strip(CONTAINERS)

    def place_of(self, written: str) -> int | None:
        return next(iter(self.places_of(written)), None)

    def places_of(self, written: str, position: int = 0) -> list[int]:
        """Where a formula, the target of a link or another text stands, outside of code if it does.

        Of a formula, where so many of its characters are before.
        """
        places = list[int]()
        for span in spans(self.text) if written else ():
            if isinstance(span, Formula) and span.tex.strip() == written.strip():
                places.append(self._place_in(span, written, position))
            elif isinstance(span, Link) and _leads_to(span.target) == _leads_to(written):
                places.append(span.target_at)
        anchor = "".join(written.rpartition("#")[1:]) if "#" in written else ""
        without_code = blank(self.text, [*self.of(FrontMatter), *self.of(Code), *self.of(Comment)])
        for text in (without_code, self.text):
            for sought in filter(None, (written, written.strip().partition("\n")[0], anchor)):
                places = places or [
                    found.start() for found in re.finditer(re.escape(sought), text, re.IGNORECASE)
                ]
        return places

    def places_in_tags(self, written: str) -> list[int]:
        """Where tags, or attributes between braces, have this."""
        sought = re.compile(rf"(?<![^\W_]){re.escape(written)}(?![^\W_])", re.IGNORECASE)
        places = list[int]()
        for span in spans(self.text):
            if isinstance(span, Tag | Attributes):
                markup = self.text[span.start : span.end]
                if found := sought.search(markup):
                    places.append(span.start + found.start())
                elif sought.search(sanitize_name(markup)):
                    places.append(span.start)
        return places

    def _place_in(self, formula: Formula, tex: str, position: int) -> int:
        """By lines: before each of them there may be what containers put there."""
        lines = tex.strip().split("\n")
        before = tex[len(tex) - len(tex.lstrip()) : position].split("\n")
        place = formula.start
        for line in lines[: len(before)]:
            place = max(place, self.text.find(line.strip(), place, formula.end))
        last = lines[len(before) - 1]
        return min(place + len(before[-1].lstrip()), formula.end) if last.strip() else place

    def left_open(self) -> Iterator[Problem]:
        """What nothing closes, or what is no formula though it looks like one."""
        opened = self.of(Open)
        rows = [one for one in opened if one.mark == "|"]
        for one in opened:
            if one.mark[0] == "$" and any(row.start <= one.start < row.end for row in rows):
                continue  # one that the row cuts
            shown = " ".join(self.text[one.start :].split("\n\n", 1)[0].split())[:40]
            key = one.mark if one.mark in LEFT_OPEN else one.mark[0]
            message, instead = LEFT_OPEN[key]
            where = "公式" if one.mark[0] == "$" else "正文"
            yield self.problem(one.start, where, f"{message}：{shown}", instead)

    def problem(self, offset: int, rule: str, message: str, instead: str = "") -> Problem:
        column = offset - (self.text.rfind("\n", 0, offset) + 1) + 1
        return Problem(self.name, self.line_at(offset), column, rule, message, instead)

    def line_at(self, offset: int) -> int:
        return self.text.count("\n", 0, offset) + 1


def _leads_to(target: str) -> tuple[str, str]:
    """The page that a link leads to, whether its file is named or its address, and the place there."""
    path, _, anchor = target.partition("#")
    return re.sub(r"(?:(?<![^/])index)?\.md\Z", "", path).rstrip("/"), unquote(anchor)
