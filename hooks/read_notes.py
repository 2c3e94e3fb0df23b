"""Read and check the sources, order the navigation, and turn rendered pages into `Note`s."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from feeds.digest import history, latest
from feeds.entry import SHANGHAI
from feeds.note import Note, Topic
from hooks import build_state
from hooks.build_state import Build, front_matter_of
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
    topic_page,
)
from notes.authors import Author
from notes.problem import Problem
from pages import bibtex
from pages.excerpt import excerpt
from pages.opening import opening


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    if ".example/" in (config.site_url or ""):
        build_state.log.info("没有设 SITE_URL：页面和订阅里的网址是 %s", config.site_url)
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
    problems = [*_misplaced(config), *_slips(files, build, config.extra["topics"])]
    unreadable = False
    today = datetime.now(SHANGHAI).date()  # Only refuses; never shapes what is built.
    for file in _note_files(files):
        meta, has_text, found = front_matter_of(file, build)
        unreadable |= any(problem.rule == front_matter.ENCODING for problem in found)
        if meta or not found:
            found = [*found, *_problems_in(file.src_uri, meta, has_text, today, config)]
        problems += found
        (broken if found else metas)[file.src_uri] = meta
        if front_matter.is_withdrawn(meta):
            file.inclusion = InclusionLevel.NOT_IN_NAV
    problems += [*order.graph_problems(metas, broken), *tags.problems(metas)]
    build.problems.add(*(_placed(problem, files) for problem in problems))
    if unreadable:
        # MkDocs cannot go on to render such a file: tell everything found so far.
        build.problems.tell()
    listed = {source: one for source, one in metas.items() if not front_matter.is_withdrawn(one)}
    used = set(map(topic_of, listed))
    for slug, title in config.extra["topics"].items():
        index = files.get_file_from_path(topic_page(slug))
        if index and slug not in used:
            files.remove(index)
        elif slug in used and not index:
            instead = f"写上 --- / title: {title} / description: 一句话 / --- / 几句介绍，/ 处换行"
            path = path_of(topic_page(slug))
            build.problems.add(Problem(path, 0, 0, "主题", "没有这个文件", instead))
    build.order = order.sources(listed)
    build.in_topic = order.in_topic(build.order, config.extra["topics"])
    pages = {file.src_uri for file in files}
    config.nav = order.navigation(build.in_topic, config.extra["topics"], pages)
    return files


def _note_files(files: Files) -> Iterator[File]:
    return (file for file in files.documentation_pages() if is_note(file.src_uri))


def _drafts(files: Files) -> Iterator[File]:
    """Those that are shown to their author."""
    for file in files.documentation_pages(inclusion=InclusionLevel.is_excluded):
        if is_note(file.src_uri) and file.page and file.page.content is not None:
            yield file


def _misplaced(config: MkDocsConfig) -> Iterator[Problem]:
    """Markdown that nobody would check or list. Not all of it is among the files that MkDocs finds."""
    topics = config.extra["topics"]
    for folder, folders, names in os.walk(config.docs_dir, followlinks=True):
        folders[:] = [name for name in folders if not name.startswith(".")]
        below = Path(folder).relative_to(config.docs_dir)
        for source in (below.joinpath(name).as_posix() for name in names):
            if place := belongs(source, topics):
                found = "这里的 Markdown 成不了笔记，没有检查，哪里也不列出"
                instead = f"移到 {path_of(place)}；那里已经有了，就并进去"
                yield Problem(path_of(source), 0, 0, "位置", found, instead)


def _slips(files: Files, build: Build, topics: Collection[str]) -> Iterator[Problem]:
    """In the front matter of pages that are no notes."""
    for file in files.documentation_pages():
        if not file.generated_by and not is_note(file.src_uri):
            path = path_of(file.src_uri)
            meta, _, found = front_matter_of(file, build)
            yield from (problem for problem in found if problem.rule == malformed.RULE)
            is_topic = file.src_uri in map(topic_page, topics)
            if wrong := front_matter.wrong_redirects(meta, is_topic=is_topic):
                yield Problem(path, 1, 0, "redirect_from", *wrong)


def _placed(problem: Problem, files: Files) -> Problem:
    file = files.get_file_from_path(problem.file.removeprefix(path_of("")))
    source = file.content_bytes if file and is_note(file.src_uri) else b""
    return front_matter.at_key(problem, source.decode("utf-8", "replace"))


def _problems_in(
    source: str, meta: front_matter.Meta, has_text: bool, today: date, config: MkDocsConfig
) -> list[Problem]:
    file = path_of(source)
    problems = front_matter.problems_in(file, meta, authors=Build.of(config).authors, today=today)
    topics = config.extra["topics"]
    if (folder := topic_of(source)) not in topics:
        instead = f"放进 {'、'.join(topics)} 之一；新主题写进 mkdocs.yml 的 extra.topics"
        problems.append(Problem(file, 0, 0, "主题", f"没有主题 {folder}", instead))
    if not has_text:
        problems.append(Problem(file, 0, 0, "正文", "文件开头之后什么也没有", "写正文"))
    return problems


@event_priority(100)  # before plugins that read front matter
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    if is_note(page.file.src_uri) and build_state.is_left_out(page.file):
        _admit_draft(page, markdown, config)
    if Build.of(config).problems.of(path_of(page.file.src_uri)):
        page.meta = {}  # Already told; what is wrong in it must not stop others from being told.
    if page.meta:
        page.meta = _escaped(page.meta)
    if is_note(page.file.src_uri):
        page.meta["template"] = "note.html"
    elif page.file.src_uri in map(topic_page, config.extra["topics"]) or _part(page, config):
        page.meta["template"] = "topic.html"
    return markdown


def _part(page: Page, config: MkDocsConfig) -> bool:
    """Whether it goes on with the list of a topic."""
    source = page.file.src_uri
    return source in Build.of(config).parts and topic_of(source) in config.extra["topics"]


def _admit_draft(page: Page, body: str, config: MkDocsConfig) -> None:
    """It is checked like any other note, when it is shown."""
    build, source = Build.of(config), page.file.src_uri
    meta, _, _ = front_matter.parse(source, page.file.content_bytes)
    today = datetime.now(SHANGHAI).date()
    problems = _problems_in(source, meta, bool(body.strip()), today, config)
    problems += order.graph_problems({**build.metas, source: meta}, {}) if not problems else []
    build.problems.add(*(_placed(problem, Files([page.file])) for problem in problems))
    build.drafts[source] = meta


def _escaped(meta: Mapping[str, Any]) -> dict[str, Any]:
    """With what the theme prints as HTML: titles and descriptions."""
    texts = {key: escape(str(meta[key])) for key in ("title", "description") if key in meta}
    return {**meta, **texts}


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    topics = {
        slug: Topic(slug, title, f"{config.site_url}{slug}/", _redirects(slug, files))
        for slug, title in config.extra["topics"].items()
    }
    build = Build.of(config)
    openings = _openings(config, files)
    every = build.announced = [] if build.problems else _notes(topics, openings, config, files)
    drafts = [] if build.problems else _draft_notes(topics, config, files)
    notes = build.notes = [note for note in every if not note.is_withdrawn]
    _date_pages(every, files)
    build.note_of = {note.source: note for note in [*every, *drafts]}
    used = {note.topic for note in notes}
    build.topics = [topic for topic in topics.values() if topic in used]
    build.history = history(every)
    build.transmissions = latest(build.history)
    build.prerequisites, build.builds_on = _neighbours(every)
    build.path_next = {one.id: other for one, other in itertools.pairwise(notes)}
    for draft in drafts:
        build.prerequisites[draft.id] = [note for note in notes if note.id in draft.requires]
        build.builds_on[draft.id] = []
    build.bibtex = lambda note: _bibtex(note, config.site_name)
    build.minutes = {note.id: build.facts[note.source].minutes for note in [*every, *drafts]}
    env.globals["build"] = build
    env.policies["json.dumps_kwargs"] |= {"ensure_ascii": False}  # else a Han character takes six
    env.filters["path"] = lambda url, page: get_relative_url(
        url.removeprefix(config.site_url or ""), page.url if page else ""
    )
    return env


def _redirects(slug: str, files: Files) -> tuple[str, ...]:
    index = files.get_file_from_path(topic_page(slug))
    return tuple(index.page.meta.get("redirect_from", ())) if index and index.page else ()


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
    words = re.findall(r"[a-z0-9]+", site.lower())  # keys are ASCII
    return bibtex.entry(
        "-".join([*words, note.id]),
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
            facts, found = opening(own, settings.rendered(own), build_state.source_of(file))
            build.problems.add(*found)
            openings[file.src_uri] = facts.plain
    return openings


def _notes(
    topics: dict[str, Topic], openings: dict[str, str], config: MkDocsConfig, files: Files
) -> list[Note]:
    """All notes in reading order."""
    build = Build.of(config)
    taken_back = sorted(build.metas.keys() - set(build.order))
    found = map(files.get_file_from_path, [*build.order, *taken_back])
    pages = [file.page for file in found if file and file.page]
    return [_note(page, topics, openings, config) for page in pages]


def _draft_notes(topics: dict[str, Topic], config: MkDocsConfig, files: Files) -> list[Note]:
    pages = [file.page for file in _drafts(files) if file.page]
    return [_note(page, topics, {}, config) for page in pages]


def _note(
    page: Page, topics: dict[str, Topic], openings: dict[str, str], config: MkDocsConfig
) -> Note:
    build = Build.of(config)
    source = page.file.src_uri

    def texts() -> tuple[str, str]:
        html = build.texts[source].load().plain
        return html, openings.get(source, html)

    return Note.from_page(
        authority=config.extra["feed_authority"],
        source=source,
        url=page.canonical_url or "",
        topic=topics[topic_of(source)],
        authors=build.authors,
        meta=build.drafts.get(source) or build.metas[source],
        texts=texts,
        places=build.facts[source].places,
        quoted=partial(build.store.recall, excerpt),
    )
