"""The search index as static files: a small core, blocks of terms, a file a page.

A sorted list of all terms is cut into blocks, so that a term or a prefix is one request; a block
says where a term occurs and how much it says there (BM25F, Robertson, Zaragoza & Taylor 2004,
without the idf, which the browser knows from the length of the list). A place is the head of a
page (title, other names, description) or one of its sections.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import sub
from typing import NamedTuple

from pages import added
from pages.facts import Section
from search import sound
from search import terms as search_terms
from search.postings import BITS, Counted, Indexed, Postings, postings

K1 = 1.2
NAME = 5
"""What a term in a name (title, other name, tag, heading) weighs, against one in a text."""
USUAL = 600
"""Terms of a text of usual length; a term of a longer one says less."""
LENGTH = 0.75
"""BM25's b: how much less."""
CITED = 0.3
"""What a list of sources weighs: less than what the page says itself."""
LEVELS = (1 << BITS) - 1
BLOCK = 16_000
"""Bytes of a block of terms, about; compressed a third of it."""
TYPO_FROM = 5
"""Letters from which a word may be mistyped."""


Place = tuple[str, str, float]
"""Names and text, and what they weigh."""
NOWHERE = array("I")


@dataclass(frozen=True)
class Entry:
    """A page to be found."""

    url: str
    title: str
    sections: Sequence[Section]
    description: str = ""
    aliases: Sequence[str] = ()
    tags: Sequence[str] = ()
    topic: str = ""
    asks: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Questions that a section answers, by its heading: found as the heading is, and not shown."""
    weight: float = 1.0

    @property
    def names(self) -> list[str]:
        """All that it and its sections are called."""
        headings = (section.heading for section in self.sections)
        return [self.title, self.title.partition("：")[0], *self.aliases, *self.tags, *headings]

    @property
    def places(self) -> list[Place]:
        """The page itself, then its sections."""
        head = " | ".join([self.title, *self.aliases, *self.tags])
        sections = (
            (self._called(one), one.text, CITED if one.anchor == added.SOURCES else 1)
            for one in self.sections
        )
        all_places = ((head, self.description, 1), *sections)
        return [(names, text, self.weight * weight) for names, text, weight in all_places]

    def _called(self, section: Section) -> str:
        return " | ".join([section.heading, *self.asks.get(section.heading, ())])


def indexed(entry: Entry) -> Indexed:
    terms: defaultdict[str, list[int]] = defaultdict(list)
    for number, impacts in enumerate(page_terms(entry.places)):
        for term, impact in impacts.items():
            terms[term].append(number << BITS | impact)
    return Indexed.of(_version(page(entry)), terms)


def page(entry: Entry) -> bytes:
    """Its file: what the search shows of it."""
    return _written(
        {
            "url": entry.url,
            "title": entry.title,
            "topic": entry.topic,
            "aliases": list(entry.aliases),
            "description": entry.description,
            "sections": list(map(_section, entry.sections)),
        }
    )


class Part(NamedTuple):
    """A file of the index that is made when it must be written."""

    key: bytes
    """Of all that its content depends on."""
    make: Callable[[], bytes]


def page_name(number: int, version: str) -> str:
    return f"pages/{number}.{version}.json"


def files(entries: Sequence[Entry], names: Iterable[Sequence[str]]) -> tuple[str, dict[str, bytes]]:
    """The core's name, and every file by its name. `names` are sets of names of one thing."""
    found = [
        Counted(b"", 1 + len(entry.sections), lambda entry=entry: indexed(entry))  # type: ignore[misc]
        for entry in entries
    ]
    counted = postings(found, None)
    core, parts = without_pages(entries, names, counted)
    each = enumerate(zip(entries, counted.versions, strict=True))
    pages = {page_name(number, version): page(entry) for number, (entry, version) in each}
    return core, pages | {name: part.make() for name, part in parts.items()}


def without_pages(
    entries: Sequence[Entry], names: Iterable[Sequence[str]], found: Postings
) -> tuple[str, dict[str, Part]]:
    """All but the files of pages, whose texts need not be there for it."""
    written: dict[str, Part] = {}

    def write(name: str, content: object) -> str:
        text = _written(content)
        version = _version(text)
        written[f"{name}.{version}.json"] = Part(_key(text), lambda: text)
        return version

    names = list(names)
    first_terms: list[str] = []
    blocks: list[str] = []
    called = {*itertools.chain(*names, *(entry.names for entry in entries))}
    for number, (terms, places) in enumerate(_cut(found.terms, _spelt(called))):
        part = Part(_key_of(terms, places), partial(_block, terms, places))
        version = _version(FORM + part.key)
        written[f"terms/{number}.{version}.json"] = part
        first_terms.append(terms[0] if number else "")
        blocks.append(version)
    chars = sorted(term for term in found.terms if len(term) == 1)
    taiwan = _taiwan(found.terms)
    core = {
        "names": [[_folded(name) for name in same] for same in names if len(same) > 1],
        "pages": "".join(found.versions),
        "places": found.places,
        "topics": [entry.topic for entry in entries],
        "terms": "".join(blocks),
        "first": first_terms,
        "k1": K1,
        "frequencies": [_frequency(impact) for impact in range(LEVELS + 1)],
        "simplified": "".join(_simplified({*chars, *"".join(taiwan)})),
        "taiwan": taiwan,
        "sounds": write("sounds/0", sound.table(chars)),
    }
    return f"core.{write('core', core)}.json", written


def _folded(name: str) -> str:
    return search_terms.fold(name).replace("-", " ")


def _simplified(known: set[str]) -> Iterable[str]:
    """Traditional characters for which a known one stands, each before that one."""
    pairs = search_terms.SIMPLIFIED.items()
    return itertools.chain(*((old, new) for old, new in pairs if new in known))


def _taiwan(known: Container[str]) -> dict[str, str]:
    """Words of Taiwan that the index does not have, for words that it has."""

    def has(word: str) -> bool:
        return all(term in known for term in search_terms.terms(word))

    longest_first = sorted(search_terms.TAIWAN.items(), key=lambda pair: -len(pair[0]))
    return {old: new for old, new in longest_first if has(new) and not has(old)}


def _written(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _version(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()[:6]


def _section(section: Section) -> dict[str, object]:
    """Its text as it can be read, and where formulas stand in it, as MathML."""
    text = ""
    formulas: list[dict[str, object]] = []
    for piece in section.pieces:
        start = text
        text += search_terms.clean(piece if isinstance(piece, str) else piece[0])
        if not isinstance(piece, str):
            formulas.append({"from": _length(start), "to": _length(text), "html": piece[1]})
    named = {"anchor": section.anchor, "heading": section.heading}
    return {**named, "text": text, "formulas": formulas}


def _length(text: str) -> int:
    """As JavaScript counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def page_terms(places: Iterable[Place]) -> list[dict[str, int]]:
    """What each term says of each place of a page."""
    return [_impacts(*place) for place in places]


def _impacts(names: str, text: str, weight: float) -> dict[str, int]:
    clean = search_terms.clean
    said = Counter(search_terms.terms(clean(text), begun=2))
    usual = weight / (1 - LENGTH + LENGTH * max(1, said.total() / USUAL))
    # Most terms stand in the text alone, and as often as many others do.
    often = {times: _impact(usual * times) for times in set(said.values())}
    impacts = {term: often[times] for term, times in said.items()}
    for term, times in Counter(search_terms.terms(clean(names), begun=1)).items():
        impacts[term] = _impact(usual * said[term] + weight * NAME * times)
    return impacts


def _frequency(impact: int) -> float:
    """How often a term is said, weighed, of which `_impact` makes this."""
    said = max(0, impact - 0.5) / LEVELS
    return round(K1 * said / (1 - said), 4)


def _impact(frequency: float) -> int:
    """BM25's saturation: a term that occurs ever more often says hardly more."""
    return 1 + int((LEVELS - 1) * frequency / (K1 + frequency))


def _spelt(names: Iterable[str]) -> set[str]:
    """Names as terms without places, each behind how it sounds: `'huanjue=幻觉`."""
    return {f"'{spelt}={name}" for name in names for spelt in sound.spelt(name)}


def _cut(
    found: Mapping[str, Sequence[int]], spelt: Iterable[str]
) -> Iterator[tuple[list[str], list[Sequence[int]]]]:
    """All terms in order, cut into blocks.

    Words stand a second time, from back to front after a `~` and without places: a word with one
    typo agrees with the right one in its first or in its last half.
    """
    backwards = ("~" + term[::-1] for term in found if _may_be_mistyped(term))
    terms = sorted([*found, *backwards, *spelt])
    places = [found.get(term, NOWHERE) for term in terms]
    begin, size = 0, 0
    for end, (term, there) in enumerate(zip(terms, places, strict=True)):
        more = len(term) + 5 + 5 * len(there)
        if size and size + more > BLOCK:
            yield terms[begin:end], places[begin:end]
            begin, size = end, 0
        size += more
    yield terms[begin:], places[begin:]


def _key_of(terms: Sequence[str], places: Sequence[Sequence[int]]) -> bytes:
    counts = array("I", map(len, places))
    return _key("\n".join(terms).encode() + b"".join(map(bytes, (counts, *places))))


def _key(text: bytes) -> bytes:
    return hashlib.blake2b(text, digest_size=16).digest()


def _block(terms: Sequence[str], places: Sequence[Sequence[int]]) -> bytes:
    """Terms in order and, of each place of each, how far it is from the one before, and the impact there."""
    return _written({"terms": terms, "found": list(map(_steps, places))})


def _steps(there: Sequence[int]) -> list[int]:
    numbers, found = [place >> BITS for place in there], [0] * 2 * len(there)
    found[::2] = map(sub, numbers, [0, *numbers])
    found[1::2] = [place & LEVELS for place in there]
    return found


FORM = _block(["a", "b"], [array("I", [1 << BITS | 1, 3 << BITS | 2]), NOWHERE])
"""A block as it is written today: blocks written in another way have other names, without being made."""


def _may_be_mistyped(term: str) -> bool:
    return len(term) >= TYPO_FROM and term[0] < "\u0400" and term.isalpha()
