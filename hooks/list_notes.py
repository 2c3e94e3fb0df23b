"""Lists of notes in parts, and a navigation that shows what is near a page: neither grows with the site."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from copy import copy
from itertools import groupby
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

from hooks import build_state
from hooks.build_state import Build
from notes import front_matter, is_topic, topic_of, topic_page
from notes.changes import came
from notes.front_matter import Meta
from notes.kinds import ALIKE
from notes.scanner import spans
from notes.spans import Heading
from pages import parts, sources
from pages.parts import Entry, Part

UPDATES = "updates.md"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """A page for each further part of a list."""
    build = Build.of(config)
    every = [("", source) for source in build.order]
    lists: dict[str, list[Sequence[Entry]]] = {
        "search.md": parts.cut(every, parts.NOTES),
        "glossary.md": parts.cut(_told(every, build, build.terms_of), parts.NOTES),
        "notation.md": parts.cut(_told(every, build, build.notation["notes"]), parts.NOTES),
        "tags.md": parts.cut(_tagged(build), parts.LINKS),
        "path.md": [],
    }
    for slug, title in config.extra["topics"].items():
        if not build.in_topic[slug]:
            continue
        of_topic = parts.cut([(title, one) for one in build.in_topic[slug]], parts.NOTES)
        lists[topic_page(slug)] = of_topic
        lists["path.md"] += of_topic
    if len(every) <= parts.NOTES:  # one drawing can show what leads from topic to topic
        lists["path.md"] = [every]
    lists |= _updates(files, build, config)
    lists |= _sources(files, build, config)
    for source, listed in lists.items():
        _divide(source, listed, files, config)
    return files


def _updates(files: Files, build: Build, config: MkDocsConfig) -> dict[str, list[Sequence[Entry]]]:
    """The record of all transmissions, and of those of a kind or a topic a list of their own."""
    first = files.get_file_from_path(UPDATES)
    if not first:
        return {}
    every = [
        (f"{day:%Y-%m}", source, f"kind/{ALIKE[kind]}", f"topic/{topic_of(source)}")
        for source, meta in build.metas.items()
        for day, kind in came(meta)
    ]
    lists = {UPDATES: [one[:2] for one in every]}
    names = {f"kind/{kind}": build.labels[kind] for kind in build.kinds}
    names |= {f"topic/{slug}": title for slug, title in config.extra["topics"].items()}
    for name, title in names.items():
        if chosen := [one[:2] for one in every if name in one]:
            key, value = name.split("/")
            page = _chosen(first, name, title, {key: value}, config)
            files.append(page)
            lists[page.src_uri] = chosen
    return {source: parts.cut(listed, parts.NOTES) for source, listed in lists.items()}


def _sources(files: Files, build: Build, config: MkDocsConfig) -> dict[str, list[Sequence[Entry]]]:
    """Sources by the first sign of their keys, each with the notes that cite it."""
    first = files.get_file_from_path(sources.INDEX)
    if not first:
        return {}
    every = sorted(_cited(files, build), key=lambda entry: (sources.initial(entry[0]), entry[0]))
    lists = {}
    for initial, cited in groupby(every, key=lambda entry: sources.initial(entry[0])):
        title = "其他" if initial == sources.OTHER else initial.upper()
        page = _chosen(first, initial, title, {"initial": initial}, config)
        files.append(page)
        lists[page.src_uri] = parts.cut(list(cited), parts.NOTES)
    return lists


def _cited(files: Files, build: Build) -> Iterator[Entry]:
    for source in build.order:
        if file := files.get_file_from_path(source):
            for key in build.cited(file):
                yield key, source


def _chosen(first: File, name: str, title: str, besides: Meta, config: MkDocsConfig) -> File:
    meta, _, _ = front_matter.parse(first.src_uri, first.content_bytes)
    address = f"{first.url}{name}"
    meta |= {**besides, "title": f"{meta['title']}：{title}", "list": f"{address}/"}
    return build_state.page(config, f"{address}.md", meta, f"# {meta['title']}\n")


def _told(every: Sequence[Entry], build: Build, ids: Collection[str]) -> list[Entry]:
    """Those of whose notes something is told."""
    return [entry for entry in every if build.metas[entry[1]]["id"] in ids]


def _tagged(build: Build) -> list[Entry]:
    found = [(tag, source) for source in build.order for tag in build.metas[source]["tags"]]
    return sorted(found, key=lambda entry: entry[0].casefold())


def _divide(
    source: str, listed: Sequence[Sequence[Entry]], files: Files, config: MkDocsConfig
) -> None:
    """A page for each part, if the list has one at all."""
    build, first = Build.of(config), files.get_file_from_path(source)
    if not first or not listed:
        return
    pages = [first, *(_further(first, number, config) for number in range(2, len(listed) + 1))]
    addresses = [page.url for page in pages]
    for number, (page, entries) in enumerate(zip(pages, listed, strict=True), start=1):
        if page is not first:
            files.append(page)
        build.parts[page.src_uri] = Part(number, entries, addresses)
        for name, _ in entries:
            build.begins.setdefault((source, name), page.url)


def _further(first: File, number: int, config: MkDocsConfig) -> File:
    meta, body, _ = front_matter.parse(first.src_uri, first.content_bytes)
    title = f"{meta['title']}（第 {number} 页）"
    meta.pop("redirect_from", None)
    is_headed = any(isinstance(one, Heading) and one.level == 1 for one in spans(body))
    heading = f"# {title}" if is_headed else ""
    uri = f"{first.url}page/{number}.md"
    return build_state.page(config, uri, {**meta, "title": title}, f"{heading}\n")


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Where each page stands in its topic; a further part of a topic stands where its first note does."""
    build = Build.of(config)
    sections = [item for item in nav.items if isinstance(item, Section)]
    build.sections = [one for one in sections if _is_topic(one, config.extra["topics"])]
    for section in build.sections:
        for place, child in enumerate(section.children):
            if isinstance(child, Page):
                build.places[child.file.src_uri] = section, place
    for source, part in build.parts.items():
        if topic_of(source) in build.in_topic and source not in build.places:
            build.places[source] = build.places[part.sources[0]]


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
    context["nav"] = _near(page.file.src_uri, nav, config)
    return context


def on_template_context(context: Any, template_name: str, config: MkDocsConfig) -> Any:
    context["nav"] = _near("", context["nav"], config)
    return context


def _near(source: str, nav: Navigation, config: MkDocsConfig) -> Navigation:
    """With what is near the page: some topics, and of its own some notes; of others only their page."""
    build = Build.of(config)
    current, place = build.places.get(source, (None, 0))
    topics = build.sections
    if not topics:
        return nav
    own = topics.index(current) if current in topics else 0
    shown = topics[parts.near(own, len(topics))]
    all_topics = Link(f"全部 {len(topics)} 个主题", "./#topics")  # of the front page
    narrow, first = copy(nav), nav.items.index(topics[0])
    narrow.items = [
        *nav.items[:first],
        *(_narrowed(item, place if item is current else None) for item in shown),
        *([all_topics] if len(shown) < len(topics) else []),
        *nav.items[first + len(topics) :],
    ]
    return narrow


def _is_topic(section: Section, topics: Collection[str]) -> bool:
    first = section.children[0]
    return isinstance(first, Page) and is_topic(first.file.src_uri, topics)


def _narrowed(topic: Section, place: int | None) -> Section:
    """Its page, and the notes around a place."""
    index, *notes = topic.children
    if place is None:
        return Section(topic.title, [index])
    shown = notes[parts.near(place - 1, len(notes))]
    more = [Link(f"全部 {len(notes)} 篇", index.url)] if len(shown) < len(notes) else []  # type: ignore[attr-defined]
    narrowed = Section(topic.title, [index, *shown, *more])
    narrowed.active = True
    return narrowed
