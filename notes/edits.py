"""Parts of a text replaced, each found in the text as it was."""

from __future__ import annotations

from collections.abc import Iterable

Edit = tuple[int, int, str]
"""Put this in the place of text[start:end]."""


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with every edit made that does not overlap an earlier one."""
    parts, done = [], 0
    for start, end, instead in sorted(edits):
        if start >= done:
            parts += [text[done:start], instead]
            done = end
    return "".join([*parts, text[done:]])
