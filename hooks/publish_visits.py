"""Publish the scripts by which a reader's device remembers what was seen."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from pages import visits

FOLDER = "assets/actions"


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    scripts = {"visits": visits.on_pages(), "forget": visits.on_about()}
    for name, program in scripts.items():
        files.append(File.generated(config, f"{FOLDER}/{name}.js", content=program))
