"""All that comes of one page's source, as it is kept from build to build."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from notes.copy import Copy
from notes.problem import Problem
from pages.facts import Facts


@dataclass(frozen=True)
class Content:
    """What a page is before it meets its template."""

    title: str | None
    contents: Any
    """Table of contents, as the site generator has it."""
    anchors: set[str]
    links: dict[str, dict[str, str]]
    """By path below docs/: the anchors of that page that this one leads to, and how they are written."""
    facts: Facts
    signs: frozenset[str]
    """What its formulas are drawn with."""
    copy: Copy | None
    """Of a note."""
    problems: tuple[Problem, ...]
    told: tuple[tuple[int, str], ...]
    """What the site generator says of it: level and message."""
