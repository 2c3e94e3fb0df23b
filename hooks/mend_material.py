"""After the theme: what its templates leave inaccessible."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from pages.repairs import mend


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return mend(output)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    return mend(output_content) if template_name.endswith(".html") else output_content
