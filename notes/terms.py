"""Terms of the notes, from docs/glossary.yml: a page that lists them, tooltips where one is first used."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from itertools import pairwise
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Term:
    """One entry of the glossary."""

    term: str
    """As the notes write it."""
    english: str
    meaning: str
    """One line of plain text."""
    note: str
    """Id of the note that explains it."""
    abbreviation: str = ""
    aliases: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    """Names that the notes do not use."""
    within: tuple[str, ...] = ()
    """Longer words that it is a part of and that do not mean it."""

    @classmethod
    def read(cls, term: Mapping[str, Any]) -> Term:
        """From glossary.yml. Raises ValueError for a key that is missing or unknown."""
        needed = {one.name: one.default is MISSING for one in fields(cls)}
        if unknown := term.keys() - needed.keys():
            raise ValueError(f"没有 {'、'.join(sorted(unknown))} 这个键")
        if lacking := [name for name in needed if needed[name] and name not in term]:
            raise ValueError(f"没有写 {'、'.join(lacking)}")
        lists = ("aliases", "avoid", "within")
        return cls(**{**term, **{key: tuple(term.get(key, ())) for key in lists}})

    @property
    def anchor(self) -> str:
        return re.sub(r"[^a-z0-9]+", "-", self.english.lower()).strip("-")

    @property
    def names(self) -> list[str]:
        """Everything it is called, its own name first."""
        names = (self.term, self.english, self.abbreviation, *self.aliases)
        return list(dict.fromkeys(filter(None, names)))

    @property
    def tooltip(self) -> str:
        """What the term is, for someone who met its abbreviation."""
        names = dict.fromkeys((self.term, self.english))
        names.pop(self.abbreviation, None)
        return f"{'，'.join(names)}：{self.meaning}"


def tooltips(terms: Iterable[Term]) -> dict[str, str]:
    """Abbreviation → explanation."""
    return {term.abbreviation: term.tooltip for term in terms if term.abbreviation}


def first_use(text: str, word: str, longer: Iterable[str]) -> int:
    """Where a word first stands that is no part of a longer one; -1 if nowhere."""
    for one in longer:
        text = text.replace(one, " " * len(one))
    if not word.isascii():
        return text.find(word)
    found = re.search(rf"(?<![A-Za-z0-9-]){re.escape(word)}(?![A-Za-z0-9])", text)
    return found.start() if found else -1


class Vocabulary:
    """Finds terms in texts: what that takes does not grow with the terms that are not there."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._beginning: dict[str, list[tuple[str, Term]]] = defaultdict(list)
        for term in terms:
            for name in dict.fromkeys(filter(None, (term.term, term.abbreviation))):
                self._beginning[name[:2]].append((name, term))

    def used(self, texts: Sequence[str]) -> dict[str, list[int]]:
        """In which of the texts each term stands."""
        found: dict[str, list[int]] = {}
        for number, text in enumerate(texts):
            pairs = {*text, *map("".join, pairwise(text))}
            there = [
                (name, term)
                for begin in pairs & self._beginning.keys()
                for name, term in self._beginning[begin]
                if name in text
            ]
            for name, term in there:
                longer = [one for one, _ in there if name in one != name]
                numbers = found.get(term.term, [])
                if number not in numbers and first_use(text, name, [*longer, *term.within]) >= 0:
                    found[term.term] = [*numbers, number]
        return found
