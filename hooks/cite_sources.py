"""Make `[@key]` work in notes."""

from __future__ import annotations

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from hooks import build_state
from hooks.build_state import Build
from notes import citations, path_of, references
from notes.problem import Problem

FOOTNOTES = re.compile(r'(<div class="footnote">\s*)<hr />')


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    file, build = "references.bib", Build.of(config)
    with build_state.reading(config, file) as path:
        text = path.read_text("utf-8")
    sources, problems = references.read(path_of(file), text)
    build.problems.add(*problems)
    extension = citations.Citations(sources, build.citation_mistakes.append)
    config.markdown_extensions.append(extension)  # type: ignore[arg-type]
    return config


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    build = Build.of(config)
    while build.citation_mistakes:
        written, found, instead = build.citation_mistakes.pop()
        line = build_state.line_of(page.file, written)
        build.problems.add(Problem(path_of(page.file.src_uri), line, 0, "引用", found, instead))
    return FOOTNOTES.sub(r'\1<h2 id="sources">来源</h2>', html)
