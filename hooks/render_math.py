"""What pages with formulas need: the font, MathML in templates, copies in TeX."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from pages import math_font
from pages.markup import inserted
from pages.walk import Around, walk

FONT = "assets/fonts/math.woff2"
COPY_TEX = "assets/actions/copy-tex.js"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    font = math_font.cached(Path(config.config_file_path).parent / ".cache")
    files.append(File.generated(config, FONT, content=font))
    return files


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    env.filters["mathml"] = lambda html: walk(html, Around()).html


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Fetch the font before the style sheet asks for it, so that no formula changes its size.

    What makes a copied formula TeX stands in the article, where Material runs scripts again.
    """
    if "<math" not in output:
        return output
    font, script = (get_relative_url(uri, page.url) for uri in (FONT, COPY_TEX))
    preload = f'<link rel="preload" href="{font}" as="font" type="font/woff2" crossorigin>'
    module = f'<script type="module" src="{script}"></script>'
    output = inserted(output, preload, before="</head>", what="页首")
    return inserted(output, module, before="</article>", what="正文")
