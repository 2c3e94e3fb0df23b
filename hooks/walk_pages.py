"""Read each page as Markdown made it, once, and write it as readers get it."""

from __future__ import annotations

import html as html_entities
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils import get_relative_url

from hooks import build_state
from hooks.build_state import Build
from notes import is_note
from pages import added, figures
from pages.walk import Around, walk

ELEMENTS = PurePosixPath("assets/elements")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    Build.of(config).elements = {
        PurePosixPath(file.src_uri).stem: figures.settings_of(file.content_string)
        for file in files
        if PurePosixPath(file.src_uri).match(f"{ELEMENTS}/*.js")
    }
    return files


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    build = Build.of(config)
    facts = build.facts[page.file.src_uri] = walk(html, _around(page, build, files))
    build_state.tell_mistakes(build, page.file, facts.mistakes)
    _readable(page.toc, {section.anchor: section.heading for section in facts.sections})
    return facts.html


def _around(page: Page, build: Build, files: Files) -> Around:
    source = page.file.src_uri
    folder = PurePosixPath(source).parent

    def figure(name: str) -> str | None:
        file = files.get_file_from_path(str(folder / name))
        return file.content_string if file else None

    return Around(
        folder=str(folder),
        functions=build.functions.get(source, ()),
        references=build.references,
        elements=build.elements,
        figure=figure,
        script=lambda element: get_relative_url(f"{ELEMENTS}/{element}.js", page.url),
        reserved=added.IDS if is_note(source) else frozenset(),
        source=build_state.source_of(page.file),
    )


def _readable(contents: Iterable[AnchorLink], headings: Mapping[str, str]) -> None:
    """Titles in which Markdown left TeX are those of the sections."""
    for item in contents:
        if "\\(" in item.title:
            item.title = html_entities.escape(headings.get(item.id, item.title))
        _readable(item.children, headings)
