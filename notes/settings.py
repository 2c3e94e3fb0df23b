"""mkdocs.yml, for what needs it without MkDocs."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from markdown import Markdown


class _Loader(yaml.UnsafeLoader):
    """Makes the functions that settings of Markdown are; what only MkDocs knows is left out."""


_Loader.add_multi_constructor("!", lambda loader, suffix, node: None)


@cache
def _settings(root: Path) -> dict[str, Any]:
    text = root.joinpath("mkdocs.yml").read_text("utf-8")
    settings: dict[str, Any] = yaml.load(text, _Loader)
    return settings


def topics(root: Path) -> list[str]:
    """Folders for notes, in the order of the navigation."""
    return list(_settings(root)["extra"]["topics"])


def markdown(root: Path, *extensions: Any) -> Markdown:
    """Python-Markdown as the site has it, and these extensions."""
    listed = _settings(root)["markdown_extensions"]
    configs = {
        name: config for one in listed if isinstance(one, dict) for name, config in one.items()
    }
    names = [name for one in listed for name in ([one] if isinstance(one, str) else one)]
    return Markdown(extensions=[*names, *extensions], extension_configs=configs)
