"""Explain abbreviations where a note first uses them, and fill the pages of terms and symbols."""

from __future__ import annotations

import html as html_entities
from typing import Any

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from hooks import build_state
from hooks.build_state import Build
from notes import terms
from notes.scanner import within
from notes.spans import Formula
from pages import mathml
from pages.abbreviations import explain_first_use


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    listed = build_state.read_yaml(config, "glossary.yml")
    with build_state.reading(config, "glossary.yml"):
        Build.of(config).terms = [terms.Term.read(term) for term in listed]
    config.mdx_configs["abbr"] = {"glossary": terms.tooltips(Build.of(config).terms)}
    return config


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    return explain_first_use(html)


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    notation = env.globals["notation"] = build_state.read_yaml(config, "notation.yml")
    with build_state.reading(config, "notation.yml"):
        # A formula that cannot be drawn is told here, not in a template.
        for rows in (notation["common"], *notation["notes"].values()):
            for text in (value for row in rows for value in row.values()):
                with_formulas(text)
    with build_state.reading(config, "glossary.yml"):
        for term in Build.of(config).terms:
            with_formulas(term.meaning)
    env.globals["glossary"] = Build.of(config).terms
    env.filters["with_formulas"] = with_formulas


def with_formulas(text: str) -> Markup:
    """Plain text with `$…$` as HTML."""
    html, done = "", 0
    for part in within(text):
        if isinstance(part, Formula):
            html += html_entities.escape(text[done : part.start])
            html += f'<span class="math">{mathml.to_mathml(part.tex, display=False)}</span>'
            done = part.end
    return Markup(html + html_entities.escape(text[done:]))
