"""Terms of the notes, from docs/glossary.yml: a page that lists them, tooltips where one is first used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
        """From glossary.yml. Raises TypeError for a key that is missing or unknown."""
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
