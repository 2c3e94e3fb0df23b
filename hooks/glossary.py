"""Terms of the notes, from docs/glossary.yml: a page that lists them, tooltips where one is first used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

ABBREVIATION = re.compile(r"(?P<open><abbr [^>]*>)(?P<text>[^<]*)</abbr>")
NOT_EXPLAINED = re.compile(
    r'<(h[1-6]|a|summary|figcaption)\b.*?</\1>|<div class="footnote">.*', re.DOTALL
)


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

    @classmethod
    def read(cls, term: Mapping[str, Any]) -> Term:
        """From glossary.yml. Raises TypeError for a key that is missing or unknown."""
        return cls(**{**term, **{key: tuple(term.get(key, ())) for key in ("aliases", "avoid")}})

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


def explain_first_use(html: str) -> str:
    """Keep the first `<abbr>` of each abbreviation in running text, unwrap the others."""
    html = NOT_EXPLAINED.sub(lambda part: ABBREVIATION.sub(r"\g<text>", part[0]), html)
    explained: set[str] = set()

    def once(found: re.Match[str]) -> str:
        if found["text"] in explained:
            return found["text"]
        explained.add(found["text"])
        return found[0]

    return ABBREVIATION.sub(once, html)
