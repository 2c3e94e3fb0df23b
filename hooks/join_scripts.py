"""Publish scripts as few files without comments: each more is a request, and one that is imported a wait."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from hooks.build_state import Build
from kept.digest import digest, of_bytes
from pages.markup import inserted
from pages.modules import as_one, needed, with_exports, without_comments
from search import worker

ELEMENTS = "assets/elements"
FIGURE = f"{ELEMENTS}/live-figure.js"
EVERYWHERE = "assets/actions/everywhere.js"
"""What goes with every page: the box of the search, and what is told on cards."""
TELL = "assets/actions/tell.js"
READING = "assets/actions/reading.js"
"""What goes with an article: copies of it, and how to tell what is wrong in it."""
PARTS = tuple(f"assets/actions/{name}.js" for name in ("copy-markdown", "report", "copy-tex"))


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    docs = Path(config.docs_dir).resolve()
    scripts = (file for file in files if file.src_uri.endswith(".js"))
    ours = {file.src_uri: file for file in scripts if file.src_dir == config.docs_dir}
    key = digest("scripts", {uri: of_bytes(file.content_bytes) for uri, file in ours.items()})
    joined, apart = Build.of(config).store.under(key, lambda: _joined(docs, list(ours)))
    for uri in apart:
        files.remove(ours[uri])
    for uri, text in joined.items():
        if uri in (EVERYWHERE, READING):
            files.append(File.generated(config, uri, content=text))
        else:
            ours[uri].content_string = text


def _joined(docs: Path, scripts: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """What is published, and what is part of it and need not be."""
    parts = [uri for uri in scripts if uri in PARTS]
    told = [uri for uri in scripts if uri == TELL]
    elements = [uri for uri in scripts if str(PurePosixPath(uri).parent) == ELEMENTS]
    needs = {path for uri in elements for path in needed(docs / uri)[:-1]}
    joined = {
        EVERYWHERE: worker.box() + as_one(*(docs / uri for uri in told)),
        READING: as_one(*(docs / uri for uri in parts)),
    }
    for uri in elements:
        path = docs / uri
        if uri == FIGURE:
            joined[uri] = with_exports(path)
        elif path in needs:
            parts.append(uri)
        else:
            joined[uri] = as_one(path, apart=docs / FIGURE)
    return {uri: without_comments(text) for uri, text in joined.items()}, parts + told


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """It stands in the article, where Material runs scripts again."""
    if "<math" not in output and " data-copies" not in output:
        return output
    script = f'<script type="module" src="{get_relative_url(READING, page.url)}"></script>'
    return inserted(output, script, before="</article>", what="正文")
