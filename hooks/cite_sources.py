"""Make `[@key]` work in notes."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from hooks import build_state
from hooks.build_state import Build
from notes import citations, path_of, references

FILE = "references.bib"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    build = Build.of(config)
    with build_state.reading(config, FILE) as path:
        text = path.read_text("utf-8")
    build.references, problems = references.read(path_of(FILE), text)
    build.problems.add(*problems)
    config.markdown_extensions.append(citations.Citations(build.references))  # type: ignore[arg-type]
    return config


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    build = Build.of(config)
    source = build_state.source_of(page.file)
    build.problems.add(*citations.problems(source, build.references))
    return html
