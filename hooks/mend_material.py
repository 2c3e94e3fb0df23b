"""The theme, as it is used here: its templates changed, and without what it brings that no page asks for."""

from __future__ import annotations

import re
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from hooks.build_state import log
from pages.markup import replaced
from pages.repairs import CHANGES, mended

UNUSED = re.compile(r"assets/javascripts/(?:lunr|workers)/.*|assets/.*\.map")
"""Its own search, and the sources of its scripts and styles."""
BUNDLE = "assets/javascripts/bundle."
SOURCES = re.compile(r"\n//# sourceMappingURL=\S+")
SCHEME = '{name:"color-scheme"}'
"""Of a second one, ours is the first, a browser takes nothing but the occasion to style every element again."""

RESULT = 'x("article",{class:"md-search-result__article'
"""In an article a link would have no name."""


class _Mended(FileSystemLoader):
    def get_source(self, environment: Environment, template: str) -> Any:
        source, *known = super().get_source(environment, template)
        return mended(template, source), *known


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Templates of ours may include the theme's own, which is `theme/…`."""
    ours, *folders = config.theme.dirs
    theirs = _Mended(folders)
    for name in CHANGES:
        theirs.get_source(env, name)
    env.loader = ChoiceLoader([FileSystemLoader(ours), theirs, PrefixLoader({"theme": theirs})])
    _leave_out(files)
    return env


def _leave_out(files: Files) -> None:
    unused = [file for file in files if UNUSED.fullmatch(file.src_uri)]
    for file in unused:
        files.remove(file)
    log.debug("不发布：%s", "、".join(file.src_uri for file in unused))
    for file in files:
        if file.src_uri.startswith(BUNDLE):
            script = replaced(file.content_string, SOURCES, "", what="脚本源文件的地址")
            script = replaced(
                script, RESULT, RESULT.replace("article", "div", 1), what="一条搜索结果"
            )
            file.content_string = replaced(script, SCHEME, "{}", what="写明深浅的 meta")
