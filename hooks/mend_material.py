"""The theme, as it is used here: its templates changed, and without what it brings that no page asks for."""

from __future__ import annotations

import re
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from hooks.build_state import Build, log
from kept.digest import version_of
from pages.repairs import CHANGES, SCRIPT_CHANGES, changed, mended

UNUSED = re.compile(
    r"assets/javascripts/(?:lunr|workers)/.*|assets/images/favicon\.png|assets/.*\.map"
)
"""Its own search and its mark, and the sources of its scripts and styles."""
BUNDLE = "assets/javascripts/bundle."
INDENTED = re.compile(r"\n\s+")
EMPTY = re.compile(r"\n(?=\{% (?:if|elif|else|endif|for|endfor|set|block|endblock)\b[^%\n]* %\}\n)")
"""The end of a line, before one that writes nothing but its own."""


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
    script = changed(theirs.content_string, SCRIPT_CHANGES)
    ours = f"{BUNDLE}{version_of(script)}.min.js"
    files.remove(theirs)
    files.append(File.generated(config, ours, content=script))
    return ours
