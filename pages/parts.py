"""Long lists in parts, each on a page of its own: no page grows with the site."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

NOTES, LINKS = 100, 500
"""Of how many notes, or of how many plain links, a page tells."""
NEAR = 5
"""So many are shown on either side of a place."""

Entry = tuple[str, str]
"""What a note stands under, and its path below docs/."""


@dataclass(frozen=True)
class Part:
    """What one page of a list shows."""

    number: int
    """From 1."""
    entries: Sequence[Entry]
    addresses: Sequence[str]
    """Of all parts of the list, below the site's root."""

    @property
    def sources(self) -> list[str]:
        return [source for _, source in self.entries]

    @property
    def ways(self) -> list[tuple[int, str]]:
        """Numbers and addresses of parts: by way of these, each leads to any other in a few steps."""
        count = len(self.addresses)
        steps = {*range(NEAR + 1), *(2**power for power in range(count.bit_length()))}
        found = (
            {1, count} | {self.number + one for one in steps} | {self.number - one for one in steps}
        )
        return [(one, self.addresses[one - 1]) for one in sorted(found) if 1 <= one <= count]


def cut(entries: Sequence[Entry], size: int) -> list[Sequence[Entry]]:
    """One part at least, be it empty."""
    return [entries[start : start + size] for start in range(0, len(entries) or 1, size)]


def under(entries: Iterable[Entry]) -> list[tuple[str, list[str]]]:
    """Entries that stand under the same, one after the other."""
    return [
        (name, [source for _, source in same])
        for name, same in groupby(entries, key=lambda entry: entry[0])
    ]


def near(place: int, count: int) -> slice:
    """Those around a place, as many at either end as in the middle."""
    start = max(0, min(place - NEAR, count - 2 * NEAR - 1))
    return slice(start, start + 2 * NEAR + 1)
