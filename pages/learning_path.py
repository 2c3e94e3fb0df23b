"""The notes as a drawing: each below those it requires."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

WIDTH, BOX_WIDTH, BOX_HEIGHT, GAP, STEP = 360, 114, 36, 9, 80
"""Units of the drawing; on a phone a unit is a little less than a pixel."""


class Note(Protocol):
    """What the drawing needs of a note."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def requires(self) -> Sequence[str]: ...


@dataclass(frozen=True)
class Box:
    """A note in the drawing; `x` is its middle, `y` its upper edge."""

    note: Note
    x: float
    y: float

    @property
    def left(self) -> float:
        return self.x - BOX_WIDTH / 2

    @property
    def bottom(self) -> float:
        return self.y + BOX_HEIGHT

    @property
    def label(self) -> str:
        """The title without its subtitle."""
        return self.note.title.partition("：")[0]


@dataclass(frozen=True)
class Drawing:
    """Boxes, and the pairs (required, requiring) that an arrow joins."""

    width = WIDTH
    box_width, box_height = BOX_WIDTH, BOX_HEIGHT
    boxes: tuple[Box, ...]
    arrows: tuple[tuple[Box, Box], ...]

    def way(self, to: Box) -> tuple[tuple[Box, Box], ...]:
        """The arrows that lead to a box, directly or not."""
        found: dict[tuple[Box, Box], None] = {}
        waiting = [to]
        while waiting:
            one = waiting.pop()
            before = [arrow for arrow in self.arrows if arrow[1] is one and arrow not in found]
            found |= dict.fromkeys(before)
            waiting += [arrow[0] for arrow in before]
        return tuple(found)

    @property
    def height(self) -> float:
        return max((box.bottom for box in self.boxes), default=BOX_HEIGHT)


def draw(notes: Sequence[Note]) -> Drawing:
    """`notes` in reading order. A row holds the notes that are equally far from a beginning."""
    level: dict[str, int] = {}
    for note in notes:
        level[note.id] = 1 + max((level[one] for one in _among(note, level)), default=-1)
    placed: dict[str, Box] = {}
    y = 0.0
    for depth in range(max(level.values(), default=-1) + 1):
        row = [note for note in notes if level[note.id] == depth]
        row.sort(key=lambda note: _mean(placed[one].x for one in _among(note, placed)))
        for line in _lines(row):
            start = (WIDTH - len(line) * (BOX_WIDTH + GAP) + GAP + BOX_WIDTH) / 2
            for position, note in enumerate(line):
                placed[note.id] = Box(note, start + position * (BOX_WIDTH + GAP), y)
            y += BOX_HEIGHT + GAP
        y += STEP - BOX_HEIGHT - GAP
    arrows = [(placed[one], placed[note.id]) for note in notes for one in _among(note, placed)]
    return Drawing(tuple(placed[note.id] for note in notes), tuple(arrows))


def _among(note: Note, drawn: Container[str]) -> Iterable[str]:
    """What it requires that is in the drawing too."""
    return (one for one in note.requires if one in drawn)


def _lines(row: Sequence[Note]) -> Iterable[Sequence[Note]]:
    """A row that is too wide goes on in the next line."""
    fitting = (WIDTH + GAP) // (BOX_WIDTH + GAP)
    return (row[start : start + fitting] for start in range(0, len(row), fitting))


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0
