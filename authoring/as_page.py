"""What a build would say of a note's text, without one: what its page does not show as it was meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from os.path import normpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

from notes import citations, front_matter, references
from notes.problem import Problem
from notes.references import Reference
from notes.settings import rendered
from notes.source import Source
from pages import amendments
from pages.added import IDS
from pages.allowed import is_local
from pages.amendments import Amendment
from pages.dead import dead_anchors, from_root, no_section, not_there
from pages.facts import Facts, Mistake, told
from pages.opening import opening
from pages.walk import Around, walk

RULES = ("正文", "公式", "HTML", "changes")
"""Of what does not depend on other files; links to other notes are looked at apart."""


def problems(sources: Iterable[Source], root: Path) -> Iterator[Problem]:
    known = _references(root)
    read = dict[Path, tuple[Source, Facts]]()
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
        read[source.path] = source, facts
    ids = {path: {*facts.ids, *IDS} for path, (_, facts) in read.items()}
    for path, (source, facts) in read.items():
        yield from told(_dead(facts.links, path, ids), source)


def _dead(links: Iterable[str], page: Path, ids: Mapping[Path, set[str]]) -> Iterator[Mistake]:
    """Of those to sources of pages and to notes beside this one: of others only a build knows."""
    for address in filter(is_local, links):
        parts = urlsplit(address)
        target, anchor = Path(normpath(page.parent / unquote(parts.path))), unquote(parts.fragment)
        if parts.path.startswith("/"):
            yield from_root(address)
        elif not target.exists() and (
            target.suffix == ".md" or _leads_to_note(parts.path, target, page)
        ):
            yield not_there(address)
        elif parts.path and anchor and anchor not in ids.get(target, (anchor,)):
            yield no_section(address, "那一页", ids[target])


def _leads_to_note(address: str, target: Path, page: Path) -> bool:
    """Whether an address can only be that of a note of the same topic."""
    return address.endswith("/") and target.parent == page.parent.parent


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
