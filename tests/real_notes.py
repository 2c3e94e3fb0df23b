"""The notes of docs/ that are published, whichever they are and wherever they lie."""

from __future__ import annotations

from pathlib import Path

from site_shell import ROOT

from notes import front_matter

DOCS = ROOT / "docs"


def meta(note: Path) -> front_matter.Meta:
    return front_matter.parse(note.name, note.read_bytes())[0]


NOTES = [
    path for path in sorted(DOCS.glob("*/*/index.md")) if not front_matter.is_draft(meta(path))
]
BY_ID = {meta(note)["id"]: note for note in NOTES}


def address(note: Path) -> str:
    """Below the site's root, as basics/bias/."""
    return f"{note.parent.relative_to(DOCS).as_posix()}/"


def one_with(*signs: str) -> str:
    """Address of the first note in whose source all of these stand."""
    return next(
        address(note) for note in NOTES if all(sign in note.read_text("utf-8") for sign in signs)
    )
