"""A Markdown source with everything masked that is not prose, character for character."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from notes.problem import Problem

FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
SHOWN_KEY = re.compile(
    r"^(?:title|description|excerpt):(?P<text>(?:(?! #).)+(?:\n[ \t]+\S.*)*)"
    r"|\bwhat:(?P<what>(?:(?! #|, *(?:date|kind):|\}[ \t]*$).)+)",
    re.MULTILINE,
)
"""What readers see of a front matter."""
FENCE = re.compile(
    r"^(?P<indent> *)(?P<fence>`{3,}|~{3,}).*?^(?P=indent)(?P=fence) *$", re.DOTALL | re.MULTILINE
)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
CODE = re.compile(r"(?P<ticks>`+)(?:(?!(?P=ticks))[^\n])+(?P=ticks)")
FORMULA = re.compile(r"\$\$.+?\$\$|(?<![\\$])\$(?!\s)[^$\n]+?(?<!\s)\$(?!\d)", re.DOTALL)
ANGLED = re.compile(r"<https?:[^>\n]*>")
NOT_WRITING = re.compile(
    "|".join(one.pattern for one in (FENCE, COMMENT, CODE, FORMULA, ANGLED)),
    re.DOTALL | re.MULTILINE,
)
"""Code, comments, formulas, addresses: their spaces and punctuation are not those of Chinese text."""
ADDRESS = re.compile(r"https?://[!-~]*[A-Za-z0-9/]")
"""It ends where its ASCII ends: Chinese text goes on right after it."""
LINK_TARGET = re.compile(
    rf"(?<=\])\([^)\n]*\)(?:\{{[^}}\n]*\}})?|{ANGLED.pattern}|\[@[^\]]+\]|{ADDRESS.pattern}"
)
CHECKED = re.compile(r"\[(?P<shown>[^\[\]]+)\]\(checks\.py#(?P<call>[^)\s]+)\)")
"""A number and the call that computes it."""
PROGRAM = re.compile(
    r"(?P<before>[^\n]*)\n+ *```python\n(?P<code>.*?)\n *```(?:\s*\n *```output\n(?P<output>.*?)\n *```)?",
    re.DOTALL,
)


@dataclass(frozen=True)
class Source:
    """A note's text. `prose` and `formulas` are as long as `text`, the rest of them blank."""

    path: Path
    name: str
    text: str

    @cached_property
    def body_starts(self) -> int:
        """Offset of what follows the front matter."""
        front_matter = FRONT_MATTER.match(self.text)
        return front_matter.end() if front_matter else 0

    @cached_property
    def shown_keys(self) -> list[tuple[int, int]]:
        found = SHOWN_KEY.finditer(self.text, 0, self.body_starts)
        return [match.span(match.lastgroup or 0) for match in found]

    @cached_property
    def without_code(self) -> str:
        masked = _blank(self.text, [(0, self.body_starts)])
        for pattern in (FENCE, COMMENT, CODE):
            masked = _blank(masked, [match.span() for match in pattern.finditer(masked)])
        return masked

    @cached_property
    def prose(self) -> str:
        masked = self.without_code
        for pattern in (FORMULA, LINK_TARGET):
            masked = _blank(masked, [match.span() for match in pattern.finditer(masked)])
        return masked

    @cached_property
    def words(self) -> str:
        """The prose, and what readers see of the front matter."""
        words = self.prose
        for start, end in self.shown_keys:
            shown = self.text[start:end]
            shown = _blank(shown, [match.span() for match in NOT_WRITING.finditer(shown)])
            words = words[:start] + shown + words[end:]
        return words

    @cached_property
    def formulas(self) -> list[tuple[int, int]]:
        return [match.span() for match in FORMULA.finditer(self.without_code)]

    def finding(self, offset: int, rule: str, message: str, instead: str = "") -> Problem:
        column = offset - (self.text.rfind("\n", 0, offset) + 1) + 1
        return Problem(self.name, self.line_at(offset), column, rule, message, instead)

    def line_at(self, offset: int) -> int:
        return self.text.count("\n", 0, offset) + 1


def _blank(text: str, spans: list[tuple[int, int]]) -> str:
    parts, done = [], 0
    for start, end in spans:
        parts += [text[done:start], re.sub(r"[^\n]", " ", text[start:end])]
        done = end
    return "".join([*parts, text[done:]])
