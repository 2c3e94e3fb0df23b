"""Formulas: MathML in pages, readable text in the search index and tables of contents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import formula_text
import math_font
import mathml
import search_text
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils import get_relative_url

from feeds.problem import Problem

Context = dict[str, Any]
FONT = "assets/fonts/math.woff2"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    font = math_font.cached(Path(config.config_file_path).parent / ".cache")
    files.append(File.generated(config, FONT, content=font))
    return files


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    env.filters["mathml"] = lambda html: mathml.replace_formulas(html)[0]
    for file in files.documentation_pages():
        if not (page := file.page):
            continue
        page.content, errors = mathml.replace_formulas(page.content or "")
        config.extra["problems"] += [
            Problem(
                file.src_uri,
                _line(file, error.tex),
                "formula",
                "TeX",
                f"{error.reason} in {error.tex}",
            )
            for error in errors
        ]
        for item in page.toc:
            _readable(item)


def _line(file: File, tex: str) -> int:
    """1-based line of the formula in its source; 0 if Markdown changed it on the way."""
    before, found, _ = file.content_string.partition(tex)
    return before.count("\n") + 1 if found else 0


def _readable(item: AnchorLink) -> None:
    item.title = formula_text.formulas_as_text(item.title)
    for child in item.children:
        _readable(child)


@event_priority(100)  # before the search plugin reads the page
def _text_for_search(
    context: Context, page: Page, config: MkDocsConfig, nav: Navigation
) -> Context:
    context["content"], context["title"] = page.content, page.meta.get("title")
    page.content = search_text.searchable(page.content or "", page.meta.get("aliases", []))
    page.meta["title"] = search_text.words_apart(str(page.title))
    return context


@event_priority(-100)  # after it
def _content_for_readers(
    context: Context, page: Page, config: MkDocsConfig, nav: Navigation
) -> Context:
    page.content = context.pop("content")
    if (title := context.pop("title")) is None:
        del page.meta["title"]
    else:
        page.meta["title"] = title
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Fetch the font before the style sheet asks for it, so that no formula changes its size."""
    if "<math" not in output:
        return output
    preload = f'<link rel="preload" href="{get_relative_url(FONT, page.url)}" as="font" type="font/woff2" crossorigin>'
    return output.replace("</head>", f"{preload}</head>", 1)


on_page_context = CombinedEvent(_text_for_search, _content_for_readers)
