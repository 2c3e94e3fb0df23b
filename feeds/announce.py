"""From notes to the feeds that announce them."""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time
from functools import cache, partial
from itertools import chain, islice
from typing import NamedTuple
from urllib.parse import quote

from feeds.content import content, legal
from feeds.entry import SHANGHAI, Category, Entry, Feed, Feeds, Site
from feeds.note import Change, Note, Topic
from notes.kinds import KINDS, WITHDRAWAL

MAX_ENTRIES = 20
MAX_BYTES = 900_000
"""Of the entries of a feed as they are written, so that the file stays below 1 MB."""


class Said(NamedTuple):
    """What an entry says of a note."""

    summary: str
    content: str


Say = Callable[[Note], Said]


class News(NamedTuple):
    """A note, or a change of one, that a feed may tell: most are too old, and never written."""

    day: date
    id: str
    note: Note
    change: Change | None = None


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
    news = sorted(chain(*map(_news, notes)), key=lambda one: one[:2], reverse=True)
    of_topic: defaultdict[Topic, list[News]] = defaultdict(list)
    for one in news:
        of_topic[one.note.topic].append(one)
    feed = partial(_feed, site, cache(say))
    new = feed("new", "新笔记", site.description, (one for one in news if not one.change))
    updates = feed(
        "updates", "更新与更正", "每篇笔记改了什么。", (one for one in news if one.change)
    )
    return Feeds(new, updates, tuple(_topic_feed(feed, one, of_topic[one]) for one in topics))


def _news(note: Note) -> Iterator[News]:
    """One for each change, on the day of publication too: who has read the note hears of it."""
    if not note.is_withdrawn:
        yield News(note.published, note.uri, note)
    for change in _told(note):
        yield News(change.date, f"{note.uri}@{change.name}", note, change)


def _topic_feed(feed: Callable[..., Feed], topic: Topic, news: Iterable[News]) -> Feed:
    subtitle = f"“{topic.title}”主题下的新笔记、更新与更正。"
    return replace(feed(f"topic/{topic.slug}", topic.title, subtitle, news), page=topic.url)


def _feed(site: Site, say: Say, name: str, title: str, subtitle: str, news: Iterable[News]) -> Feed:
    first = tuple(islice(news, MAX_ENTRIES))
    return Feed(
        path=f"feeds/{name}.xml",
        id=f"{site.authority}:feeds/{name}",
        title=legal(f"{site.name} · {title}"),
        subtitle=legal(subtitle),
        page=site.url,
        site=site,
        tell=lambda: _limited(_written(one, say) for one in first),
    )


def _limited(entries: Iterable[Entry]) -> Iterator[Entry]:
    size = 0
    for entry in entries:
        size += entry.size
        if size > MAX_BYTES:
            return
        yield entry


def _written(news: News, say: Say) -> Entry:
    entry = _entry(news.note, say)
    return _update(entry, news, news.change) if news.change else entry


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


def _told(note: Note) -> tuple[Change, ...]:
    """Of a note that was taken back, nothing but that."""
    return note.changes[:1] if note.is_withdrawn else note.changes


def _which(change: Change, note: Note) -> str:
    """Its number among those of its day and label, in the order in which they were written; the first has none."""
    named = change.date, KINDS[change.kind].label
    alike = [one for one in note.changes if (one.date, KINDS[one.kind].label) == named]
    number = len(alike) - alike.index(change)
    return f"（{number}）" if number > 1 else ""


def _update(entry: Entry, news: News, change: Change) -> Entry:
    """With an id of its own, so that readers show a note that changed as unread; it leads to the place."""
    label, what = KINDS[change.kind].label, legal(change.what)
    place = "".join(f"#{quote(at)}" for at in change.at[:1])
    url = entry.url + place
    leads = f' <a href="{html.escape(url)}">看这一处</a>' if place else ""
    what_changed = f"<p><strong>{label}（{change.date}）：</strong>{html.escape(what)}{leads}</p>"
    return replace(
        entry,
        id=news.id,
        url=url,
        title=f"{label}{_which(change, news.note)}：{entry.title}",
        published=_midnight(change.date),
        updated=_midnight(change.date),
        summary=what,
        content=what_changed
        if change.kind == WITHDRAWAL
        else f"{what_changed}\n<hr>\n{entry.content}",
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)
