"""The search index as static files: a small core, blocks of terms, a file a page.

A sorted list of all terms is cut into blocks, so that a term or a prefix is one request; a block
says in which pages a term occurs and how much it says of each (BM25F, Robertson, Zaragoza &
Taylor 2004, without the idf, which the browser knows from the length of the list).
"""

from __future__ import annotations

import hashlib
import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import sub

from pages import added
from pages.facts import Section
from search import terms as search_terms

K1 = 1.2
WEIGHTS = {"title": 8.0, "aliases": 6.0, "headings": 3.0, "description": 2.0, "text": 1.0}
LENGTH = {"title": 0.3, "aliases": 0.0, "headings": 0.5, "description": 0.5, "text": 0.75}
"""BM25F's b: how much a long field counts against its terms."""
LEVELS = 63
BLOCK = 16_000
"""Bytes of a block of terms, about; compressed a third of it."""
TYPO_FROM = 5
"""Letters from which a word may be mistyped."""


@dataclass(frozen=True)
class Entry:
    """A page to be found."""

    url: str
    title: str
    sections: Sequence[Section]
    description: str = ""
    aliases: Sequence[str] = ()
    tags: Sequence[str] = ()
    weight: float = 1.0

    @property
    def fields(self) -> dict[str, str]:
        return {
            "title": self.title,
            "aliases": " | ".join([*self.aliases, *self.tags]),
            "headings": " | ".join(section.heading for section in self.sections),
            "description": self.description,
            "text": " | ".join(section.text for section in self.sections),
        }


@dataclass(frozen=True)
class Block:
    """Terms in order and, one term after the other, the pages they occur in."""

    terms: list[str] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    """In how many pages a term occurs."""
    steps: list[int] = field(default_factory=list)
    """The number of its first page, then how far it is to the next."""
    impacts: list[int] = field(default_factory=list)


def counted(fields: Mapping[str, str]) -> dict[str, Counter[str]]:
    """How often each term occurs in each field."""
    return {name: _stored_terms(name, text) for name, text in fields.items()}


Count = Callable[[Mapping[str, str]], dict[str, Counter[str]]]


def files(
    entries: Sequence[Entry], names: Iterable[Sequence[str]], count: Count = counted
) -> tuple[str, dict[str, bytes]]:
    """The core's name, and every file by its name. `names` are sets of names of one thing."""
    written: dict[str, bytes] = {}

    def write(name: str, content: object) -> str:
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
        version = hashlib.sha256(text).hexdigest()[:6]
        written[f"{name}.{version}.json"] = text
        return version

    pages = [write(f"pages/{number}", _page(entry)) for number, entry in enumerate(entries)]
    first_terms: list[str] = []
    blocks: list[str] = []
    for number, block in enumerate(_blocks(_postings(entries, count))):
        first_terms.append(block.terms[0])
        blocks.append(write(f"terms/{number}", vars(block)))
    core = {
        "names": [[search_terms.fold(name) for name in same] for same in names if len(same) > 1],
        "pages": "".join(pages),
        "blocks": "".join(blocks),
        "first": first_terms,
        "levels": LEVELS,
    }
    return f"core.{write('core', core)}.json", written


def _page(entry: Entry) -> dict[str, object]:
    return {
        "url": entry.url,
        "title": entry.title,
        "aliases": list(entry.aliases),
        "tags": list(entry.tags),
        "description": entry.description,
        "sources": added.SOURCES,
        "sections": [[one.anchor, one.heading, one.pieces] for one in entry.sections],
    }


def _postings(entries: Sequence[Entry], count: Count) -> dict[str, list[int]]:
    """Term -> number of a page, impact of the term on it (1..LEVELS), next page, its impact, ..."""
    known: dict[str, str] = {}
    every = [
        {name: _packed(terms, known) for name, terms in count(entry.fields).items()}
        for entry in entries
    ]
    totals = [{name: sum(times) for name, (_, times) in counts.items()} for counts in every]
    mean = {
        name: sum(total[name] for total in totals) / max(1, len(entries)) or 1 for name in WEIGHTS
    }
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for number, (entry, packed, total) in enumerate(zip(entries, every, totals, strict=True)):
        counts = {name: dict(zip(*of_field, strict=True)) for name, of_field in packed.items()}
        scales = {
            name: WEIGHTS[name] / (1 - b + b * total[name] / mean[name])
            for name, b in LENGTH.items()
        }
        levels = (LEVELS - 1) * entry.weight
        # Most terms stand in the text alone, and as often as many others do.
        text, scale = counts["text"], scales["text"]
        often = {times: _impact(scale * times, levels) for times in set(text.values())}
        impacts = {term: often[times] for term, times in text.items()}
        elsewhere: dict[str, float] = {}
        for name in ("title", "aliases", "headings", "description"):
            for term, times in counts[name].items():
                before = elsewhere.get(term) or scale * text.get(term, 0)
                elsewhere[term] = before + scales[name] * times
        impacts |= {term: _impact(frequency, levels) for term, frequency in elsewhere.items()}
        for term, impact in impacts.items():
            postings[term] += number, impact
    return postings


def _packed(counts: Counter[str], known: dict[str, str]) -> tuple[tuple[str, ...], array[int]]:
    """Terms and how often they occur; pages share what is `known`, for there may be many."""
    return tuple(known.setdefault(term, term) for term in counts), array("L", counts.values())


def _impact(frequency: float, levels: float) -> int:
    """BM25's saturation: a term that occurs ever more often says hardly more."""
    return 1 + int(levels * frequency / (K1 + frequency))


def _stored_terms(name: str, text: str) -> Counter[str]:
    """The terms of a field and the beginnings of its words, which a reader types first."""
    found = Counter(search_terms.terms(text))
    words = [(term, times) for term, times in found.items() if term < "\u0400" and len(term) > 1]
    for term, times in words:
        if len(term) > 2:
            found[term[:2] + "*"] += times
        if name != "text":
            found[term[0] + "*"] += times
    return found


def _blocks(postings: dict[str, list[int]]) -> Iterable[Block]:
    """All terms in order, cut into blocks.

    Words stand a second time, from back to front after a `~` and without pages: a word with one
    typo agrees with the right one in its first or in its last half.
    """
    backwards = ("~" + term[::-1] for term in postings if _may_be_mistyped(term))
    block, size = Block(), 0
    for term in sorted([*postings, *backwards]):
        found = postings.get(term, ())
        pages = found[::2]
        more = len(term) + 5 + 5 * len(pages)
        if block.terms and size + more > BLOCK:
            yield block
            block, size = Block(), 0
        block.terms.append(term)
        block.pages.append(len(pages))
        # Most terms have one page, for which this would take longer than all else.
        block.steps.extend(map(sub, pages, (0, *pages)) if len(pages) > 1 else pages)
        block.impacts.extend(found[1::2])
        size += more
    if block.terms:
        yield block


def _may_be_mistyped(term: str) -> bool:
    return len(term) >= TYPO_FROM and term[0] < "\u0400" and term.isalpha()
