"""The real notes: every checked number and code block is what it claims to be."""

from __future__ import annotations

from pathlib import Path

import pytest
from real_notes import NOTES
from site_shell import ROOT

from authoring import lint


@pytest.mark.parametrize("note", NOTES, ids=lambda path: path.parent.name)
def test_numbers_and_outputs_are_what_functions_and_programs_compute(note: Path) -> None:
    assert list(map(str, lint.computed([note], ROOT))) == []
