"""Where the notes cite each source, and where they explain and use each term."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from hooks.build_state import Build
from kept.digest import digest
from notes import is_note
from notes.terms import Vocabulary
from pages import added
from pages.facts import Section
from pages.sources import OFTEN
from pages.uses import Use, Uses

WHOLE = "全篇"
"""Where a term is explained that is in the title."""


def on_config(config: MkDocsConfig) -> None:
    build = Build.of(config)
    used = _finder(build)
    build.at_once.append(lambda page: is_note(page.file.src_uri) and used(page.file.src_uri))


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    build = Build.of(config)
    cited = Counter(
        key
        for note in build.notes
        for key in {one.key for one in build.facts[note.source].citations}
    )
    often = sorted(cited.items(), key=lambda counted: (-counted[1], counted[0]))
    build.often_cited = [(key, count) for key, count in often[:OFTEN] if count > 1]
    build.subjects = {note.source: [] for note in build.notes}
    build.uses = _uses(build)


def _uses(build: Build) -> dict[str, Uses]:
    vocabulary, used = Vocabulary(build.terms), _finder(build)
    explained_in = {one.term: one.note for one in build.terms}
    uses = {one.term: Uses() for one in build.terms}
    for note in build.notes:
        sections = [
            one for one in build.facts[note.source].sections if one.anchor not in added.HEADINGS
        ]
        is_explaining = note.id in build.terms_of
        names = [note.title, *(one.heading for one in sections)] if is_explaining else []
        named = vocabulary.used(names)
        places = [(WHOLE, ""), *((one.heading, one.anchor) for one in sections)]
        for term, numbers in used(note.source).items():
            is_own = explained_in[term] == note.id
            first = numbers[0] + 1
            heading, anchor = places[named.get(term, [first])[0] if is_own else first]
            uses[term].add(Use(note.source, anchor, heading), explains=is_own)
            if is_own or len(numbers) > 1:
                build.subjects[note.source].append(term)
    return uses


def _finder(build: Build) -> Callable[[str], dict[str, list[int]]]:
    """In which sections of a page, by its path below docs/, each term stands."""
    vocabulary = Vocabulary(build.terms)
    words = digest([(one.term, one.abbreviation, one.within) for one in build.terms])

    def used(source: str) -> dict[str, list[int]]:
        texts = build.texts[source]
        key = digest("uses", words, texts.name)
        return build.store.under(key, lambda: _used(texts.load().sections, vocabulary))

    return used


def _used(sections: Iterable[Section], vocabulary: Vocabulary) -> dict[str, list[int]]:
    own = (one for one in sections if one.anchor not in added.HEADINGS)
    return vocabulary.used([f"{one.heading}\n{one.text}" for one in own])
