"""What a feed says, whatever format it is written in."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cached_property
from typing import NamedTuple

SHANGHAI = timezone(timedelta(hours=8))
EPOCH = datetime(1970, 1, 1, tzinfo=SHANGHAI)
"""The date of a feed without entries."""


@dataclass(frozen=True)
class Site:
    """What feeds say about the site."""

    name: str
    url: str
    """Absolute, with a trailing slash."""
    description: str
    rights: str
    language: str
    authority: str
    """With which the ids of feeds begin."""


class Category(NamedTuple):
    term: str
    label: str


@dataclass(frozen=True)
class Entry:
    """One announcement. All texts are plain but `content`, which is HTML; none is escaped."""

    id: str
    url: str
    title: str
    published: datetime
    updated: datetime
    authors: tuple[str, ...]
    categories: tuple[Category, ...]
    summary: str
    content: str

    @property
    def size(self) -> int:
        """Bytes that the entry takes in a file, at most: escaped, with its markup."""
        return 2_000 + len(html.escape(self.content + self.summary).encode())


@dataclass(frozen=True)
class Feed:
    """Entries, newest first."""

    path: str
    """Of the Atom file below the site's root."""
    id: str
    title: str
    subtitle: str
    page: str
    """Absolute address of the page that the feed belongs to."""
    site: Site
    tell: Callable[[], Iterable[Entry]]

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Worked out by who writes it."""
        return tuple(self.tell())

    @property
    def url(self) -> str:
        return self.site.url + self.path

    @property
    def updated(self) -> datetime:
        return max((entry.updated for entry in self.entries), default=EPOCH)


class Feeds(NamedTuple):
    """Everything that is announced."""

    new: Feed
    updates: Feed
    topics: tuple[Feed, ...]
