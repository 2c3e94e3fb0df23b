"""What a page holds, found in one walk over what Markdown made of it. Strings only: a build keeps them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from notes.numbers import Number
from notes.problem import Problem
from notes.source import Source

Piece = str | tuple[str, str]
"""Text, or a formula as (readable text, MathML)."""


@dataclass(frozen=True)
class Section:
    """A heading and the text up to the next one."""

    anchor: str
    heading: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece if isinstance(piece, str) else piece[0] for piece in self.pieces)


class Formula(NamedTuple):
    """A formula as its author wrote it."""

    tex: str
    display: bool
    section: str
    """Anchor of the section that it stands in."""


class Figure(NamedTuple):
    """A drawing of the note's own."""

    name: str
    element: str
    """The custom element that makes it interactive, if any."""


class Mention(NamedTuple):
    """A link to a note."""

    note: str
    """Its path below docs/."""
    anchor: str
    """The place there; nothing for the whole."""
    section: str
    """Anchor of the section that the link stands in."""
    heading: str
    """Of that section."""
    sentence: str
    """HTML of the sentence that it stands in, as an excerpt has it."""


class Citation(NamedTuple):
    """A place where a source is cited."""

    key: str
    place: str
    """Id of the mark there."""
    heading: str
    """Of the section that it stands in."""
    sentence: str
    """HTML of the sentence that it stands in, as an excerpt has it."""


class Mistake(NamedTuple):
    """What the author must mend; `written` is how it begins in the source, if that is known."""

    rule: str
    message: str
    instead: str = ""
    written: str = ""
    position: int = 0
    """How far from where that begins it is."""
    place: int | None = None
    """Its offset in the source, if that is known."""

    def places(self, source: Source) -> list[int]:
        """Where it may stand in a source."""
        if self.place is not None:
            return [self.place]
        in_tags = source.places_in_tags(self.written) if self.rule == "HTML" else []
        return in_tags or source.places_of(self.written, self.position)


def told(mistakes: Iterable[Mistake], source: Source) -> Iterator[Problem]:
    """Each told where it stands in a source: of equal ones the second at the second place."""
    before = Counter[Mistake]()
    for one in mistakes:
        said = (one.rule, one.message, one.instead)
        if places := one.places(source):
            yield source.problem(places[min(before[one], len(places) - 1)], *said)
        else:
            yield Problem(source.name, 0, 0, *said)
        before[one] += 1


@dataclass(frozen=True)
class Facts:
    """One page."""

    html: str
    """As the page shows it: formulas and figures drawn."""
    plain: str
    """As feeds take it: formulas in TeX, figures as images."""
    sections: tuple[Section, ...]
    """The opening (no anchor, no heading) first; none is empty."""
    formulas: tuple[Formula, ...]
    numbers: tuple[Number, ...]
    """Those, and only those, that are marked as computed."""
    figures: tuple[Figure, ...]
    places: Mapping[str, str]
    """Ids of what changes of the note name, by their names."""
    links: tuple[str, ...]
    """Addresses that it leads to, and those of pictures that are no figures."""
    mentions: tuple[Mention, ...]
    """Of other notes."""
    citations: tuple[Citation, ...]
    ids: tuple[str, ...]
    minutes: int
    """To read it, code and formulas left out."""
    off_screen: str | None
    """The anchor of the first section that no reader sees before scrolling."""
    mistakes: tuple[Mistake, ...]

    @property
    def outline(self) -> Facts:
        """Without the texts."""
        sections = tuple(replace(section, pieces=()) for section in self.sections)
        return replace(self, html="", plain="", sections=sections)
