"""A note as its author writes it: where it lies, its front matter, its text. Libraries only."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection
from pathlib import Path, PurePosixPath

MARKDOWN = {".md", ".markdown", ".mdown", ".mkdn", ".mkd", ".mdx", ".rmd", ".qmd"}
"""Endings by which a file was meant to be read, whatever their case."""
LISTS = (
    "path.md", "glossary.md", "notation.md", "sources.md", "tags.md", "search.md", "updates.md",
    "feeds/index.md",
)  # fmt: skip
"""The site's own pages besides the front page, those of topics, and about/*.md."""


def is_note(source: str) -> bool:
    """Whether a path below docs/ is that of a note: <topic>/<note>/index.md."""
    return source.count("/") == 2 and source.endswith("/index.md")


def all_of(root: Path) -> list[Path]:
    """Every note of a repository."""
    return sorted(root.glob("docs/*/*/index.md"))


def is_identifier(name: str) -> bool:
    """Whether a name is lower-case English with hyphens, as in addresses."""
    return re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) is not None


def belongs(source: str, topics: Collection[str]) -> str:
    """Where a Markdown file belongs that lies where none is read; nothing if it lies right."""
    ending = posixpath.splitext(source)[1]
    if ending.lower() not in MARKDOWN or is_note(source) or source in ("index.md", *LISTS):
        return ""
    path = PurePosixPath(source)
    folders = path.parts[:-1]
    stem, is_index = path.stem.lower(), path.stem.lower() in ("index", "readme")
    if folders[:1] == ("about",):
        place = "about/index.md" if is_index else f"about/{stem}.md"
        return "" if source == place else place
    topic = folders[0] if folders and folders[0] in topics else "<主题>"
    if is_index and len(folders) < 2:
        place = f"{topic}/index.md" if folders else "index.md"
        return "" if source == place else place
    return f"{topic}/{folders[-1] if is_index else stem}/index.md"


def topic_of(source: str) -> str:
    """The topic of a path below docs/: its first folder."""
    return source.partition("/")[0]


def topic_page(slug: str) -> str:
    """The page of a topic, below docs/, if it has one."""
    return f"{slug}/index.md"


def address_of(source: str) -> str:
    """Of the page of a note or a topic, by its path below docs/. The paths of files beside it begin so too."""
    return source.removesuffix("index.md")


def path_of(source: str) -> str:
    """Of a file below docs/, from the root of the repository."""
    return f"docs/{source}"
