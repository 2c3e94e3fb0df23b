"""The notes as a drawing: a line for each, and curves from those that it requires."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

WIDTH, LINE, DOT = 360, 34, 100
"""Units of the drawing, on a phone a little less than a pixel: as wide, as high, and where curves end."""


class Note(Protocol):
    """What the drawing needs of a note."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def requires(self) -> Sequence[str]: ...


@dataclass(frozen=True)
class Place:
    """A note in the drawing; `y` is the middle of its line."""

    note: Note
    y: float

    @property
    def label(self) -> str:
        """The title without its subtitle."""
        return self.note.title.partition("：")[0]

    @property
    def subtitle(self) -> str:
        return self.note.title.partition("：")[2]


@dataclass(frozen=True)
class Drawing:
    """Places, and the pairs (required, requiring) that an arrow joins."""

    width, line, dot = WIDTH, LINE, DOT
    places: tuple[Place, ...]
    arrows: tuple[tuple[Place, Place], ...]

    def way(self, to: Place) -> tuple[tuple[Place, Place], ...]:
        """The arrows that lead to a place, directly or not."""
        found: dict[tuple[Place, Place], None] = {}
        waiting = [to]
        while waiting:
            one = waiting.pop()
            before = [arrow for arrow in self.arrows if arrow[1] is one and arrow not in found]
            found |= dict.fromkeys(before)
            waiting += [arrow[0] for arrow in before]
        return tuple(found)

    @property
    def height(self) -> float:
        return LINE * len(self.places)

    @property
    def longest(self) -> float:
        """How high the curve is that swings out to the edge; if all are short, none does."""
        return max([6 * LINE, *(second.y - first.y for first, second in self.arrows)])


def draw(notes: Sequence[Note]) -> Drawing:
    """`notes` in reading order: all that one of them requires stands above it."""
    placed = {note.id: Place(note, LINE * (at + 0.5)) for at, note in enumerate(notes)}
    arrows = (
        (placed[one], placed[note.id]) for note in notes for one in note.requires if one in placed
    )
    return Drawing(tuple(placed.values()), tuple(arrows))
