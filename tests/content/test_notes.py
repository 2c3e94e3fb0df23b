"""The real notes: every checked number, code block, figure and citation is what it claims to be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from real_notes import DOCS, NOTES

from authoring import checked_numbers, computed
from authoring import drawing as figures
from notes import citations
from notes.source import Source


def source(note: Path) -> Source:
    return Source(note, note.relative_to(DOCS.parent).as_posix(), note.read_text("utf-8"))


@pytest.mark.parametrize("note", NOTES, ids=lambda path: path.parent.name)
def test_every_checked_number_is_what_its_function_computes(note: Path) -> None:
    assert list(map(str, checked_numbers.disagreeing(source(note)))) == []


@pytest.mark.parametrize("note", NOTES, ids=lambda path: path.parent.name)
def test_every_program_prints_what_the_note_shows(note: Path) -> None:
    assert list(map(str, computed.programs(source(note)))) == []


@pytest.mark.parametrize("script", sorted(DOCS.glob("*/*/figure_*.py")), ids=lambda path: path.stem)
def test_a_committed_figure_is_what_its_script_draws(script: Path) -> None:
    drawn = script.with_suffix(".svg").read_text("utf-8")
    assert figures.render(script) == drawn, "run `make figures`"


def test_every_reference_is_cited_complete_and_well_formed() -> None:
    entries = citations.read(DOCS / "references.bib")
    cited = {
        match[2] for note in NOTES for match in citations.CITATION.finditer(note.read_text("utf-8"))
    } - {None}
    assert set(entries) == cited
    assert list(entries) == sorted(entries)
    for key, entry in entries.items():
        field = entry.fields
        assert field["title"], key
        assert entry.persons["author"], key
        assert re.fullmatch(r"\d{4}", field["year"]), key
        place = {name: field[name] for name in ("eprint", "doi", "url") if name in field}
        assert place, f"{key}: give eprint, doi or url"
        assert re.fullmatch(r"\d{4}\.\d{4,5}", place.get("eprint", "0000.0000")), key
        assert re.match(r"10\.\d{4,9}/\S+$", place.get("doi", "10.1000/x")), key
        assert place.get("url", "https://").startswith("https://"), key
