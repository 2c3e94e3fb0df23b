"""LATEST UPDATES: the newest transmission of each note, numbered from the oldest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from feeds.note import Note

LABELS = {"new": "新增", "addition": "更新", "revision": "更新", "correction": "更正"}


@dataclass(frozen=True)
class Transmission:
    """What a note last had to say."""

    number: int
    """1 for the oldest, so that a number rarely changes when new ones arrive."""
    note: Note
    date: date
    kind: str
    """`new`, `correction`, `addition` or `revision`."""
    what: str
    """The text of the change; empty for a new note without one."""

    @property
    def label(self) -> str:
        return LABELS[self.kind]


def transmissions(notes: Iterable[Note]) -> list[Transmission]:
    """One transmission a note, newest first; ties are broken by id.

    A change on the day of publication leaves the note new: it is announced once.
    """
    oldest_first = sorted(notes, key=lambda note: (note.updated, note.id))
    numbered = [_transmission(number, note) for number, note in enumerate(oldest_first, start=1)]
    return numbered[::-1]


def _transmission(number: int, note: Note) -> Transmission:
    newest = note.changes[0] if note.changes else None
    kind = newest.kind if newest and newest.date > note.published else "new"
    return Transmission(number, note, note.updated, kind, newest.what if newest else "")
