"""Rooms of live figures are rewritten where they stand, and nothing else of the style sheet."""

from __future__ import annotations

import rooms

SHEET = """a { b: c; }

/* Room. */
b-dial {
  --narrow: 2rem;
  --rows: 1rem;
  --shape: 0.5;
  --wide: 9rem;
  --beside: 7rem;
}

@media print { d { e: f; } }
"""


def test_rules_are_sorted_and_replaced() -> None:
    found = {"a-dial": (4.0, 3.0, 0.25, 4.5, 2.0), "b-dial": (2.0, 1.0, 0.5, 9.0, 7.0)}
    new = (
        "a-dial {\n  --narrow: 4rem;\n  --rows: 3rem;\n  --shape: 0.25;\n"
        "  --wide: 4.5rem;\n  --beside: 2rem;\n}\n\n"
    )
    assert rooms.written(SHEET, found) == SHEET.replace("b-dial", f"{new}b-dial")


def test_what_the_real_sheet_says_is_read() -> None:
    sheet = rooms.SHEET.read_text("utf-8")
    tags = {tag for note in rooms.NOTES for tag in rooms.ELEMENT.findall(note.read_text("utf-8"))}
    assert {rule.split()[0] for rule in rooms.RULE.findall(sheet)} == tags


def test_room_is_never_too_small() -> None:
    assert rooms.up(1.23400001) == 1.24
    assert rooms.up(1.23) == 1.23
