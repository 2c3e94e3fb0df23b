"""The last hook before anything is written: all mistakes of one run, at once."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from hooks.build_state import Build


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    Build.of(config).problems.tell()
