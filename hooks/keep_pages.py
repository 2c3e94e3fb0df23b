"""What would be what it already is is neither rendered nor written again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from hooks.build_state import KEY, Build, Made
from kept.digest import digest, of_bytes

LISTS_NOTHING = ("main.html", "note.html", "sources.html")
"""What these templates read, and what they include, is in `_all_show` and `_shows`; of others in `_all_list` too."""
NOT_SHOWN = frozenset((
    "config_file_path", "dev_addr", "docs_dir", "extra", "hooks", "markdown_extensions", "mdx_configs",
    "nav", "plugins", "site_dir",
))  # fmt: skip
"""Settings that no template reads, or not as they are."""


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    Build.of(config).nav = nav


@event_priority(-1000)  # when all is known
def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    build = Build.of(config)
    build.published = sorted(files.documentation_pages(), key=lambda file: file.src_uri)
    shared, lists = digest(*_all_show(build, config)), digest(*_all_list(build))
    for file in build.published:
        page = file.page
        if page and not page.is_homepage:
            is_list = page.meta.get("template", "main.html") not in LISTS_NOTHING
            key = digest(shared, is_list and lists, *_shows(page, build, config))
            if standing := build.unfinished.standing(file.dest_uri, key):
                build.inline[file.dest_uri] = standing.besides
                files.remove(file)
    for file in [file for file in files if not file.is_documentation_page()]:
        is_published = file.inclusion.is_included()  # type: ignore[no-untyped-call]
        key = file.key if isinstance(file, Made) else of_bytes(file.content_bytes)
        if is_published and build.unfinished.standing(file.dest_uri, key):
            files.remove(file)


def _all_show(build: Build, config: MkDocsConfig) -> Iterator[object]:
    """What any page may show."""
    yield {name: value for name, value in config.items() if name not in NOT_SHOWN}
    yield {name: value for name, value in config.extra.items() if name != KEY}
    yield list(config.plugins), config.mdx_configs.get("toc")
    yield _templates(config)
    yield build.feed_links, build.topic_feeds, build.search_worker, build.theme_script


def _all_list(build: Build) -> Iterator[object]:
    """What any list may show of notes, and where."""
    for note in build.note_of.values():
        sections = build.facts[note.source].sections
        yield build.listing(note), build.minutes[note.id], build.miniature(note)
        yield [(one.anchor, one.heading) for one in sections]
    yield list(build.parts.items()), list(build.begins.items())
    yield build.terms, build.uses, build.notation, build.topics


def _templates(config: MkDocsConfig) -> dict[str, bytes]:
    """Those of our own, by path; the theme has a version."""
    folder = Path(config.theme.custom_dir or "")
    files = sorted(folder.rglob("*.html")) + sorted(folder.rglob("*.svg"))
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def _shows(page: Page, build: Build, config: MkDocsConfig) -> Iterator[object]:
    """What this page shows besides."""
    source = page.file.src_uri
    yield source in build.texts and build.texts[source].name
    yield source in build.facts and build.facts[source].off_screen
    yield page.title, page.meta
    yield page.url, page.canonical_url, page.edit_url
    yield [[one.title, one.url] for one in (page.previous_page, page.next_page) if one]
    context: Any = {"nav": build.nav}
    config.plugins.on_page_context(context, page=page, config=config, nav=build.nav)
    yield _outline(context["nav"].items)
    if page.meta.get("template") == "sources.html":
        yield from _cited(page, build)
    note = build.note_of.get(page.file.src_uri)
    yield build.card_of(note)
    if note:
        yield build.listing(note), build.minutes[note.id], note.source in build.drafts
        yield [build.begins.get(("tags.md", tag)) for tag in note.tags]
        yield [build.listing(one) for one in build.prerequisites[note.id]]
        yield build.backlinks[note.id]
        yield [[build.listing(other), reason] for other, reason in build.related[note.id]]
        yield [build.listing(build.note_of[one]) for one in build.backlinks[note.id].sources]
        if following := build.path_next.get(note.id):
            yield build.listing(following), build.minutes[following.id], build.miniature(following)


def _cited(page: Page, build: Build) -> Iterator[object]:
    lists = [build.parts.get(build.source_list(initial)) for initial in build.initials]
    yield [one and one.addresses[0] for one in lists]
    if not (part := build.parts.get(page.file.src_uri)):
        yield [
            [build.references[key], count, build.source_address(key)]
            for key, count in build.often_cited
        ]
        return
    yield part
    for key, sources in build.under(part.entries):
        yield build.references[key]
        for note in build.notes_of(sources):
            yield note.title, note.url, build.citations(key, note)


def _outline(items: Iterable[Any]) -> list[object]:
    return [[one.title, getattr(one, "url", ""), _outline(one.children or ())] for one in items]


def on_template_context(
    context: TemplateContext, template_name: str, config: MkDocsConfig
) -> TemplateContext:
    context["pages"] = Build.of(config).published
    return context
