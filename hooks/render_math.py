"""What pages with formulas need: fonts, and MathML in templates."""

from __future__ import annotations

from functools import partial
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from hooks.build_state import Build, Made
from kept.digest import digest
from pages import math_font, page_fonts
from pages.preview import drawn

FONT = "assets/fonts/math.woff"
"""For formulas of any page, such as the search finds."""


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    env.filters["mathml"] = drawn
    build = Build.of(config)
    signs = page_fonts.carried(build.signs)
    font = partial(math_font.cached, signs, build.cache)
    files.append(Made.of(config, FONT, digest("font", signs), font))


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return page_fonts.with_fonts(output, Build.of(config).cache)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    if not template_name.endswith(".html"):
        return output_content
    return page_fonts.with_fonts(output_content, Build.of(config).cache)
