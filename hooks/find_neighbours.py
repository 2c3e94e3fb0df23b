"""What a note has to do with others: who leads to it, what is shown of it where one does, who is like it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from feeds.note import Note
from hooks.build_state import Build, Made
from kept.digest import digest
from pages import mentions, preview, related
from pages.facts import Mention


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    build = Build.of(config)
    said = _said(build)
    build.backlinks = {
        note.id: mentions.backlinks(
            said[note.source],
            [other.source for other in build.builds_on[note.id]],
            build.facts[note.source].sections,
        )
        for note in build.note_of.values()
    }
    build.related = {**{note.id: [] for note in build.note_of.values()}, **_related(build)}
    for source, anchor in sorted(set(_led_to(build))):
        note = build.note_of[source]
        address = note.url.removeprefix(config.site_url or "") + mentions.preview(anchor)
        files.append(_preview(note, anchor, address, config))


def _said(build: Build) -> dict[str, dict[str, list[Mention]]]:
    """Of each note, what others say: by their paths, in reading order."""
    said: dict[str, dict[str, list[Mention]]] = defaultdict(dict)
    for note in build.notes:
        for mention in build.facts[note.source].mentions:
            said[mention.note].setdefault(note.source, []).append(mention)
    return said


def _related(build: Build) -> dict[str, list[tuple[Note, str]]]:
    """Not those that the page sends its reader to anyway."""
    has = {
        note.source: {*build.subjects[note.source], *_cited(note, build)} for note in build.notes
    }
    apart = {note.source: set(_sent_to(note, build)) for note in build.notes}
    found = related.related(has, apart)
    return {
        note.id: [
            (build.note_of[one.note], related.reason(one.shared, build.references))
            for one in found[note.source]
        ]
        for note in build.notes
    }


def _cited(note: Note, build: Build) -> Iterator[str]:
    return (f"{related.SOURCE}{one.key}" for one in build.facts[note.source].citations)


def _sent_to(note: Note, build: Build) -> Iterator[str]:
    yield from (other.source for other in build.prerequisites[note.id])
    if following := build.path_next.get(note.id):
        yield following.source


def _led_to(build: Build) -> Iterator[tuple[str, str]]:
    """Notes, and places in them, that pages lead to."""
    for facts in build.facts.values():
        for mention in facts.mentions:
            if mention.note in build.note_of:
                yield mention.note, mention.anchor
    for required in build.prerequisites.values():
        for note in required:
            yield note.source, ""


def _preview(note: Note, anchor: str, address: str, config: MkDocsConfig) -> Made:
    build = Build.of(config)
    key = digest("preview", build.version(note), anchor)

    def make() -> bytes:
        line = note.withdrawal or note.description
        html = note.html if anchor else note.opening
        return preview.written(note.title, line, html, anchor).encode()

    build.store.goes_on(key)
    return Made.of(config, address, key, lambda: build.store.under(key, make))
