"""What pages with formulas need: fonts, and MathML in templates."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from hooks.build_state import Build
from pages import math_font, page_fonts
from pages.preview import drawn

FONT = "assets/fonts/math.woff2"
"""For formulas of any page, such as the search finds."""


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    env.filters["mathml"] = drawn
    build = Build.of(config)
    signs = page_fonts.LARGE | build.signs
    build.signs = signs | page_fonts.POWERS.signs
    font = math_font.cached(signs, build.cache, build.signs)
    files.append(File.generated(config, FONT, content=font))


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return _with_fonts(output, Build.of(config))


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    is_page = template_name.endswith(".html")
    return _with_fonts(output_content, Build.of(config)) if is_page else output_content


def _with_fonts(html: str, build: Build) -> str:
    return page_fonts.with_fonts(html, build.cache, build.signs)
