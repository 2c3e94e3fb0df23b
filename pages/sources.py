"""Where the site lists which notes cite a source: lists by the first sign of the keys, so that an address stays."""

from __future__ import annotations

from string import ascii_lowercase
from urllib.parse import quote

INDEX = "sources.md"
OTHER = "other"
INITIALS = (*ascii_lowercase, OTHER)
OFTEN = 20
"""So many are named of those that more than one note cites."""


def initial(key: str) -> str:
    first = key[:1].lower()
    return first if first in ascii_lowercase else OTHER


def list_of(initial: str) -> str:
    """Path of the list, below docs/."""
    return f"sources/{initial}.md"


def fragment(key: str) -> str:
    """Of the source's place in its list: a key may hold whatever BibTeX takes for one."""
    return f"#{quote(key, safe='')}"
