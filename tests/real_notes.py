"""The notes of docs/, whichever they are."""

from __future__ import annotations

from pathlib import Path

from site_shell import ROOT

from notes import front_matter

DOCS = ROOT / "docs"
NOTES = sorted(DOCS.glob("*/*/index.md"))


def address(note: Path) -> str:
    """Below the site's root, as basics/bias/."""
    return f"{note.parent.relative_to(DOCS).as_posix()}/"


def meta(note: Path) -> front_matter.Meta:
    return front_matter.parse(note.name, note.read_bytes())[0]


def one_with(*signs: str) -> str:
    """Address of the first note in whose source all of these stand."""
    return next(
        address(note) for note in NOTES if all(sign in note.read_text("utf-8") for sign in signs)
    )
