"""The last hook before anything is written: when all files are known, all mistakes of one run, at once."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from hooks import build_state
from hooks.build_state import Build
from notes import is_note
from pages.added import IDS
from pages.dead import dead, normal


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    build = Build.of(config)
    published = [file for file in files if not build_state.is_left_out(file)]
    site = {normal(address) for file in published for address in (file.url, file.dest_uri)}
    for file in files.documentation_pages():
        if is_note(file.src_uri) and file.src_uri in build.facts:
            mistakes = dead(build.facts[file.src_uri], file.url, site, IDS)
            build_state.tell_mistakes(build, file, mistakes)
    build.problems.tell()
