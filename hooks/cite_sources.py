"""Make `[@key]` work in notes."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from hooks import build_state
from hooks.build_state import Build
from notes import citations, path_of
from notes.problem import Problem


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    with build_state.reading(config, "references.bib") as path:
        entries = citations.read(path)
    Build.of(config).references = frozenset(entries)
    unknown = Build.of(config).unknown_citations
    config.markdown_extensions.append(citations.Citations(entries, unknown.append))  # type: ignore[arg-type]
    return config


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    build = Build.of(config)
    unknown = build.unknown_citations
    while unknown:
        key = unknown.pop()
        line = build_state.line_of(page.file, f"[@{key}]")
        found = f"docs/references.bib 里没有 {key}"
        instead = "写里面有的键，或把这条文献加进去"
        build.problems.add(Problem(path_of(page.file.src_uri), line, 0, "引用", found, instead))
    return html
