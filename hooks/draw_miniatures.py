"""The first figure of a note, small, for where the note is only named."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from feeds.note import Note
from hooks.build_state import Build
from pages.miniature import are_few, miniature


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    build = Build.of(config)
    drawn = {
        note.source: [Path(config.docs_dir, note.source).with_name(one.name) for one in figures]
        for note in build.notes
        if (figures := build.facts[note.source].figures)
    }

    @cache
    def small(source: str, prefix: str) -> Markup:
        tried = (
            build.store.recall(miniature, path.read_text("utf-8"), prefix)
            for path in drawn.get(source, ())
        )
        return Markup(next(filter(None, tried), ""))

    def of(note: Note, where: str = "of") -> Markup:
        """Where a page has it twice, each has ids of its own."""
        return small(note.source, f"{where}-{note.id}-figure")

    def together(notes: Sequence[Note]) -> list[tuple[Note, str]]:
        """Each with its figure, if they are few enough to be seen together."""
        return [(note, of(note) if are_few(notes) else Markup()) for note in notes]

    build.miniature = of
    build.with_figures = together
