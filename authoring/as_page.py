"""What a build would say of a note's text, without one: what its page does not show as it was meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from notes import citations, front_matter, references
from notes.problem import Problem
from notes.references import Reference
from notes.settings import rendered
from notes.source import Source
from pages import amendments
from pages.added import IDS
from pages.amendments import Amendment
from pages.dead import dead_anchors
from pages.facts import told
from pages.opening import opening
from pages.walk import Around, walk

RULES = ("正文", "公式", "HTML", "changes")
"""Of what does not depend on other files."""


def problems(sources: Iterable[Source], root: Path) -> Iterator[Problem]:
    known = _references(root)
    for source in sources:
        yield from source.left_open()
        yield from citations.problems(source, known)
        meta, _, _ = front_matter.parse(source.name, source.text.encode())
        around = Around(functions=None, source=source, amendments=_amendments(meta))
        facts = walk(rendered(source.text[source.body_starts :]), around)
        found = [one for one in facts.mistakes if one.rule in RULES]
        found += dead_anchors(facts, IDS)
        yield from told(found, source)
        yield from _in_excerpt(meta, source)


def _amendments(meta: front_matter.Meta) -> tuple[Amendment, ...]:
    """Of a list of changes that is written as it should be."""
    is_right = front_matter.SCHEMA["changes"].check
    return amendments.of(meta) if is_right(meta.get("changes", [])) else ()


def _references(root: Path) -> Mapping[str, Reference]:
    path = root / "docs" / "references.bib"
    return references.read(path.name, path.read_text("utf-8"))[0]


def _in_excerpt(meta: front_matter.Meta, source: Source) -> Iterator[Problem]:
    if isinstance(own := meta.get("excerpt"), str):
        _, found = opening(own, rendered(own), source)
        yield from found
