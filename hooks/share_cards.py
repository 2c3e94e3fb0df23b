"""A picture for each note, which goes with links to it elsewhere, and one for all other pages."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from feeds.note import Note
from hooks.build_state import Build, Made
from kept import workers
from kept.digest import digest
from pages import cards

PLAIN = "assets/card.png"
NAME = "card.png"


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    build, name = Build.of(config), config.site_name
    files.append(File.generated(config, PLAIN, content=build.store.recall(cards.plain, name)))
    fonts = cards.han_fonts()
    notes = build.notes if fonts else []
    shown = [
        (name, note.title, note.topic.title, _first_figure(note, build, config), fonts)
        for note in notes
    ]
    draw = partial(build.store.recall, cards.card)
    missing = [given for given in shown if not build.store.holds_of(cards.card, *given)]
    drawn_ahead = workers.ahead(lambda given: draw(*given), missing, build.store)
    for done, _ in enumerate(drawn_ahead, start=1):
        build.progress.at(done, len(missing))
    for note, given in zip(notes, shown, strict=True):
        address = note.url.removeprefix(config.site_url or "") + NAME
        key, made = digest(cards.card, *given), partial(draw, *given)
        files.append(Made.of(config, address, key, made))
    drawn = {note.source for note in notes}
    build.card_of = lambda note: (
        note.url + NAME if note and note.source in drawn else f"{config.site_url}{PLAIN}"
    )


def _first_figure(note: Note, build: Build, config: MkDocsConfig) -> str:
    """SVG; nothing if the note has none."""
    figures = build.facts[note.source].figures
    if not figures:
        return ""
    return Path(config.docs_dir, note.source).with_name(figures[0].name).read_text("utf-8")
