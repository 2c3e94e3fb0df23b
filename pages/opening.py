"""The excerpt that an author wrote himself, in the front matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from notes import front_matter
from notes.problem import Problem
from notes.source import Source
from pages.facts import Facts, told
from pages.walk import Around, walk

KEY = "excerpt"


def opening(own: str, html: str, source: Source) -> tuple[Facts, list[Problem]]:
    """What it holds; and what it does not show as it was meant, told at its key."""
    text = replace(source, text=own)
    facts = walk(html, Around(source=text))
    found = [*text.left_open(), *told(facts.mistakes, text)]
    return facts, list(_at_key(found, source))


def _at_key(found: list[Problem], source: Source) -> Iterator[Problem]:
    for one in found:
        yield front_matter.at_key(replace(one, line=0, column=0, rule=KEY), source.text)
