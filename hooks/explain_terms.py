"""Explain abbreviations where a note first uses them, and fill the pages of terms and symbols."""

from __future__ import annotations

import html as html_entities
import re
from typing import Any

import yaml
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from hooks import build_state
from hooks.build_state import Build
from notes import terms
from pages import formula_text, mathml

FORMULA = re.compile(r"\$([^$]+)\$")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    with build_state.reading(config, "glossary.yml") as path:
        listed = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        Build.of(config).terms = [terms.Term.read(term) for term in listed]
        # A tooltip shows no formulas.
        tooltips = terms.tooltips(Build.of(config).terms)
        config.mdx_configs["abbr"] = {
            "glossary": {
                short: FORMULA.sub(lambda formula: formula_text.to_text(formula[1]), told)
                for short, told in tooltips.items()
            }
        }
    return config


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    with build_state.reading(config, "notation.yml") as path:
        notation = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        Build.of(config).notation = notation
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
    parts = FORMULA.split(text)
    named = heading and len(parts) == 3 and not (parts[0] or parts[2])
    return Markup(
        "".join(
            f'<span class="math">{_drawn(part, named=named)}</span>'
            if formula
            else html_entities.escape(part)
            for formula, part in zip([False, True] * len(parts), parts, strict=False)
        )
    )


def _drawn(tex: str, *, named: bool) -> str:
    drawn = mathml.to_mathml(tex, display=False)
    return mathml.named(drawn, formula_text.readable(drawn)) if named else drawn
