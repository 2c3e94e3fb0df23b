"""Make `[@key]` work in notes."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from hooks import build_state
from hooks.build_state import Build
from notes import citations, path_of
from notes.source import Source
from notes.spans import Citation


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    with build_state.reading(config, "references.bib") as path:
        entries = Build.of(config).references = citations.read(path.read_text("utf-8"))
    config.markdown_extensions.append(citations.Citations(entries))  # type: ignore[arg-type]
    return config


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    build = Build.of(config)
    path = path_of(page.file.src_uri)
    source = Source(Path(path), path, page.file.content_string)
    build.problems.add(
        *(
            source.problem(
                citation.start,
                "引用",
                f"docs/references.bib 里没有 {citation.key}",
                "写里面有的键，或把这条文献加进去",
            )
            for citation in source.of(Citation)
            if citation.key not in build.references
        )
    )
    return html
