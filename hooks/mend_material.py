"""After the theme: what its templates leave inaccessible, and what it brings that no page asks for."""

from __future__ import annotations

import re
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from hooks.build_state import log
from pages.markup import replaced
from pages.repairs import mend

UNUSED = re.compile(r"assets/javascripts/(?:lunr|workers)/.*|assets/.*\.map")
"""Its own search, and the sources of its scripts and styles."""
BUNDLE = "assets/javascripts/bundle."
SOURCES = re.compile(r"\n//# sourceMappingURL=\S+")
SCHEME = '{name:"color-scheme"}'
"""Of a second one, ours is the first, a browser takes nothing but the occasion to style every element again."""


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    unused = [file for file in files if UNUSED.fullmatch(file.src_uri)]
    for file in unused:
        files.remove(file)
    log.debug("不发布：%s", "、".join(file.src_uri for file in unused))
    for file in files:
        if file.src_uri.startswith(BUNDLE):
            script = replaced(file.content_string, SOURCES, "", what="脚本源文件的地址")
            file.content_string = replaced(script, SCHEME, "{}", what="写明深浅的 meta")


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return mend(output, sum(map(bool, (page.previous_page, page.next_page))))


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    return mend(output_content) if template_name.endswith(".html") else output_content
