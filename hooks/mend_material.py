"""The theme, as it is used here: its templates changed, and without what it brings that no page asks for."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from hooks.build_state import Build, log
from pages.markup import replaced
from pages.repairs import CHANGES, mended

UNUSED = re.compile(
    r"assets/javascripts/(?:lunr|workers)/.*|assets/images/favicon\.png|assets/.*\.map"
)
"""Its own search and its mark, and the sources of its scripts and styles."""
BUNDLE = "assets/javascripts/bundle."
INDENTED = re.compile(r"\n\s+")
EMPTY = re.compile(r"\n(?=\{% (?:if|elif|else|endif|for|endfor|set|block|endblock)\b[^%\n]*%\}\n)")
"""The end of a line, before one that writes nothing but its own."""
SOURCES = re.compile(r"\n//# sourceMappingURL=\S+")
SITEMAP = re.compile(
    r'\w+\(new URL\("sitemap\.xml",(\w+)\)\)\.pipe\([^;]*?(\S)\(new Map\)\),\w+\(\)\)'
)
PAGES = r'\2({has:one=>one.startsWith(\1)&&one.endsWith("/")})'
"""What it may swap, for which it would fetch a list that grows with the site: here every page is a folder."""
PARSED = '"text/html")'
OURS = f'{PARSED}.querySelector("[data-font]").ownerDocument'
"""Refuses what is another site's, or only leads on."""
ELSEWHERE = re.compile(r"(progress\$:\w+\}\)\.pipe\(\w+\(\(\)=>\()\w+\((\w+),!0\)")
LOADED = r'\1history.replaceState(null,"","?"),location.replace(\2)'
"""The address is there already: without another in between only its fragment would be gone to."""
SCHEME = '{name:"color-scheme"}'
"""Of a second one, ours is the first, a browser takes nothing but the occasion to style every element again."""
PREVIEW = '||e.hasAttribute("data-preview")'
"""For which it would show a page's beginning, beside what ours tells."""
RESULT = 'x("article",{class:"md-search-result__article'
"""In an article a link would have no name."""


class _Unindented(FileSystemLoader):
    """What templates are indented by, and lines that they leave empty, would be a fiftieth of each page."""

    def get_source(self, environment: Environment, template: str) -> Any:
        source, *known = super().get_source(environment, template)
        return EMPTY.sub("", INDENTED.sub("\n", source)), *known


class _Mended(_Unindented):
    def get_source(self, environment: Environment, template: str) -> Any:
        source, *known = super().get_source(environment, template)
        return mended(template, source), *known


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Templates of ours may include the theme's own, which is `theme/…`."""
    ours, *folders = config.theme.dirs
    theirs = _Mended(folders)
    for name in CHANGES:
        theirs.get_source(env, name)
    env.loader = ChoiceLoader([_Unindented(ours), theirs, PrefixLoader({"theme": theirs})])
    _leave_out(files)
    Build.of(config).theme_script = _mend_script(files, config)
    return env


def _leave_out(files: Files) -> None:
    unused = [file for file in files if UNUSED.fullmatch(file.src_uri)]
    for file in unused:
        files.remove(file)
    log.debug("不发布：%s", "、".join(file.src_uri for file in unused))


def _mend_script(files: Files, config: MkDocsConfig) -> str:
    """Its address, by which browsers keep it for ever."""
    (theirs,) = (file for file in files if file.src_uri.startswith(BUNDLE))
    script = replaced(theirs.content_string, SOURCES, "", what="脚本源文件的地址")
    script = replaced(script, SITEMAP, PAGES, what="页面的清单")
    script = replaced(script, PARSED, OURS, what="取来的页面")
    script = replaced(script, ELSEWHERE, LOADED, what="换不了的页面")
    script = replaced(script, PREVIEW, "", what="预览")
    script = replaced(script, RESULT, RESULT.replace("article", "div", 1), what="一条搜索结果")
    script = replaced(script, SCHEME, "{}", what="写明深浅的 meta")
    ours = f"{BUNDLE}{hashlib.sha256(script.encode()).hexdigest()[:8]}.min.js"
    files.remove(theirs)
    files.append(File.generated(config, ours, content=script))
    return ours
