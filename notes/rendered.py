"""A note's Markdown rendered as the site renders it, without building the site."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import markdown
import yaml

SETTINGS = Path(__file__).parents[1] / "mkdocs.yml"
BUILT_IN = ("toc", "tables", "fenced_code")
"""What MkDocs adds to the extensions that are listed."""


class _Loader(yaml.UnsafeLoader):
    """Ours to read: mkdocs.yml names Python functions and variables of the environment."""


_Loader.add_constructor("!ENV", lambda loader, node: None)


@cache
def extensions() -> dict[str, dict[str, Any]]:
    """The extensions of mkdocs.yml and the options of each."""
    settings = yaml.load(SETTINGS.read_text("utf-8"), _Loader)
    listed: dict[str, dict[str, Any]] = {name: {} for name in BUILT_IN}
    for one in settings["markdown_extensions"]:
        listed |= one if isinstance(one, dict) else {one: {}}
    return listed


def rendered(text: str) -> str:
    """HTML of a text without front matter. Addresses are left as they are written."""
    return markdown.markdown(text, extensions=list(extensions()), extension_configs=extensions())
