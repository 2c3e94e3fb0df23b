"""A note as its author writes it: where it lies, its front matter, its text. Libraries only."""

from __future__ import annotations

from pathlib import PurePosixPath


def is_note(source: str) -> bool:
    """Whether a path below docs/ is that of a note: <topic>/<note>/index.md."""
    path = PurePosixPath(source)
    return len(path.parts) == 3 and path.name == "index.md"


def topic_of(source: str) -> str:
    """The topic of a path below docs/: its first folder."""
    return PurePosixPath(source).parts[0]


def path_of(source: str) -> str:
    """Of a file below docs/, from the root of the repository."""
    return f"docs/{source}"
