"""A note that moved answers at its old addresses (`redirect_from`) with a page that leads on.

So does the page of its numbers, which moved with it. A section that was asked for is kept where
scripts run.
"""

from __future__ import annotations

import html as html_entities
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url

from hooks.build_state import Build
from notes import path_of, topic_page
from notes.problem import Problem

SCRIPT = "assets/actions/lead-on.js"
"""In a file, so that the policy in the headers stays short."""
PAGE = """<!doctype html>
<html lang="zh">
<meta charset="utf-8">
<title>{title}</title>
<link rel="canonical" href="{url}">
<meta name="robots" content="noindex">
<noscript><meta http-equiv="refresh" content="0; url={target}"></noscript>
<p>这一页搬到了<a href="{target}">{title}</a>。</p>
<script src="{script}"></script>
</html>
"""


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    build = Build.of(config)
    taken = {file.url: file.src_uri for file in files.documentation_pages()}
    pages = len(taken)
    for note in build.notes:
        for old in _free(build, note.redirect_from, note.source, taken):
            for part, title in (("", note.title), ("checks/", f"{note.title}：数字的来历")):
                _lead(f"{old}{part}", f"{note.url}{part}", title, taken, config, files)
    for topic in build.topics:
        for old in _free(build, topic.redirect_from, topic_page(topic.slug), taken):
            _lead(old, topic.url, topic.title, taken, config, files)
            updates = f"{config.site_url}updates/topic/{topic.slug}/"
            _lead(f"updates/topic/{old}", updates, topic.title, taken, config, files)
    if len(taken) == pages and (script := files.get_file_from_path(SCRIPT)):
        files.remove(script)  # no page asks for it


def _free(
    build: Build, olds: Iterable[str], source: str, taken: Mapping[str, str]
) -> Iterator[str]:
    """Addresses that are no page's; of the others it is told."""
    for old in olds:
        if old not in taken:
            yield old
            continue
        found = f"{old} 是 {path_of(taken[old])} 的地址"
        instead = "删去；只写再没有页面的地址"
        build.problems.add(Problem(path_of(source), 1, 0, "redirect_from", found, instead))


def _lead(
    old: str, url: str, title: str, taken: dict[str, str], config: MkDocsConfig, files: Files
) -> None:
    """Publish a page at `old` that leads to `url`, if there is a page."""
    there = url.removeprefix(config.site_url or "")
    if there not in taken or old in taken:
        return
    taken[old] = taken[there]
    page = PAGE.format(
        title=html_entities.escape(title),
        url=html_entities.escape(url),
        target=html_entities.escape(get_relative_url(there, old)),
        script=get_relative_url(SCRIPT, old),
    )
    files.append(File.generated(config, f"{old}index.html", content=page))
