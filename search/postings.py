"""Where each term of a site stands, taken over from the site before as far as its pages are the same."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import NamedTuple

BITS = 6
"""Of an impact: what a term says of a place."""
FEW = 8
"""Pages that are exchanged one by one; of more, all are counted again."""


class Indexed(NamedTuple):
    """What the index takes from one page: from this page alone, so that it can be kept."""

    version: str
    """Of its file."""
    terms: str
    """One a line."""
    counts: array[int]
    """In how many places each stands."""
    places: array[int]
    """One term after the other: number of the place, and the impact in the lowest bits."""

    @classmethod
    def of(cls, version: str, terms: Mapping[str, Sequence[int]]) -> Indexed:
        counts = array("I", map(len, terms.values()))
        return cls(version, "\n".join(terms), counts, array("I", chain(*terms.values())))

    def each(self, begin: int) -> Iterator[tuple[str, array[int]]]:
        """Terms with their places in a site, in which those of the page begin there."""
        places, ends = array("I", [begin + one for one in self.places]), accumulate(self.counts)
        for term, count, end in zip(self.terms.split("\n"), self.counts, ends, strict=False):
            yield term, places[end - count : end]


class Counted(NamedTuple):
    """A page of a site."""

    name: bytes
    """Another one if anything in it is different."""
    places: int
    load: Callable[[], Indexed]


@dataclass
class Postings:
    """Of all pages of a site."""

    places: list[int]
    """How many each page has."""
    names: list[bytes]
    versions: list[str]
    terms: dict[str, array[int]]
    """Places as in `Indexed`, but numbered through all pages."""

    def exchange(self, number: int, begin: int, page: Counted) -> None:
        """Take a page in, and what stood there out."""
        end = begin + (page.places << BITS)
        for there in self.terms.values():
            first = bisect_left(there, begin)
            del there[first : bisect_left(there, end, first)]
        indexed = page.load()
        self.versions[number] = indexed.version
        for term, found in indexed.each(begin):
            there = self.terms.setdefault(term, array("I"))
            first = bisect_left(there, begin)
            there[first:first] = found


def postings(pages: Sequence[Counted], last: Postings | None) -> Postings:
    """Of these pages; `last` is used up."""
    places = [page.places for page in pages]
    begins = [begin << BITS for begin in accumulate(places, initial=0)]
    names = [page.name for page in pages]
    if last and last.places == places:
        pairs = enumerate(zip(names, last.names, strict=True))
        changed = [number for number, (new, old) in pairs if new != old]
        if len(changed) <= FEW:
            for number in changed:
                last.exchange(number, begins[number], pages[number])
            terms = {term: there for term, there in last.terms.items() if there}
            return Postings(places, names, last.versions, terms)
    return _counted(pages, Postings(places, names, [], {}), begins)


def _counted(pages: Sequence[Counted], into: Postings, begins: Sequence[int]) -> Postings:
    for page, begin in zip(pages, begins, strict=False):
        indexed = page.load()
        into.versions.append(indexed.version)
        for term, found in indexed.each(begin):
            into.terms.setdefault(term, array("I")).extend(found)
    return into
