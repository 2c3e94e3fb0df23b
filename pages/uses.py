"""Where terms are explained and used."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

SHOWN = 5
"""So many notes are named that use a term."""


class Use(NamedTuple):
    """The first place of a note that has a term, or the section that it heads."""

    note: str
    """Path below docs/."""
    anchor: str
    heading: str


@dataclass
class Uses:
    """Of one term."""

    explained: Use | None = None
    used: list[Use] = field(default_factory=list)
    """In other notes, in reading order, as many as are shown."""
    count: int = 0
    """How many other notes there are."""

    def add(self, use: Use, *, explains: bool) -> None:
        if explains:
            self.explained = use
            return
        self.count += 1
        if self.count <= SHOWN:
            self.used.append(use)
