"""Read and check the sources, order the navigation, and turn rendered pages into `Note`s."""

from __future__ import annotations

import html as html_entities
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import learning_path
import markdown
import note_structure
import reporting
import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from feeds import front_matter
from feeds.digest import transmissions
from feeds.note import Note, Topic
from feeds.problem import Problem

SHANGHAI = timezone(timedelta(hours=8))


def is_note(file: File) -> bool:
    """Whether the file is docs/<topic>/<note>/index.md."""
    return file.src_uri.endswith("/index.md") and file.src_uri.count("/") == 2


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    path = Path(config.docs_dir, "authors.yml")
    config.extra["authors"] = {
        key: author["name"] for key, author in yaml.safe_load(path.read_text("utf-8")).items()
    }
    config.extra["problems"] = []
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Check every note's source before any is rendered; readable ones go into the navigation."""
    metas: dict[str, front_matter.Meta] = {}
    unreadable = False
    for file in filter(is_note, files.documentation_pages()):
        data = file.content_bytes
        meta, body, problems = front_matter.parse(file.src_uri, data)
        unreadable |= any(problem.where == "encoding" for problem in problems)
        problems = problems or _problems_in(file.src_uri, meta, body, config)
        config.extra["problems"] += problems
        if not problems:
            metas[file.src_uri] = meta
    config.extra["problems"] += front_matter.graph_problems(metas)
    if unreadable:
        # MkDocs cannot go on to render such a file: tell everything found so far.
        reporting.stop(config.extra["problems"])
    used = {source.split("/")[0] for source in metas}
    for slug in config.extra["topics"]:
        index = files.get_file_from_path(f"{slug}/index.md")
        if index and slug not in used:
            files.remove(index)
    config.nav = note_structure.navigation(
        metas, config.extra["topics"], {file.src_uri for file in files}
    )
    return files


def _problems_in(
    source: str, meta: front_matter.Meta, body: str, config: MkDocsConfig
) -> list[Problem]:
    today = datetime.now(SHANGHAI).date()  # Only refuses; never shapes what is built.
    problems = front_matter.problems_in(source, meta, authors=config.extra["authors"], today=today)
    topics = config.extra["topics"]
    if (folder := source.split("/")[0]) not in topics:
        expected = f"one of {', '.join(topics)} (extra.topics in mkdocs.yml)"
        problems.append(Problem(source, 0, "topic folder", expected, folder))
    if not body.strip():
        problems.append(Problem(source, 0, "text", "a note", "nothing after the front matter"))
    return problems


@event_priority(100)  # before plugins that read front matter
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    if any(problem.file == page.file.src_uri for problem in config.extra["problems"]):
        page.meta = {}  # Already told; what is wrong in it must not stop others from being told.
    if "title" in page.meta:
        # Templates print it as HTML.
        page.meta["title"] = html_entities.escape(str(page.meta["title"]), quote=False)
    if is_note(page.file):
        page.meta["template"] = "note.html"
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    config.extra["problems"] += note_structure.problems_in_html(page.file.src_uri, html)
    return html


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    topics = {
        slug: Topic(slug, title, f"{config.site_url}{slug}/")
        for slug, title in config.extra["topics"].items()
    }
    notes = [] if config.extra["problems"] else _notes(topics, config, files)
    _date_pages(notes, files)
    env.globals["notes"] = notes
    env.globals["note_of"] = {note.source: note for note in notes}
    env.globals["topics"] = [
        topic for topic in topics.values() if any(note.topic == topic for note in notes)
    ]
    env.globals["transmissions"] = transmissions(notes)
    required, requiring = _neighbours(notes)
    env.globals["prerequisites"] = lambda note: required[note.id]
    env.globals["builds_on"] = lambda note: requiring[note.id]
    env.globals["learning_path"] = learning_path.draw
    env.globals["reading_time"] = lambda note: note_structure.reading_time(note.html)
    env.filters["path"] = lambda url, page: note_structure.relative(
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


def _date_pages(notes: list[Note], files: Files) -> None:
    """The sitemap tells when a note changed; a list of notes changed with the newest of them."""
    updated = {note.source: note.updated.isoformat() for note in notes}
    newest = max(updated.values(), default="1970-01-01")
    for file in files.documentation_pages():
        if file.page:
            file.page.update_date = updated.get(file.src_uri, newest)


def _notes(topics: dict[str, Topic], config: MkDocsConfig, files: Files) -> list[Note]:
    """All notes in reading order."""
    pages = [file.page for file in filter(is_note, files.documentation_pages()) if file.page]
    by_id = {page.meta["id"]: _note(page, topics, config) for page in pages}
    return [by_id[one] for one in front_matter.reading_order(page.meta for page in pages)]


def _note(page: Page, topics: dict[str, Topic], config: MkDocsConfig) -> Note:
    html = page.content or ""
    own = page.meta.get("excerpt")
    return Note.from_page(
        source=page.file.src_uri,
        url=page.canonical_url or "",
        topic=topics[page.file.src_uri.split("/")[0]],
        authors=config.extra["authors"],
        meta={**page.meta, "title": html_entities.unescape(page.meta["title"])},
        html=html,
        opening=_render(own, config) if own else html,
    )


def _render(text: str, config: MkDocsConfig) -> str:
    return markdown.markdown(
        text, extensions=config.markdown_extensions, extension_configs=config.mdx_configs
    )
