"""Notes that have in common what few have. Each is compared with some others only, however many there are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from typing import NamedTuple

import regex

from notes.references import Reference, named

HAN = regex.compile(r"\p{Han}")
SHOWN, TRIED = 3, 12
LEAST = 2
"""So much must two notes have in common."""
ASKED = 24
"""By so much of what a note has are others found, by the rarest."""
AMONG = 32
"""So many of those that have a thing are looked at."""
OFTEN = 3
"""What more than every third note has tells nothing."""

SOURCE = "@"
"""Before the key of what is cited; all else are terms."""
TOLD = 2
"""So many terms, and so many sources, say why."""


class Related(NamedTuple):
    """Another note, and what it has in common with one: the rarest first."""

    note: str
    shared: tuple[str, ...]


def related(
    has: Mapping[str, Set[str]], apart: Mapping[str, Collection[str]]
) -> dict[str, tuple[Related, ...]]:
    """Of each note, some others by what they have; `apart` are those that it does not need to be told of.

    Among many that have the same, those that stand near each other in `has` find each other.
    """
    holders: dict[str, list[str]] = defaultdict(list)
    for note, things in has.items():
        for thing in things:
            holders[thing].append(note)
    counted = ((thing, len(who)) for thing, who in holders.items())
    rare = {thing: count for thing, count in counted if 1 < count <= len(has) / OFTEN}
    weight = {thing: (len(has) // count).bit_length() for thing, count in rare.items()}
    rarest = {
        note: sorted(rare.keys() & things, key=lambda one: (rare[one], one))
        for note, things in has.items()
    }
    met: Counter[str] = Counter()  # how many of the holders of a thing were before this note
    found = {}
    for note, own in rarest.items():
        score: Counter[str] = Counter()
        for thing in own[:ASKED]:
            for other in holders[thing][_around(met[thing], rare[thing])]:
                score[other] += weight[thing]
        met.update(own)
        for other in (note, *apart.get(note, ())):
            score.pop(other, None)
        best = (
            Related(other, tuple(one for one in own if one in has[other]))
            for other, _ in score.most_common(TRIED)
        )
        found[note] = tuple(one for one in best if len(one.shared) >= LEAST)[:SHOWN]
    return found


def reason(shared: Iterable[str], references: Mapping[str, Reference]) -> str:
    """Why two notes are related, in few words."""
    terms = [one for one in shared if not one.startswith(SOURCE)]
    sources = [
        named(references[one.removeprefix(SOURCE)]) for one in shared if one.startswith(SOURCE)
    ]
    return "；".join(
        f"{verb}{'' if HAN.match(names[0]) else ' '}{'、'.join(names[:TOLD])}"
        for verb, names in (("同讲", terms), ("同引", sources))
        if names
    )


def _around(place: int, count: int) -> slice:
    start = max(0, min(place - AMONG // 2, count - AMONG))
    return slice(start, start + AMONG)
