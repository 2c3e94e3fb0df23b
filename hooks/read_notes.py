"""Read and check the sources, order the navigation, and turn rendered pages into `Note`s."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from feeds.digest import transmissions
from feeds.entry import SHANGHAI
from feeds.excerpt import excerpt
from feeds.note import Note, Topic
from hooks import build_state
from hooks.build_state import Build
from notes import (
    belongs,
    front_matter,
    is_note,
    malformed,
    order,
    path_of,
    settings,
    tags,
    topic_of,
)
from notes.authors import Author
from notes.problem import Problem
from pages import bibtex
from pages.walk import Around, walk


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    listed = build_state.read_yaml(config, "authors.yml")
    with build_state.reading(config, "authors.yml"):
        Build.of(config).authors = {key: Author(**author) for key, author in listed.items()}
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Check every note's source before any is rendered; readable ones go into the navigation."""
    build = Build.of(config)
    metas: dict[str, front_matter.Meta] = {}
    build.metas = metas
    broken: dict[str, front_matter.Meta] = {}
    sources: dict[str, bytes] = {}
    problems = [*_misplaced(config), *_slips(files, build)]
    unreadable = False
    today = datetime.now(SHANGHAI).date()  # Only refuses; never shapes what is built.
    for file in _note_files(files):
        path = path_of(file.src_uri)
        sources[path] = file.content_bytes
        meta, body, found = build.store.recall(front_matter.parse, path, sources[path])
        unreadable |= any(problem.rule == front_matter.ENCODING for problem in found)
        if meta or not found:
            found += _problems_in(file.src_uri, meta, body, today, config)
        problems += found
        (broken if found else metas)[file.src_uri] = meta
    problems += [*order.graph_problems(metas, broken), *tags.problems(metas)]
    build.problems.add(*(_placed(problem, sources) for problem in problems))
    if unreadable:
        # MkDocs cannot go on to render such a file: tell everything found so far.
        build.problems.tell()
    used = set(map(topic_of, metas))
    for slug in config.extra["topics"]:
        index = files.get_file_from_path(f"{slug}/index.md")
        if index and slug not in used:
            files.remove(index)
        elif slug in used and not index:
            instead = "照别的主题的 index.md 写几句介绍，别的页面会链接到它"
            path = path_of(f"{slug}/index.md")
            build.problems.add(Problem(path, 0, 0, "主题", "没有这个文件", instead))
    build.order = order.sources(metas)
    build.in_topic = order.in_topic(build.order, config.extra["topics"])
    pages = {file.src_uri for file in files}
    config.nav = order.navigation(build.in_topic, config.extra["topics"], pages)
    return files


def _note_files(files: Files) -> Iterator[File]:
    return (file for file in files.documentation_pages() if is_note(file.src_uri))


def _misplaced(config: MkDocsConfig) -> Iterator[Problem]:
    """Markdown that nobody would check or list. Not all of it is among the files that MkDocs finds."""
    topics = config.extra["topics"]
    for folder, folders, names in os.walk(config.docs_dir, followlinks=True):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            source = Path(folder, name).relative_to(config.docs_dir).as_posix()
            if place := belongs(source, topics):
                found = "这里的 Markdown 成不了笔记，没有检查，哪里也不列出"
                instead = f"移到 {path_of(place)}；那里已经有了，就并进去"
                yield Problem(path_of(source), 0, 0, "位置", found, instead)


def _slips(files: Files, build: Build) -> Iterator[Problem]:
    """In the front matter of pages that are no notes."""
    for file in files.documentation_pages():
        if not file.generated_by and not is_note(file.src_uri):
            path = path_of(file.src_uri)
            _, _, found = build.store.recall(front_matter.parse, path, file.content_bytes)
            yield from (problem for problem in found if problem.rule == malformed.RULE)


def _placed(problem: Problem, sources: Mapping[str, bytes]) -> Problem:
    source = sources.get(problem.file, b"")
    return front_matter.at_key(problem, source.decode("utf-8", "replace"))


def _problems_in(
    source: str, meta: front_matter.Meta, body: str, today: date, config: MkDocsConfig
) -> list[Problem]:
    file = path_of(source)
    problems = front_matter.problems_in(file, meta, authors=Build.of(config).authors, today=today)
    topics = config.extra["topics"]
    if (folder := topic_of(source)) not in topics:
        instead = f"放进 {'、'.join(topics)} 之一；新主题写进 mkdocs.yml 的 extra.topics"
        problems.append(Problem(file, 0, 0, "主题", f"没有主题 {folder}", instead))
    if not body.strip():
        problems.append(Problem(file, 0, 0, "正文", "文件开头之后什么也没有", "写正文"))
    return problems


@event_priority(100)  # before plugins that read front matter
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    if Build.of(config).problems.of(path_of(page.file.src_uri)):
        page.meta = {}  # Already told; what is wrong in it must not stop others from being told.
    if page.meta:
        page.meta = _escaped(page.meta)
    if is_note(page.file.src_uri):
        page.meta["template"] = "note.html"
    return markdown


def _escaped(meta: Mapping[str, Any]) -> dict[str, Any]:
    """With what the theme prints as HTML: titles and descriptions."""
    texts = {key: escape(str(meta[key])) for key in ("title", "description") if key in meta}
    return {**meta, **texts}


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    topics = {
        slug: Topic(slug, title, f"{config.site_url}{slug}/")
        for slug, title in config.extra["topics"].items()
    }
    build = Build.of(config)
    openings = _openings(config, files)
    notes = build.notes = [] if build.problems else _notes(topics, openings, config, files)
    _date_pages(notes, files)
    build.note_of = {note.source: note for note in notes}
    used = {note.topic for note in notes}
    build.topics = [topic for topic in topics.values() if topic in used]
    build.transmissions = transmissions(notes)
    build.prerequisites, build.builds_on = _neighbours(notes)
    build.bibtex = lambda note: _bibtex(note, config.site_name)
    build.minutes = {note.id: build.facts[note.source].minutes for note in notes}
    env.globals["build"] = build
    env.filters["path"] = lambda url, page: get_relative_url(
        url.removeprefix(config.site_url or ""), page.url if page else ""
    )
    return env


def _neighbours(notes: list[Note]) -> tuple[dict[str, list[Note]], dict[str, list[Note]]]:
    """For each note's id, in reading order: the notes that it requires, and those that require it."""
    required: dict[str, list[Note]] = {note.id: [] for note in notes}
    requiring: dict[str, list[Note]] = {note.id: [] for note in notes}
    for note in notes:
        for one in note.requires:
            requiring[one].append(note)
    for note in notes:
        for other in requiring[note.id]:
            required[other.id].append(note)
    return required, requiring


def _bibtex(note: Note, site: str) -> str:
    return bibtex.entry(
        f"incoming-transmission-{note.id}",
        authors=[author.name for author in note.authors],
        title=note.title,
        published=note.published,
        url=note.url,
        site=site,
        updated=note.updated,
    )


def _date_pages(notes: list[Note], files: Files) -> None:
    """The sitemap tells when a note changed; a list of notes changed with the newest of them."""
    updated = {note.source: note.updated.isoformat() for note in notes}
    newest = max(updated.values(), default="1970-01-01")
    for file in files.documentation_pages():
        if file.page:
            file.page.update_date = updated.get(file.src_uri, newest)


def _openings(config: MkDocsConfig, files: Files) -> dict[str, str]:
    """The excerpts that authors wrote themselves, as HTML, by path below docs/."""
    build = Build.of(config)
    openings = {}
    for file in _note_files(files):
        if own := build.metas.get(file.src_uri, {}).get("excerpt"):
            facts = walk(settings.rendered(own), Around())
            build_state.tell_mistakes(build, file, facts.mistakes)
            openings[file.src_uri] = facts.plain
    return openings


def _notes(
    topics: dict[str, Topic], openings: dict[str, str], config: MkDocsConfig, files: Files
) -> list[Note]:
    """All notes in reading order."""
    found = map(files.get_file_from_path, Build.of(config).order)
    pages = [file.page for file in found if file and file.page]
    return [_note(page, topics, openings, config) for page in pages]


def _note(
    page: Page, topics: dict[str, Topic], openings: dict[str, str], config: MkDocsConfig
) -> Note:
    build = Build.of(config)
    source = page.file.src_uri
    html = build.facts[source].plain
    return Note.from_page(
        source=source,
        url=page.canonical_url or "",
        topic=topics[topic_of(source)],
        authors=build.authors,
        meta=build.metas[source],
        html=html,
        places=build.facts[source].places,
        opening=openings.get(source, html),
        quoted=partial(build.store.recall, excerpt),
    )
