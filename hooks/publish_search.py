"""Publish the search: its index and its worker as files of the site."""

from __future__ import annotations

import html as html_entities
import json
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from html.entities import name2codepoint
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from hooks import build_state
from hooks.build_state import Build, Kept, Made
from kept.digest import digest, version_of
from kept.store import Store
from notes import front_matter, topic_of
from pages.facts import Mistake
from search import index as search_index
from search import worker
from search.postings import Counted, Indexed, Postings, postings

PLUGIN = "material/search"
FOLDER = "search/files"
"""Every name in it carries a hash of the content."""
GREEK = [[chr(code), name] for name, code in name2codepoint.items() if 0x3B1 <= code <= 0x3C9]
"""Letters and how they are typed: λ, lambda."""
OTHER_PAGES = 0.4
"""What a page that is no note weighs."""


def on_config(config: MkDocsConfig) -> None:
    """The theme's plugin shows the box; it need not make an index too."""
    plugin = config.plugins.get(PLUGIN)
    for event in ("page_context", "post_build"):
        handler = getattr(plugin, f"on_{event}", None)
        if handler not in config.plugins.events[event]:
            raise PluginError(
                f"mkdocs.yml：plugins 里要有 search（{PLUGIN}），并且有 on_{event}，"
                "hooks/publish_search.py 用自己的索引代替它做的事。"
            )
        config.plugins.events[event].remove(handler)
    build = Build.of(config)
    build.at_once.append(partial(_count, build, config))


def _count(build: Build, config: MkDocsConfig, page: Page) -> None:
    if _is_found(page, build):
        whole = _whole(_entry(page, build, config), page.file.src_uri, build)
        build.store.under(_name(whole), partial(_indexed, whole))


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    build = Build.of(config)
    pages = [file.page for file in files.documentation_pages() if file.page]
    shown = [page for page in pages if _is_found(page, build)]
    entries = [_entry(page, build, config) for page in shown]
    wholes = [
        _whole(entry, page.file.src_uri, build) for entry, page in zip(entries, shown, strict=True)
    ]
    found = _postings(entries, wholes, build.store)
    for number, (whole, version) in enumerate(zip(wholes, found.versions, strict=True)):
        name = f"{FOLDER}/{search_index.page_name(number, version)}"
        files.append(Made.of(config, name, whole.name, partial(_page, whole)))
    names = [*GREEK, *(term.names for term in build.terms)]
    core, written = search_index.without_pages(entries, names, found)
    # The theme reads this file on every page and hands its `config` to the worker.
    stub = {"config": {"lang": ["zh"], "separator": r"\s+", "core": core}, "docs": []}
    files.append(File.generated(config, "search/search_index.json", content=json.dumps(stub)))
    program = worker.program()
    build.search_worker = f"{FOLDER}/worker.{version_of(program)}.js"
    for name, part in written.items():
        files.append(Made.of(config, f"{FOLDER}/{name}", part.key, part.make))
    files.append(File.generated(config, build.search_worker, content=program))


def _whole(entry: search_index.Entry, source: str, build: Build) -> Kept[search_index.Entry]:
    """With the texts, which need not be loaded for what is kept."""
    texts, known = build.texts[source], {**vars(entry), "sections": ()}
    return Kept(
        digest("search", known, texts.name),
        lambda: replace(entry, sections=texts.load().sections),
    )


def _postings(
    entries: Sequence[search_index.Entry],
    wholes: Sequence[Kept[search_index.Entry]],
    store: Store,
) -> Postings:
    """Those of the site before are kept, so that what did not change need not be counted again."""
    key = digest("postings")
    names = list(map(_name, wholes))
    for name in names:
        store.goes_on(name)
    last: Postings | None = store.get(key)
    if last and last.names == names:
        return last
    pages = [
        Counted(name, 1 + len(entry.sections), partial(store.under, name, partial(_indexed, whole)))
        for entry, whole, name in zip(entries, wholes, names, strict=True)
    ]
    found = postings(pages, last)
    store.put(key, found)
    return found


def _name(whole: Kept[search_index.Entry]) -> bytes:
    return digest("indexed", whole.name)


def _indexed(whole: Kept[search_index.Entry]) -> Indexed:
    return search_index.indexed(whole.load())


def _page(whole: Kept[search_index.Entry]) -> bytes:
    return search_index.page(whole.load())


def _is_found(page: Page, build: Build) -> bool:
    withdrawn = front_matter.is_withdrawn(build.metas.get(page.file.src_uri, {}))
    excluded = page.meta.get("search", {}).get("exclude") or withdrawn
    is_empty = not build.facts[page.file.src_uri].sections
    return not is_empty and not page.is_homepage and not excluded


def _entry(page: Page, build: Build, config: MkDocsConfig) -> search_index.Entry:
    source = page.file.src_uri
    found, meta = build.facts[source].sections, build.metas.get(source)
    if not meta:
        title = html_entities.unescape(str(page.title))
        return search_index.Entry(page.url, title, found, weight=OTHER_PAGES)
    asks, headings = meta.get("asks", {}), {one.heading for one in found}
    build_state.tell_mistakes(
        build, page.file, (_unasked(one) for one in asks if one not in headings)
    )
    return search_index.Entry(
        page.url,
        meta["title"],
        found,
        meta["description"],
        meta.get("aliases", ()),
        meta["tags"],
        config.extra["topics"][topic_of(source)],
        asks,
    )


def _unasked(heading: str) -> Mistake:
    found, instead = f"没有这一节：{heading}", "写成这篇笔记的一个标题，一字不差"
    return Mistake("asks", found, instead, heading)
