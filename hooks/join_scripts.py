"""Publish scripts as few files without comments: each more is a request, and one that is imported a wait."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from pages.markup import inserted
from pages.modules import as_one, needed, with_exports, without_comments

ELEMENTS = "assets/elements"
FIGURE = f"{ELEMENTS}/live-figure.js"
READING = "assets/actions/reading.js"
"""What goes with an article: copies of it, and how to tell what is wrong in it."""
PARTS = tuple(f"assets/actions/{name}.js" for name in ("copy-markdown", "report", "copy-tex"))


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    docs = Path(config.docs_dir).resolve()
    parts = [file for file in files if file.src_uri in PARTS]
    reading = as_one(*(docs / file.src_uri for file in parts))
    scripts = [file for file in files if file.src_uri.endswith(".js")]
    elements = [file for file in scripts if str(PurePosixPath(file.src_uri).parent) == ELEMENTS]
    needs = {path for file in elements for path in needed(docs / file.src_uri)[:-1]}
    for file in elements:
        path = docs / file.src_uri
        if file.src_uri == FIGURE:
            file.content_string = without_comments(with_exports(path))
        elif path in needs:
            files.remove(file)
        else:
            file.content_string = without_comments(as_one(path, apart=docs / FIGURE))
    for file in parts:
        files.remove(file)
    files.append(File.generated(config, READING, content=without_comments(reading)))


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """It stands in the article, where Material runs scripts again."""
    if "<math" not in output and " data-copies" not in output:
        return output
    script = f'<script type="module" src="{get_relative_url(READING, page.url)}"></script>'
    return inserted(output, script, before="</article>", what="正文")
