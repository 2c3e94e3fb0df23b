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
from notes.problem import Problem
from pages import formula_text, math_font, mathml, page_fonts

FONT = "assets/fonts/math.woff2"
COPY_TEX = "assets/actions/copy-tex.js"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    font = math_font.cached(math_font.characters(), _cache(config))
    files.append(File.generated(config, FONT, content=font))
    return files


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    env.filters["mathml"] = lambda html: mathml.replace_formulas(html)[0]
    for file in files.documentation_pages():
        if not (page := file.page):
            continue
        page.content, errors = mathml.replace_formulas(page.content or "")
        if note := env.globals["note_of"].get(file.src_uri):
            # The author may have written it: then its formulas are not those of the page.
            errors += mathml.replace_formulas(note.excerpt.html)[1]
        Build.of(config).problems.add(
            *(
                Problem(
                    file.src_uri,
                    build_state.line_of(file, error.tex),
                    "formula",
                    "TeX",
                    f"{error.reason.rstrip('.')} in {error.tex}",
                )
                for error in errors
            )
        )
        for item in page.toc:
            _readable(item)


def _readable(item: AnchorLink) -> None:
    item.title = formula_text.formulas_as_text(item.title)
    for child in item.children:
        _readable(child)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """What makes a copied formula TeX stands in the article, where Material runs scripts again."""
    output = page_fonts.with_fonts(output, _cache(config))
    if "<math" not in output:
        return output
    module = f'<script type="module" src="{get_relative_url(COPY_TEX, page.url)}"></script>'
    return output.replace("</article>", f"{module}</article>", 1)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    return page_fonts.with_fonts(output_content, _cache(config))


def _cache(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent / ".cache"
