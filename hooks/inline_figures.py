"""Put a note's SVG figures into its page, alone or inside the custom element that makes them interactive."""

from __future__ import annotations

import html as html_entities
import re
from pathlib import PurePosixPath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from hooks import build_state
from hooks.build_state import Build
from notes import path_of
from notes.problem import Problem
from pages.figures import ATTRIBUTE, FIGURE, IMAGE, LIVE, inline, live

ELEMENTS = "assets/elements"


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    """After the notes were read: feeds keep the image, pages get the drawing."""
    for file in files.documentation_pages():
        if not file.page or "figure_" not in (file.page.content or ""):
            continue
        folder = PurePosixPath(file.src_uri).parent

        def drawing(match: re.Match[str], folder: PurePosixPath = folder) -> str:
            image = dict(ATTRIBUTE.findall(match["attributes"]))
            name = image.pop("src", "")
            figure = files.get_file_from_path(str(folder / name))
            if not FIGURE.fullmatch(name) or figure is None:
                return match[0]  # MkDocs has warned if the file is missing
            alt = html_entities.unescape(image.pop("alt", ""))
            return live(inline(figure.content_string, alt), image)

        content = file.page.content = IMAGE.sub(drawing, file.page.content or "")
        Build.of(config).problems.add(
            *(
                Problem(
                    path_of(file.src_uri),
                    build_state.line_of(file, f"element={tag}"),
                    0,
                    "图",
                    f"没有 docs/{ELEMENTS}/{tag}.js",
                    f"写这个文件，或改正 element={tag}",
                )
                for tag in LIVE.findall(content)
                if files.get_file_from_path(f"{ELEMENTS}/{tag}.js") is None
            )
        )


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Load the elements of this page, inside the article: there Material runs scripts again after navigation."""
    scripts = "".join(
        f'<script type="module" src="{get_relative_url(f"{ELEMENTS}/{tag}.js", page.url)}"></script>'
        for tag in dict.fromkeys(LIVE.findall(output))
    )
    return output.replace("</article>", f"{scripts}</article>", 1) if scripts else output
