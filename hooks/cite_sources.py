"""Make `[@key]` work in notes."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from hooks import build_state
from hooks.build_state import Build
from notes import citations, path_of, references

FILE = "references.bib"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    build = Build.of(config)
    with build_state.reading(config, FILE) as path:
        text = path.read_text("utf-8")
        build.references, problems = build.store.recall(references.read, path_of(FILE), text)
    build.problems.add(*problems)
    config.markdown_extensions.append(citations.Citations(build.references))  # type: ignore[arg-type]
    return config
