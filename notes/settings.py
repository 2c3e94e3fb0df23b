"""mkdocs.yml, for what needs it without MkDocs: the topics, and a text rendered as the site renders it."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import markdown
import yaml

ROOT = Path(__file__).parents[1]
BUILT_IN = ("toc", "tables", "fenced_code")
"""What MkDocs adds to the extensions that are listed."""


class _Loader(yaml.UnsafeLoader):
    """Ours to read: it names Python functions; what only MkDocs knows is left out."""


_Loader.add_multi_constructor("!", lambda loader, suffix, node: None)


@cache
def _settings(root: Path) -> dict[str, Any]:
    text = root.joinpath("mkdocs.yml").read_text("utf-8")
    settings: dict[str, Any] = yaml.load(text, _Loader)
    return settings


def extra(root: Path) -> dict[str, Any]:
    """What is ours in the settings."""
    ours: dict[str, Any] = _settings(root)["extra"]
    return ours


def topics(root: Path) -> dict[str, str]:
    """Titles of the folders for notes, in the order of the navigation."""
    return dict(extra(root)["topics"])


@cache
def _extensions() -> dict[str, dict[str, Any]]:
    """Those of Markdown and the options of each."""
    listed: dict[str, dict[str, Any]] = {name: {} for name in BUILT_IN}
    for one in _settings(ROOT)["markdown_extensions"]:
        listed |= one if isinstance(one, dict) else {one: {}}
    return listed


@lru_cache(maxsize=64)  # a check after another asks for the same note
def rendered(text: str, *extensions: Any) -> str:
    """HTML of a text without front matter. Addresses are left as they are written."""
    options = _extensions()
    return markdown.markdown(text, extensions=[*options, *extensions], extension_configs=options)
