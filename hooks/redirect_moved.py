"""A note that moved answers at its old addresses (`redirect_from`) with a page that leads on.

So does the page of its numbers, which moved with it. A section that was asked for is kept where
scripts run.
"""

from __future__ import annotations

import html as html_entities
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url

from hooks.build_state import Build
from notes import path_of
from notes.problem import Problem
from pages.headers import Inline

PAGE = """<!doctype html>
<html lang="zh">
<meta charset="utf-8">
<title>{title}</title>
<link rel="canonical" href="{url}">
<meta name="robots" content="noindex">
<noscript><meta http-equiv="refresh" content="0; url={target}"></noscript>
<p>这一页搬到了<a href="{target}">{title}</a>。</p>
<script>location.replace(document.querySelector("a").href+location.hash)</script>
</html>
"""


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    notes = Build.of(config).notes
    taken = {file.url: file.src_uri for file in files.documentation_pages()}
    for note in notes:
        address = note.url.removeprefix(config.site_url or "")
        for old in note.redirect_from:
            if old in taken:
                found = f"{old} 是 {path_of(taken[old])} 的地址"
                instead = "删去；只写再没有页面的地址"
                Build.of(config).problems.add(
                    Problem(path_of(note.source), 1, 0, "redirect_from", found, instead)
                )
                continue
            for part, title in (("", note.title), ("checks/", f"{note.title}：数字的来历")):
                here, there = f"{old}{part}", f"{address}{part}"
                if there in taken and here not in taken:
                    taken[here] = note.source
                    page = PAGE.format(
                        title=html_entities.escape(title),
                        url=html_entities.escape(f"{note.url}{part}"),
                        target=html_entities.escape(get_relative_url(there, here)),
                    )
                    file = File.generated(config, f"{here}index.html", content=page)
                    files.append(file)
                    Build.of(config).inline[file.dest_uri] = Inline.of(page)
