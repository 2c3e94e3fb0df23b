"""Transmissions, numbered as they came in; LATEST UPDATES are the newest of each note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from feeds.note import Change, Note
from notes.kinds import KINDS

LABELS = {"new": "新增", **{name: kind.label for name, kind in KINDS.items()}}
"""What readers see of a kind of transmission."""
ALIKE = {"new": "new", "correction": "correction", "addition": "addition", "revision": "addition",
         "withdrawal": "withdrawal"}  # fmt: skip
"""Kinds that readers see as one, by the first of them."""
SIGNS = {"new": "n", "correction": "c", "addition": "u", "revision": "u", "withdrawal": "w"}
"""Of kinds, for the script that counts them."""
MAX_TRANSMISSIONS = 30


@dataclass(frozen=True)
class Transmission:
    """What a note last had to say."""

    number: int
    """1 for the oldest of all; it stays when newer ones come in."""
    note: Note
    date: date
    kind: str
    """A key of LABELS."""
    what: str
    """The text of the change; empty for a new note without one."""
    at: tuple[str, ...] = ()
    """Ids of the passages that changed."""

    @property
    def besides(self) -> tuple[Change, ...]:
        """What else changed in the note on that day."""
        of_the_day = [one for one in self.note.later_changes if one.date == self.date]
        return tuple(of_the_day[1:])

    @property
    def month(self) -> str:
        return f"{self.date:%Y-%m}"


def history(notes: Iterable[Note]) -> list[Transmission]:
    """All there were, newest first.

    A note is a transmission when it is published and each time it changes on a later day.
    """
    every = [(note, came) for note in notes for came in _history(note)]
    every.sort(key=lambda one: (one[1][0], one[0].id))
    numbered = enumerate(every, start=1)
    return [Transmission(number, note, *came) for number, (note, came) in numbered][::-1]


def latest(every: Sequence[Transmission]) -> list[Transmission]:
    """Of a `history` the newest of each note, newest first, at most MAX_TRANSMISSIONS."""
    newest = {one.note.id: one for one in reversed(every)}
    return sorted(newest.values(), key=lambda one: one.number, reverse=True)[:MAX_TRANSMISSIONS]


def listed(shown: Iterable[Transmission], after: str) -> str:
    """Of each of these notes its id and all that came of it after a day: names that it has for good, and signs."""
    return "|".join(
        " ".join(
            (
                note.id,
                *(f"{name}{SIGNS[kind]}" for day, kind, name in _named(note) if str(day) > after),
            )
        )
        for note in (one.note for one in shown)
    )


def _named(note: Note) -> Iterator[tuple[date, str, str]]:
    """Date, kind and name of what `_history` has; of a note that was taken back, only that."""
    changes = note.later_changes[:1] if note.is_withdrawn else note.later_changes
    yield from ((one.date, one.kind, one.name) for one in changes)
    if not note.is_withdrawn:
        yield note.published, "new", str(note.published)


def _history(note: Note) -> Iterator[tuple[date, str, str, tuple[str, ...]]]:
    """Date, kind, text and places of the publication and of every later change, oldest first."""
    on_the_day = note.changes[len(note.later_changes) :]
    yield note.published, "new", on_the_day[0].what if on_the_day else "", ()
    for change in reversed(note.later_changes):
        yield change.date, change.kind, change.what, change.at
