"""A mistake in the sources, told to the person who can mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """`file:line: where: expected …, found …`; `line` 0 means that no line is known."""

    file: str
    line: int
    where: str
    expected: str
    found: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.where}: expected {self.expected}, found {self.found}"
