"""What pages with formulas need: the font, MathML in templates, copies in TeX."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from hooks.build_state import Build
from pages import math_font, page_fonts
from pages.markup import inserted
from pages.preview import drawn

FONT = "assets/fonts/math.woff2"
"""For formulas of any page, such as the search finds."""
COPY_TEX = "assets/actions/copy-tex.js"


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    env.filters["mathml"] = drawn
    build = Build.of(config)
    signs = page_fonts.LARGE | build.signs
    files.append(File.generated(config, FONT, content=math_font.cached(signs, build.cache)))


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """What makes a copied formula TeX stands in the article, where Material runs scripts again."""
    output = page_fonts.with_fonts(output, Build.of(config).cache)
    if "<math" not in output:
        return output
    module = f'<script type="module" src="{get_relative_url(COPY_TEX, page.url)}"></script>'
    return inserted(output, module, before="</article>", what="正文")


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    if not template_name.endswith(".html"):
        return output_content
    return page_fonts.with_fonts(output_content, Build.of(config).cache)
