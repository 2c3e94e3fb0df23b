"""From notes to the feeds that announce them."""

from __future__ import annotations

import heapq
import html
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time
from functools import cache
from typing import NamedTuple
from urllib.parse import quote

from feeds.content import content, legal
from feeds.digest import LABELS
from feeds.entry import SHANGHAI, Category, Entry, Feed, Feeds, Site
from feeds.note import Change, Note, Topic

MAX_ENTRIES = 20
MAX_BYTES = 900_000
"""Of the entries of a feed as they are written, so that the file stays below 1 MB."""


class Said(NamedTuple):
    """What an entry says of a note."""

    summary: str
    content: str


Say = Callable[[Note], Said]


def said(note: Note) -> Said:
    return Said(legal(note.excerpt.text), content(note.html, note.url))


def feeds_of(
    site: Site,
    notes: Iterable[Note],
    topics: Iterable[Topic],
    say: Say = said,
) -> Feeds:
    """Feeds of new notes, of changes to notes, and of both of each topic."""
    # Ties are broken by id, as in the digest.
    newest = sorted(notes, key=lambda note: (note.published, note.id), reverse=True)
    say = cache(say)
    listed = [note for note in newest if not note.is_withdrawn]
    new = _feed(site, "new", "新笔记", site.description, (_entry(note, say) for note in listed))
    updates = _feed(site, "updates", "更新与更正", "每篇笔记改了什么。", _updates(newest, say))
    return Feeds(new, updates, tuple(_topic_feed(site, topic, newest, say) for topic in topics))


def _topic_feed(site: Site, topic: Topic, newest: list[Note], say: Say) -> Feed:
    notes = [note for note in newest if note.topic == topic]
    listed = (_entry(note, say) for note in notes if not note.is_withdrawn)
    # Both newest first: nothing is rendered that is too old to be in it.
    entries = heapq.merge(listed, _updates(notes, say), key=_when, reverse=True)
    subtitle = f"“{topic.title}”主题下的新笔记、更新与更正。"
    feed = _feed(site, f"topic/{topic.slug}", topic.title, subtitle, entries)
    return replace(feed, page=topic.url)


def _when(entry: Entry) -> tuple[datetime, str]:
    return entry.published, entry.id


def _feed(site: Site, name: str, title: str, subtitle: str, entries: Iterable[Entry]) -> Feed:
    return Feed(
        path=f"feeds/{name}.xml",
        id=f"{site.authority}:feeds/{name}",
        title=legal(f"{site.name} · {title}"),
        subtitle=legal(subtitle),
        page=site.url,
        site=site,
        entries=tuple(_limited(entries)),
    )


def _limited(entries: Iterable[Entry]) -> Iterator[Entry]:
    size = 0
    for number, entry in enumerate(entries, start=1):
        size += entry.size
        if number > MAX_ENTRIES or size > MAX_BYTES:
            return
        yield entry


def _entry(note: Note, say: Say) -> Entry:
    summary, text = say(note)
    return Entry(
        id=note.uri,
        url=note.url,
        title=legal(note.title),
        published=_midnight(note.published),
        updated=_midnight(note.updated),
        authors=tuple(legal(author.name) for author in note.authors),
        categories=(
            Category(note.topic.slug, legal(note.topic.title)),
            *(Category(tag, tag) for tag in map(legal, note.tags) if tag != note.topic.title),
        ),
        summary=summary,
        content=text,
    )


def _updates(notes: Iterable[Note], say: Say) -> Iterator[Entry]:
    """One entry a change, on the day of publication too: who has read the note hears of it."""
    changes = [(note, change) for note in notes for change in _told(note)]
    changes.sort(key=lambda one: (one[1].date, f"{one[0].id}@{one[1].name}"), reverse=True)
    for note, change in changes:
        place = "".join(f"#{quote(at)}" for at in change.at[:1])
        yield _update(_entry(note, say), change, place, _which(change, note))


def _told(note: Note) -> tuple[Change, ...]:
    """Of a note that was taken back, nothing but that."""
    return note.changes[:1] if note.is_withdrawn else note.changes


def _which(change: Change, note: Note) -> str:
    """Its number among those of its day and label, in the order in which they were written; the first has none."""
    named = change.date, LABELS[change.kind]
    alike = [one for one in note.changes if (one.date, LABELS[one.kind]) == named]
    number = len(alike) - alike.index(change)
    return f"（{number}）" if number > 1 else ""


def _update(entry: Entry, change: Change, place: str, which: str) -> Entry:
    """With an id of its own, so that readers show a note that changed as unread; it leads to the place."""
    label, what = LABELS[change.kind], legal(change.what)
    url = entry.url + place
    leads = f' <a href="{html.escape(url)}">看这一处</a>' if place else ""
    what_changed = f"<p><strong>{label}（{change.date}）：</strong>{html.escape(what)}{leads}</p>"
    return replace(
        entry,
        id=f"{entry.id}@{change.name}",
        url=url,
        title=f"{label}{which}：{entry.title}",
        published=_midnight(change.date),
        updated=_midnight(change.date),
        summary=what,
        content=what_changed
        if change.kind == "withdrawal"
        else f"{what_changed}\n<hr>\n{entry.content}",
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)
