"""Links from a note to another: the sentence in which one stands, and who leads to a note."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from copy import deepcopy
from hashlib import blake2b
from typing import NamedTuple

from lxml import etree

from pages.excerpt import sentence
from pages.facts import Mention, Section

NOTES, SENTENCES = 12, 3
"""So many notes are shown that lead to one, and so many sentences of each."""
MARK = "\ue000"
"""Of no script: no note holds it."""

RAISED, OVER = "sup", re.compile(r"[。！？…”’」』）]*(?:（[^（）]*）)?$")
"""A mark of a footnote, and what may stand before it: it belongs to the sentence that it follows."""

CELLS, CELL = ("td", "th"), " · "
"""What is said in a cell is said of its row; between cells stands this."""


class From(NamedTuple):
    """A note, and what it says of another."""

    note: str
    """Path below docs/."""
    said: tuple[Mention, ...]


class Place(NamedTuple):
    """A section of a note, and who leads there; without an anchor, to the whole."""

    anchor: str
    heading: str
    notes: tuple[From, ...]


class Backlinks(NamedTuple):
    """Who leads to a note."""

    notes: int
    """How many do."""
    places: tuple[Place, ...]
    """What is shown of them: first who leads to the whole."""

    @property
    def sources(self) -> list[str]:
        """Paths of those that are shown."""
        return [one.note for place in self.places for one in place.notes]


def sentence_around(element: etree._Element, blocks: Collection[str]) -> str:
    """HTML of the sentence that an element stands in, which ends with its block at the latest."""
    is_note = element.tag == RAISED
    block = next(
        one for one in element.iterancestors() if one.tag in blocks and one.tag not in CELLS
    )
    before, parent = element.getprevious(), element.getparent()
    assert parent is not None
    while is_note and before is not None and before.tag == RAISED and OVER.match(before.tail or ""):
        before = before.getprevious()
    holder, field = (parent, "text") if before is None else (before, "tail")
    text = getattr(holder, field) or ""
    over = OVER.search(text)
    at = over.start() if is_note and over else len(text)
    setattr(holder, field, text[:at] + MARK + text[at:])
    copy = deepcopy(block)
    setattr(holder, field, text)
    # Whatever it is, here it is prose.
    copy.tag, copy.tail = "div", None
    copy.attrib.clear()
    for cell in copy.iterchildren(*CELLS):
        cell.tag, cell.tail = "span", CELL if cell.getnext() is not None else ""
    return sentence(etree.tostring(copy, encoding="unicode", method="html"), MARK).html


def preview(anchor: str = "") -> str:
    """Address, from that of the note, of what is shown of it or of a place in it."""
    # An anchor may be too long for the name of a file.
    name = blake2b(anchor.encode(), digest_size=4).hexdigest() if anchor else "note"
    return f"preview/{name}.json"


def backlinks(
    mentions: Mapping[str, Iterable[Mention]], required: Iterable[str], sections: Iterable[Section]
) -> Backlinks:
    """To a note of these sections, from others by their paths in the order in which they are shown.

    Those in `required` build on it, whether they say so or not.
    """
    every = {**dict.fromkeys(required, ()), **mentions}
    headings = {"": "", **{one.anchor: one.heading for one in sections}}
    leads: dict[str, list[From]] = {anchor: [] for anchor in headings}
    for note, said in list(every.items())[:NOTES]:
        to: dict[str, list[Mention]] = {}
        for one in list(dict.fromkeys(said))[:SENTENCES]:
            to.setdefault(one.anchor if one.anchor in headings else "", []).append(one)
        for anchor, there in (to or {"": []}).items():
            leads[anchor].append(From(note, tuple(there)))
    places = (
        Place(anchor, headings[anchor], tuple(found)) for anchor, found in leads.items() if found
    )
    return Backlinks(len(every), tuple(places))
