"""The one model of a published note that the digest, the feeds and the page templates share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html import escape
from typing import Any

from notes.authors import Author
from notes.changes import number_of
from notes.kinds import WITHDRAWAL
from pages import amendments
from pages.excerpt import Excerpt
from pages.excerpt import excerpt as quote


@dataclass(frozen=True)
class Topic:
    """A top-level folder of docs/ that holds notes."""

    slug: str
    title: str
    url: str
    """Absolute, with a trailing slash."""
    redirect_from: tuple[str, ...] = ()
    """Folders of docs/ that it had before, with a slash."""


@dataclass(frozen=True)
class Change:
    """One line of a note's own changelog."""

    date: date
    kind: str
    """A key of KINDS."""
    what: str
    """Plain text."""
    number: int = 0
    """By which feeds tell it from others of its day; 0 if its author gave none."""
    at: tuple[str, ...] = ()
    """Ids of the passages that changed, as far as its author named them."""

    @property
    def name(self) -> str:
        """Of this change for good, among those of its note."""
        number = self.number or number_of(self.what)
        return f"{self.date}" + (f".{number}" if number > 1 else "")


@dataclass(frozen=True)
class Note:
    """A published note. Built from validated front matter and rendered HTML."""

    id: str
    authority: str
    """Of its id in feeds (RFC 4151). It never changes, wherever the site is hosted."""
    source: str
    """Path below docs/, with slashes."""
    url: str
    """Absolute, with a trailing slash."""
    title: str
    description: str
    topic: Topic
    published: date
    tags: tuple[str, ...]
    authors: tuple[Author, ...]
    requires: tuple[str, ...]
    aliases: tuple[str, ...]
    redirect_from: tuple[str, ...]
    changes: tuple[Change, ...]
    """Newest first."""
    texts: Callable[[], tuple[str, str]]
    """What follow; few are asked for."""
    quoted: Callable[[str], Excerpt] = quote

    @property
    def html(self) -> str:
        """The rendered body; formulas still as arithmatex wrote them, links still relative to `url`."""
        return self.texts()[0]

    @property
    def opening(self) -> str:
        """What the excerpt is taken from: the same, or what the author wrote for it."""
        return self.texts()[1]

    @cached_property
    def excerpt(self) -> Excerpt:
        """Made for those few notes that are announced."""
        # What opens with a table or a long formula has nothing to quote.
        quoted = self.quoted(self.opening)
        return quoted if quoted.text else self.quoted(escape(self.description))

    @property
    def updated(self) -> date:
        return self.changes[0].date if self.changes else self.published

    @property
    def is_withdrawn(self) -> bool:
        """It answers at its address, and nothing else shows it."""
        return bool(self.changes) and self.changes[0].kind == WITHDRAWAL

    @property
    def withdrawal(self) -> str:
        """What is said instead of it, if it was taken back."""
        return f"这篇笔记撤回了：{self.changes[0].what}" if self.is_withdrawn else ""

    @property
    def later_changes(self) -> tuple[Change, ...]:
        """Those after the day of publication: on that day the digest shows a note as new."""
        return tuple(change for change in self.changes if change.date > self.published)

    @property
    def uri(self) -> str:
        """The permanent id of the note in feeds (a tag URI)."""
        return f"{self.authority}:{self.id}"

    @classmethod
    def from_page(
        cls, *, authority: str, source: str, url: str, topic: Topic, authors: dict[str, Author], meta: dict[str, Any],
        texts: Callable[[], tuple[str, str]], places: Mapping[str, str],
        quoted: Callable[[str], Excerpt] = quote,
    ) -> Note:  # fmt: skip
        """`meta` has passed `front_matter.problems_in`; `authors` are all there are, by key.

        `places` are the ids of what `changes` name, by their names.
        """
        return cls(
            id=meta["id"],
            authority=authority,
            source=source,
            url=url,
            title=meta["title"],
            description=meta["description"],
            topic=topic,
            published=meta["date"],
            tags=tuple(meta["tags"]),
            authors=tuple(authors[key] for key in meta["authors"]),
            requires=tuple(meta.get("requires", ())),
            aliases=tuple(meta.get("aliases", ())),
            redirect_from=tuple(meta.get("redirect_from", ())),
            changes=tuple(_change(change, places) for change in meta.get("changes", ())),
            texts=texts,
            quoted=quoted,
        )


def _change(written: Mapping[str, Any], places: Mapping[str, str]) -> Change:
    named = amendments.told(written)
    return Change(**{**written, "at": tuple(places[one] for one in named if one in places)})
