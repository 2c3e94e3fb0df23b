"""Glossary and symbols are complete, and true of the notes."""

from __future__ import annotations

import re

import pytest
import yaml
from real_notes import DOCS, NOTES, meta

from notes.scanner import blank
from notes.source import Source
from notes.spans import Formula, Heading, Image
from notes.terms import Term

PATHS = {meta(path)["id"]: path for path in NOTES}
TEXT = {note: path.read_text("utf-8") for note, path in PATHS.items()}
TERMS = list(map(Term.read, yaml.safe_load(DOCS.joinpath("glossary.yml").read_text("utf-8"))))
NOTATION = yaml.safe_load(DOCS.joinpath("notation.yml").read_text("utf-8"))


def source(note: str) -> Source:
    return Source(PATHS[note], note, TEXT[note])


def formulas(note: str) -> str:
    return re.sub(r"\s", "", " ".join(formula.tex for formula in source(note).of(Formula)))


def spaces(part: re.Match[str]) -> str:
    return " " * len(part[0])


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.english)
def test_a_term_is_used_with_its_english_in_the_note_that_explains_it(term: Term) -> None:
    text = TEXT[term.note]
    assert term.term in text
    assert term.term.isascii() or term.english.lower() in text.lower()
    assert 4 <= len(term.meaning) <= 60
    assert term.meaning.endswith("。")


@pytest.mark.parametrize("note", TEXT)
def test_the_first_use_of_a_term_shows_its_english(note: str) -> None:
    text = TEXT[note]
    prose = blank(source(note).prose, [*source(note).of(Heading), *source(note).of(Image)])
    missing = []
    for term in TERMS:
        longer = [re.escape(one.term) for one in TERMS if term.term in one.term != term.term]
        first = re.sub("|".join(longer), spaces, prose).find(term.term)
        paragraph = text[text.rfind("\n\n", 0, first) : text.find("\n\n", first)]
        english = term.term if term.term.isascii() else term.english
        shown = [english, f"[{term.term}](../", *filter(None, [term.abbreviation])]
        if first >= 0 and not any(name.lower() in paragraph.lower() for name in shown):
            missing.append(f"{term.term}（{english}）: {paragraph.strip()}")
    assert missing == []


def test_no_name_means_two_things() -> None:
    names = [
        name.lower()
        for term in TERMS
        for name in {term.term, term.english, term.abbreviation, *term.aliases} - {""}
    ]
    assert len(set(names)) == len(names), sorted({n for n in names if names.count(n) > 1})
    assert [term.english.lower() for term in TERMS] == sorted(
        term.english.lower() for term in TERMS
    )


@pytest.mark.parametrize("note", NOTATION["notes"])
def test_the_symbols_of_a_note_are_its_own_and_occur_in_it(note: str) -> None:
    rows = NOTATION["notes"][note]
    symbols = [symbol for row in rows for symbol in row["symbol"].strip("$").split(",")]
    assert len(set(symbols)) == len(symbols)
    common = {row["symbol"].strip("$") for row in NOTATION["common"]}
    assert not common & set(symbols), "listed among the common symbols already"
    written = formulas(note)
    assert [one for one in symbols if one.replace(" ", "") not in written] == []


def test_every_note_has_its_symbols_listed() -> None:
    lacking, left_over = set(TEXT) - set(NOTATION["notes"]), set(NOTATION["notes"]) - set(TEXT)
    assert not lacking, f"docs/notation.yml: add under `notes`, with [] if it has none: {lacking}"
    assert not left_over, f"docs/notation.yml: no such note any more: {left_over}"
