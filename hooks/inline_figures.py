"""Put a note's SVG figures into its page, so that they follow the palette and scale with the text."""

from __future__ import annotations

import html as html_entities
import re
from pathlib import PurePosixPath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

FIGURE = re.compile(r'<img alt="(?P<alt>[^"]*)" src="(?P<name>figure_[\w-]+\.svg)" ?/?>')


def inline(svg: str, alt: str) -> str:
    """The `<svg>` element with the figure's alternative text as its accessible name."""
    element = svg[svg.index("<svg") :].strip()
    label = html_entities.escape(alt)
    return element.replace("<svg", f'<svg role="img" aria-label="{label}"', 1)


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    """After the notes were read: feeds keep the image, pages get the drawing."""
    for file in files.documentation_pages():
        if not file.page or "figure_" not in (file.page.content or ""):
            continue
        folder = PurePosixPath(file.src_uri).parent

        def drawing(match: re.Match[str], folder: PurePosixPath = folder) -> str:
            figure = files.get_file_from_path(str(folder / match["name"]))
            if figure is None:
                return match[0]  # MkDocs has warned about the missing file
            return inline(figure.content_string, html_entities.unescape(match["alt"]))

        file.page.content = FIGURE.sub(drawing, file.page.content or "")
