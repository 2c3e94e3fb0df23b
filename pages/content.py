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
    facts: Facts
    signs: frozenset[str]
    """What its formulas are drawn with."""
    copy: Copy | None
    """Of a note."""
    problems: tuple[Problem, ...]
