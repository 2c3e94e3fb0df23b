"""All that comes of one page's source, as it is kept from build to build."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from notes.problem import Problem
from pages.facts import Facts, Section


@dataclass(frozen=True)
class Texts:
    """What is large: loaded only for what is written anew."""

    html: str
    plain: str
    sections: tuple[Section, ...]
    """These as in `Facts`."""
    contents: Any
    """Table of contents, as the site generator has it."""


@dataclass(frozen=True)
class Content:
    """What a page is before it meets its template."""

    title: str | None
    facts: Facts
    """Without the texts."""
    texts: bytes
    """Where they are kept; another name if anything in them is different."""
    copy: bytes
    """The same of the `Copy` of a note."""
    signs: frozenset[str]
    """What its formulas are drawn with."""
    problems: tuple[Problem, ...]
