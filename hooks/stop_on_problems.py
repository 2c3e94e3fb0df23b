"""The last hook before anything is written: when all files are known, all mistakes of one run, at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from hooks import build_state
from hooks.build_state import Build
from notes import MARKDOWN, path_of
from notes.problem import Problem
from pages.added import IDS
from pages.allowed import FILES
from pages.dead import dead, normal
from pages.figures import drawing

ASSETS = "assets/"


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    build = Build.of(config)
    published = [file for file in files if not build_state.is_left_out(file)]
    site = {
        normal(address) for file in published for address in (file.url, file.dest_uri, file.src_uri)
    }
    pages = [file for file in files.documentation_pages() if file.src_uri in build.facts]
    anchors = {normal(page.url): {*build.facts[page.src_uri].ids, *IDS} for page in pages}
    for file in pages:
        mistakes = dead(build.facts[file.src_uri], file.url, site, anchors)
        build_state.tell_mistakes(build, file, mistakes)
    shown = {
        str(PurePosixPath(source).with_name(figure.name))
        for source, facts in build.facts.items()
        for figure in facts.figures
    }
    for file in files:
        is_published = file.inclusion.is_included()  # type: ignore[no-untyped-call]
        is_beside = file.src_dir == config.docs_dir and not file.src_uri.startswith(ASSETS)
        if is_published and is_beside and file.src_uri not in shown:
            build.problems.add(*_refused(file))
    build.problems.tell()


def _refused(file: File) -> Iterator[Problem]:
    """What is published as it is, and asks to be opened."""
    path, ending = path_of(file.src_uri), PurePosixPath(file.src_uri).suffix.lower()
    if ending not in (*FILES, *MARKDOWN):
        instead = f"删去，或换成 {'、'.join(FILES)} 之一"
        yield Problem(path, 0, 0, "文件", "笔记旁边不能放这样的文件", instead)
    elif ending == ".svg":
        for one in drawing(file.content_bytes.decode("utf-8", "replace")).mistakes:
            yield Problem(path, 0, 0, one.rule, one.message, one.instead)
