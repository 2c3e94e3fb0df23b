"""The real notes: every checked number, code block, figure and citation is what it claims to be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from real_notes import DOCS, NOTES

from authoring import computed
from authoring import drawing as figures
from notes import citations, references
from notes.source import Source


def source(note: Path) -> Source:
    return Source(note, note.relative_to(DOCS.parent).as_posix(), note.read_text("utf-8"))


@pytest.mark.parametrize("note", NOTES, ids=lambda path: path.parent.name)
def test_every_checked_number_is_what_its_function_computes(note: Path) -> None:
    assert list(map(str, computed.numbers(source(note)))) == []


@pytest.mark.parametrize("note", NOTES, ids=lambda path: path.parent.name)
def test_every_program_prints_what_the_note_shows(note: Path) -> None:
    assert list(map(str, computed.programs(source(note)))) == []


@pytest.mark.parametrize("script", sorted(DOCS.glob("*/*/figure_*.py")), ids=lambda path: path.stem)
def test_a_committed_figure_is_what_its_script_draws(script: Path) -> None:
    drawn = script.with_suffix(".svg").read_text("utf-8")
    assert figures.render(script) == drawn, "run `make figures`"


def test_every_reference_is_cited_complete_and_well_formed() -> None:
    path = DOCS / "references.bib"
    sources, problems = references.read(path.name, path.read_text("utf-8"))
    cited = {
        source.key
        for note in NOTES
        for match in citations.CITATION.finditer(note.read_text("utf-8"))
        for source in citations.sources_of(match["cited"])
    }
    assert problems == []
    assert set(sources) == cited
    assert list(sources) == sorted(sources)
    for key, source in sources.items():
        assert source.authors, key
        assert re.fullmatch(r"\d{4}", source.field["year"]), key
        assert source.field.get("url", "https://").startswith("https://"), key
