"""The search index as static files: a small core, blocks of terms, a file a page.

A sorted list of all terms is cut into blocks, so that a term or a prefix is one request; a block
says in which pages a term occurs and how much it says of each (BM25F, Robertson, Zaragoza &
Taylor 2004, without the idf, which the browser knows from the length of the list).
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import sub

import search_terms
from search_sections import Section

K1 = 1.2
WEIGHTS = {"title": 8.0, "aliases": 6.0, "headings": 3.0, "description": 2.0, "text": 1.0}
LENGTH = {"title": 0.3, "aliases": 0.0, "headings": 0.5, "description": 0.5, "text": 0.75}
"""BM25F's b: how much a long field counts against its terms."""
LEVELS = 63
BLOCK = 16_000
"""Bytes of a block of terms, about; compressed a quarter of it."""
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
    fields: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(
            self,
            "fields",
            {
                "title": self.title,
                "aliases": " | ".join([*self.aliases, *self.tags]),
                "headings": " | ".join(section.heading for section in self.sections),
                "description": self.description,
                "text": " | ".join(section.text for section in self.sections),
            },
        )


def files(entries: Sequence[Entry], names: Iterable[Sequence[str]]) -> tuple[str, dict[str, str]]:
    """The core's name, and every file by its name. `names` are sets of names of one thing."""
    written: dict[str, str] = {}

    def write(name: str, content: object) -> str:
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        version = hashlib.sha256(text.encode()).hexdigest()[:6]
        written[f"{name}.{version}.json"] = text
        return version

    pages = [write(f"pages/{number}", _page(entry)) for number, entry in enumerate(entries)]
    first_terms: list[str] = []
    blocks: list[str] = []
    for number, block in enumerate(_blocks(_postings(entries))):
        first_terms.append(str(block[0][0]))
        blocks.append(write(f"terms/{number}", block))
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
        "sections": [[one.anchor, one.heading, one.pieces] for one in entry.sections],
    }


def _postings(entries: Sequence[Entry]) -> dict[str, list[int]]:
    """Term -> number of a page, impact of the term on it (1..LEVELS), next page, its impact, ..."""
    counted = [
        {name: _stored_terms(name, text) for name, text in entry.fields.items()}
        for entry in entries
    ]
    mean = {
        name: sum(counts[name].total() for counts in counted) / max(1, len(entries)) or 1
        for name in WEIGHTS
    }
    postings: dict[str, list[int]] = {}
    for number, (entry, counts) in enumerate(zip(entries, counted, strict=True)):
        scales = {
            name: WEIGHTS[name] / (1 - b + b * counts[name].total() / mean[name])
            for name, b in LENGTH.items()
        }
        # Most terms stand in the text alone: one pass for it, the others on top.
        frequency = {term: scales["text"] * times for term, times in counts["text"].items()}
        for name in ("title", "aliases", "headings", "description"):
            for term, times in counts[name].items():
                frequency[term] = frequency.get(term, 0.0) + scales[name] * times
        levels = (LEVELS - 1) * entry.weight
        for term, often in frequency.items():
            impact = 1 + int(levels * often / (K1 + often))
            if found := postings.get(term):
                found += number, impact
            else:
                postings[term] = [number, impact]
    return postings


def _stored_terms(name: str, text: str) -> Counter[str]:
    """The terms of a field and the beginnings of its words, which a reader types first."""
    found = Counter(search_terms.terms(text))
    for term, times in list(found.items()):
        if len(term) > 1 and term[0] < "\u0400":
            if len(term) > 2:
                found[term[:2] + "*"] += times
            if name != "text":
                found[term[0] + "*"] += times
    return found


def _blocks(postings: dict[str, list[int]]) -> Iterable[list[list[object]]]:
    """Terms in order, cut into blocks: [term, steps between page numbers..., impacts...].

    Words stand a second time, from back to front after a `~` and without pages: a word with one
    typo agrees with the right one in its first or in its last half.
    """
    backwards = ["~" + term[::-1] for term in postings if _may_be_mistyped(term)]
    block: list[list[object]] = []
    size = 0
    for term in sorted([*postings, *backwards]):
        if term in postings:
            pages, impacts = postings[term][::2], postings[term][1::2]
            entry: list[object] = [term, *map(sub, pages, [0, *pages]), *impacts]
            more = len(term) + 6 + 5 * len(pages)
        else:
            entry, more = [term], len(term) + 5
        if block and size + more > BLOCK:
            yield block
            block, size = [], 0
        block.append(entry)
        size += more
    if block:
        yield block


def _may_be_mistyped(term: str) -> bool:
    return len(term) >= TYPO_FROM and term[0] < "\u0400" and term.isalpha()
