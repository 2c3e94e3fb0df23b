"""Formulas: MathML in pages, readable text in tables of contents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils import get_relative_url

from hooks import build_state
from hooks.build_state import Build
from notes import path_of
from notes.problem import Problem
from pages import equations, formula_text, math_font, mathml
from pages.formula_errors import FormulaError

FONT = "assets/fonts/math.woff2"
COPY_TEX = "assets/actions/copy-tex.js"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    font = math_font.cached(Path(config.config_file_path).parent / ".cache")
    files.append(File.generated(config, FONT, content=font))
    return files


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    html, errors = equations.numbered_page(html)
    Build.of(config).problems.add(*(_problem(page.file, error) for error in errors))
    return html


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    env.filters["mathml"] = lambda html: mathml.replace_formulas(html)[0]
    for file in files.documentation_pages():
        if not (page := file.page):
            continue
        page.content, errors = mathml.replace_formulas(page.content or "")
        if note := env.globals["note_of"].get(file.src_uri):
            # The author may have written it: then its formulas are not those of the page.
            errors += mathml.replace_formulas(note.excerpt.html)[1]
        Build.of(config).problems.add(*(_problem(file, error) for error in errors))
        for item in [] if errors else page.toc:
            _readable(item)


def _problem(file: File, error: FormulaError) -> Problem:
    """At the line in the formula, if its source has the formula as it is."""
    if line := build_state.line_of(file, error.tex):
        line += error.tex.count("\n", 0, error.position)
    return Problem(path_of(file.src_uri), line, 0, "公式", str(error), "改成画得出的 TeX")


def _readable(item: AnchorLink) -> None:
    item.title = formula_text.formulas_as_text(item.title)
    for child in item.children:
        _readable(child)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Fetch the font before the style sheet asks for it, so that no formula changes its size.

    What makes a copied formula TeX stands in the article, where Material runs scripts again.
    """
    if "<math" not in output:
        return output
    font, script = (get_relative_url(uri, page.url) for uri in (FONT, COPY_TEX))
    preload = f'<link rel="preload" href="{font}" as="font" type="font/woff2" crossorigin>'
    module = f'<script type="module" src="{script}"></script>'
    output = output.replace("</head>", f"{preload}</head>", 1)
    return output.replace("</article>", f"{module}</article>", 1)
