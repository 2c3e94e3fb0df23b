"""The real notes: every checked number, code block, figure and citation is what it claims to be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from real_notes import DOCS, NOTES

from authoring import computed
from authoring import drawing as figures
from notes import citations
from notes.source import CHECKED, Source

TEMPLATE = DOCS.parent / "authoring/template/index.md"
SAMPLE = {
    line.replace("$$", "$")
    for line in TEMPLATE.read_text("utf-8").splitlines()
    if "# " not in line and sum("\u4e00" <= character <= "\u9fff" for character in line) >= 8
}
"""Prose that teaches how to write a note."""


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


@pytest.mark.parametrize("note", NOTES, ids=lambda path: path.parent.name)
def test_a_note_is_complete(note: Path) -> None:
    text = note.read_text("utf-8")
    left_over = [line for line in text.splitlines() if line in SAMPLE]
    han = sum("\u4e00" <= character <= "\u9fff" for character in text)
    numbers = len(CHECKED.findall(text))
    figures_drawn = len(list(note.parent.glob("figure_*.svg")))
    asked = {
        f"3,000 to 6,000 Han characters; it has {han}": 3000 <= han <= 6000,
        f"12 checked numbers; it has {numbers}": numbers >= 12,
        f"2 figures; it has {figures_drawn}": figures_drawn >= 2,
        "a misconception": "!!! misconception" in text,
        "an exercise with a folded solution": "!!! exercise" in text and "??? solution" in text,
        "a program with its output": "```output" in text,
        f"words of its own; of the template is left {left_over}": not left_over,
        "what to read next (## 接下来读什么)": "## 接下来读什么" in text,
    }
    lacking = [what for what, is_there in asked.items() if not is_there]
    assert not lacking, f"{note.parent.name} lacks: {'; '.join(lacking)}"
