"""Explain abbreviations where a note first uses them, and fill the pages of terms and symbols."""

from __future__ import annotations

import html as html_entities
import re
from typing import Any

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from hooks import build_state
from hooks.build_state import Build
from notes import terms
from notes.scanner import formulas_apart
from notes.spans import Formula
from pages import formula_text, mathml
from pages.walk import CLOSING

BESIDE = re.compile(rf"</span>([{CLOSING}]+)")
"""What never begins a line, after a formula; browsers let it."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    build = Build.of(config)
    build.notation = build_state.read_yaml(config, "notation.yml")
    listed = build_state.read_yaml(config, "glossary.yml")
    with build_state.reading(config, "glossary.yml"):
        build.terms = [terms.Term.read(term) for term in listed]
        build.terms_of = {}
        for term in build.terms:
            build.terms_of.setdefault(term.note, []).append(term)
        # A tooltip shows no formulas.
        tooltips = terms.tooltips(build.terms)
        config.mdx_configs["abbr"] = {
            "glossary": {
                short: "".join(map(_readable, formulas_apart(told)))
                for short, told in tooltips.items()
            }
        }
    return config


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    notation = Build.of(config).notation
    with build_state.reading(config, "notation.yml"):
        # A formula that cannot be drawn is told here, not in a template.
        for rows in (notation["common"], *notation["notes"].values()):
            for text in (value for row in rows for value in row.values()):
                with_formulas(text)
    with build_state.reading(config, "glossary.yml"):
        for term in Build.of(config).terms:
            with_formulas(term.meaning)
    env.filters["with_formulas"] = with_formulas


def with_formulas(text: str, *, heading: bool = False) -> Markup:
    """Plain text with `$…$` as HTML; in a header cell a formula that stands alone has a name."""
    parts = formulas_apart(text)
    named = heading and len(parts) == 1
    html = "".join(
        html_entities.escape(part)
        if isinstance(part, str)
        else f'<span class="math">{_drawn(part.tex, named=named)}</span>'
        for part in parts
    )
    return Markup(BESIDE.sub(r"\1</span>", html))


def _readable(part: str | Formula) -> str:
    return part if isinstance(part, str) else formula_text.to_text(part.tex)


def _drawn(tex: str, *, named: bool) -> str:
    drawn = mathml.to_mathml(tex, display=False)
    return mathml.named(drawn, formula_text.readable(drawn)) if named else drawn
