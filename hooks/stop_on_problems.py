"""The last hook before anything is written: all mistakes of one run, at once."""

from __future__ import annotations

from typing import Any

import reporting
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    reporting.stop(config.extra["problems"])
