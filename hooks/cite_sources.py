"""Make `[@key]` work in notes."""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from hooks import build_state
from hooks.build_state import Build
from notes import citations
from notes.problem import Problem

FOOTNOTES = re.compile(r'(<div class="footnote">\s*)<hr />')


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    with build_state.reading("references.bib"):
        entries = citations.read(Path(config.docs_dir, "references.bib"))
    unknown = Build.of(config).unknown_citations
    config.markdown_extensions.append(citations.Citations(entries, unknown.append))  # type: ignore[arg-type]
    return config


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    build = Build.of(config)
    unknown = build.unknown_citations
    while unknown:
        key = unknown.pop()
        line = build_state.line_of(page.file, f"[@{key}]")
        build.problems.add(
            Problem(page.file.src_uri, line, "citation", "a key of docs/references.bib", key)
        )
    return FOOTNOTES.sub(r'\1<h2 id="sources">来源</h2>', html)
