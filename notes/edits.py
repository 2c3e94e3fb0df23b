"""Changes of a text at several places."""

from __future__ import annotations

from collections.abc import Iterable

Edit = tuple[int, int, str]
"""From here, up to here, stands this instead."""


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Of changes that overlap the first is made."""
    parts, done = [], 0
    for start, end, instead in sorted(edits):
        if start >= done:
            parts += [text[done:start], instead]
            done = end
    return "".join([*parts, text[done:]])
