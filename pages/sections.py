"""The text of a page as the search keeps it: in sections, with formulas in between."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from notes.characters import HAN
from pages.facts import Piece, Section

BETWEEN, PLACE = "\x00", "\x01"
"""Where a block begins or ends; where a formula stands. No parsed text holds either."""
BROKEN_LINE = re.compile(rf" (?<=[{HAN}，。；：、] )(?=[{HAN}])")
BETWEEN_BLOCKS = re.compile(rf"[ {BETWEEN}]*{BETWEEN}[ {BETWEEN}]*")

AT_ONCE = 2500
"""Signs of text, more than any screen shows."""

Said = list[Piece]
"""Pieces as they come, BETWEEN among them."""


class Code(str):
    """A piece of code, which takes no time to read."""

    __slots__ = ()


def pieces(said: Sequence[Piece]) -> tuple[Piece, ...]:
    """The same with its lines and blocks joined."""
    text = "".join([piece if isinstance(piece, str) else PLACE for piece in said])
    formulas = (piece for piece in said if not isinstance(piece, str))
    text = BETWEEN_BLOCKS.sub(" ", BROKEN_LINE.sub("", " ".join(text.split()))).strip()
    joined: list[Piece] = []
    for number, plain in enumerate(text.split(PLACE)):
        if number:
            joined.append(next(formulas))
        if plain:
            joined.append(plain)
    return tuple(joined)


class Sections:
    """Sections in the making."""

    def __init__(self) -> None:
        self._begun: list[tuple[str, Said, Said]] = []

    @property
    def anchor(self) -> str:
        """Of the one begun last."""
        return self._begun[-1][0]

    @property
    def heading(self) -> str:
        return _text(self._begun[-1][1])

    def begin(self, anchor: str, heading: Said) -> Said:
        """Where what is said from now on belongs."""
        said: Said = []
        self._begun.append((anchor, heading, said))
        return said

    def all(self) -> tuple[Section, ...]:
        """Those that are not empty."""
        made = (
            Section(anchor, _text(heading), pieces(said)) for anchor, heading, said in self._begun
        )
        return tuple(section for section in made if section.pieces or section.heading)

    @property
    def prose(self) -> str:
        """All that takes time to read."""
        said = (piece for _, *both in self._begun for part in both for piece in part)
        return " ".join([piece for piece in said if type(piece) is str])


def _text(said: Said) -> str:
    return Section("", "", pieces(said)).text.strip()


def off_screen(sections: Iterable[Section]) -> str | None:
    """The anchor of the first that begins behind all that a screen shows."""
    signs = 0
    for section in sections:
        if section.anchor and signs > AT_ONCE:
            return section.anchor
        signs += len(section.text)
    return None
