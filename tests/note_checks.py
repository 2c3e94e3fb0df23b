"""The `checks.py` of a note, as a module."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import ModuleType

from real_notes import BY_ID

from notes import programs


@cache
def checks(note: Path) -> ModuleType:
    """`note` is docs/<topic>/<note>/index.md."""
    return programs.module(note.with_name("checks.py"))


def checks_of(identifier: str) -> ModuleType:
    return checks(BY_ID[identifier])
