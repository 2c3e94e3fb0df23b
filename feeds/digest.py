"""Transmissions, numbered as they came in; LATEST UPDATES are the newest of each note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from feeds.note import Change, Note
from notes.kinds import NEW, TOLD, WITHDRAWAL

LABELS = {name: kind.label for name, kind in TOLD.items()}
"""What readers see of a kind of transmission."""
MAX_TRANSMISSIONS = 30
MAX_NAMED = 48
"""So many does the front page name to a script."""


@dataclass(frozen=True)
class Transmission:
    """What a note last had to say."""

    number: int
    """1 for the oldest of all; it stays when newer ones come in."""
    note: Note
    date: date
    kind: str
    """A key of TOLD."""
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


def listed(every: Sequence[Transmission], shown: Sequence[Transmission]) -> str:
    """From what a script tells what is new of a `history` whose `latest` are shown.

    The day of the newest that is left out, and ids of notes that were taken back; then of each note that is
    shown its id and the names of what came of it.
    """
    told = [one for one in every if not one.note.is_withdrawn or one.kind == WITHDRAWAL]
    ids = {one.note.id for one in shown}
    named = [one for one in told if one.note.id in ids][:MAX_NAMED]
    numbers = {one.number for one in named}
    left_out = next((_day(one) for one in told if one.number not in numbers), "")
    gone = (one.note.id for one in told if one.note.is_withdrawn)
    names: dict[str, list[str]] = {one.note.id: [] for one in shown}
    for one in named:
        if _day(one) >= left_out:
            of_note, name = names[one.note.id], f"{_day(one)}{TOLD[one.kind].sign}"
            alike = 1 + sum(other.startswith(name) for other in of_note)
            of_note.append(f"{name}{alike}" if alike > 1 else name)
    notes = (" ".join((id_, *of_note)) for id_, of_note in names.items())
    return "|".join((" ".join((left_out, *gone)), *notes))


def _day(one: Transmission) -> str:
    """In six digits: ten would weigh more."""
    return str(one.date.toordinal())


def _history(note: Note) -> Iterator[tuple[date, str, str, tuple[str, ...]]]:
    """Date, kind, text and places of the publication and of every later change, oldest first."""
    on_the_day = note.changes[len(note.later_changes) :]
    yield note.published, NEW, on_the_day[0].what if on_the_day else "", ()
    for change in reversed(note.later_changes):
        yield change.date, change.kind, change.what, change.at
