"""The real notes: every figure and citation is what it claims to be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from real_notes import DOCS, NOTES
from site_shell import ROOT

from authoring import drawing as figures
from authoring import lint
from notes import references
from notes.spans import Citation


@pytest.mark.parametrize("script", sorted(DOCS.glob("*/*/figure_*.py")), ids=lambda path: path.stem)
def test_a_committed_figure_is_what_its_script_draws(script: Path) -> None:
    drawn = script.with_suffix(".svg").read_text("utf-8")
    assert figures.render(script) == drawn, "run `make figures`"


def test_every_reference_is_cited_complete_and_well_formed() -> None:
    path = DOCS / "references.bib"
    known, problems = references.read(path.name, path.read_text("utf-8"))
    cited = {
        one.key
        for note in NOTES
        for citation in lint.source(note, ROOT).of(Citation)
        for one in citation.cited
    }
    assert problems == []
    assert set(known) == cited
    assert list(known) == sorted(known)
    for key, reference in known.items():
        assert reference.authors, key
        assert re.fullmatch(r"\d{4}", reference.field["year"]), key
        assert reference.field.get("url", "https://").startswith("https://"), key
