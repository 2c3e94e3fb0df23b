"""Who writes here, from docs/authors.yml."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = ("person", "organization")


@dataclass(frozen=True)
class Author:
    """One entry of the list. Raises TypeError or ValueError for what no author is."""

    name: str
    """As pages and feeds show it."""
    kind: str
    """`person` or `organization`."""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"{self.name} 的 kind 要写 {' 或 '.join(KINDS)}，不是 {self.kind}")
