"""A mistake in the sources, told to the person who can mend it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass

MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
PROPERTY = MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})
"""How GitHub's workflow commands write what would end them."""


@dataclass(frozen=True, order=True)
class Problem:
    """`file:line:column rule message → instead`; 0 is a line or a column that is not known."""

    file: str
    """From the root of the repository, with slashes."""
    line: int
    column: int
    rule: str
    """R4 of CONTRIBUTING.md, or a word: a key of the front matter, 公式."""
    message: str
    """What is wrong, with what was found."""
    instead: str = ""
    """What to write."""

    def __str__(self) -> str:
        place = ":".join(map(str, filter(None, (self.file, self.line, self.column))))
        instead = f" → {self.instead}" if self.instead else ""
        return f"{place} {self.rule} {self.message}{instead}"

    @property
    def annotation(self) -> str:
        """The command that shows it at its line of a pull request on GitHub."""
        place = {"file": self.file, "line": self.line or 1, "col": self.column}
        properties = ",".join(
            f"{name}={str(value).translate(PROPERTY)}" for name, value in place.items() if value
        )
        return f"::error {properties}::{str(self).translate(MESSAGE)}"


def tell(problems: Iterable[Problem], say: Callable[[str], object] = print) -> None:
    """Say every problem in order; on GitHub, at its line as well."""
    for problem in sorted(problems):
        say(str(problem))
        if os.environ.get("GITHUB_ACTIONS"):
            print(problem.annotation)
