"""Changes told at the passage that changed, for readers who come to it from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from lxml import etree

from notes.kinds import KINDS
from pages.facts import Mistake
from pages.tags import escaped

HEADINGS = ("h2", "h3", "h4", "h5", "h6")
MARKED = frozenset((*HEADINGS, "blockquote", "details", "div", "figure", "p", "pre", "ul", "ol"))
"""Elements after which a mark may stand."""


class Amendment(NamedTuple):
    """A change, and where its author says that it is."""

    date: date
    kind: str
    at: Mapping[str, str]
    """What is told at each place, by a heading as it is written, or an id."""

    @property
    def title(self) -> str:
        return f"{self.date} {KINDS[self.kind].label}"


def of(meta: Mapping[str, Any]) -> tuple[Amendment, ...]:
    """Those of a note's front matter that name a place."""
    return tuple(
        Amendment(one["date"], one["kind"], told(one))
        for one in meta.get("changes", ())
        if "at" in one
    )


def told(change: Mapping[str, Any]) -> dict[str, str]:
    """What is told at the places of an entry of `changes`: it names one or several, or says of each what stood there."""
    at = change.get("at", ())
    if isinstance(at, Mapping):
        return dict(at)
    return dict.fromkeys((at,) if isinstance(at, str) else at, change["what"])


def places(
    content: etree._Element, amendments: Sequence[Amendment]
) -> tuple[dict[str, str], list[Mistake]]:
    """Ids of the places that are named, by what names them; and what names none."""
    if not amendments:
        return {}, []
    anchors = {
        name: anchor
        for element in content.iter(*MARKED)
        if (anchor := element.get("id", ""))
        for name in (anchor, title(element))
    }
    named = dict.fromkeys(place for one in amendments for place in one.at)
    instead = "写成这篇笔记的一个标题，一字不差；别处先在那一段后面写 { #名字 }，再写这个名字"
    mistakes = [
        Mistake("changes", f"at 说的地方没有：{place}", instead, place)
        for place in named
        if place not in anchors
    ]
    return {place: anchors[place] for place in named if place in anchors}, mistakes


def marks(amendments: Iterable[Amendment], found: Mapping[str, str]) -> dict[str, str]:
    """What stands at each place, by its id: a line that opens."""
    told: dict[str, list[tuple[str, str]]] = {}
    for one in amendments:
        at = {found[place]: text for place, text in one.at.items() if place in found}
        for anchor, text in at.items():
            told.setdefault(anchor, []).append((one.title, text))
    return {anchor: _mark(changes) for anchor, changes in told.items()}


def _mark(changes: Sequence[tuple[str, str]]) -> str:
    (newest, said), *older = changes
    texts = [said, *(f"{title}：{text}" for title, text in older)]
    opened = "".join(f"<p>{escaped(text)}</p>" for text in texts)
    return f'<details class="amended"><summary>{newest}</summary>{opened}</details>'


def title(element: etree._Element) -> str:
    """Of a heading, without the link to it; nothing of other elements."""
    if element.tag not in HEADINGS:
        return ""
    text = str(etree.XPath("string()")(element))
    return text.removesuffix("¶").strip()
