"""Publish one style sheet: each more is a request that the first view of a page waits for."""

from __future__ import annotations

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from hooks.build_state import Build
from pages import style_sheet

THEIRS = re.compile(r"assets/stylesheets/(main|palette)\.\w+\.min\.css")
FOLDER = "assets/styles/"
SHEET = f"{FOLDER}all.css"
"""Beside those that it is made of: what they load lies where they say."""


def on_files(files: Files, config: MkDocsConfig) -> None:
    ours = list(map(str, config.extra_css))
    theirs = sorted(path for path in files.src_uris if THEIRS.fullmatch(path))
    if len(theirs) != 2:
        raise PluginError(f"Material 的样式应是 main 和 palette 两个文件，找到的是：{theirs}。")
    there = {path for path in files.src_uris if path.startswith(FOLDER) and path.endswith(".css")}
    if wrong := there.symmetric_difference(ours):
        raise PluginError(
            f"mkdocs.yml：extra_css 要按次序列出 docs/{FOLDER} 里的每一个文件，没有对上的是："
            f"{'、'.join(sorted(wrong))}。"
        )
    texts = {path: files.src_uris[path].content_string for path in [*theirs, *ours]}
    given = [texts[path] for path in theirs], [texts[path] for path in ours]
    content = Build.of(config).store.recall(style_sheet.merged, *given)
    for path in texts:
        files.remove(files.src_uris[path])
    files.append(File.generated(config, SHEET, content=content))
    config.extra_css = [SHEET]
