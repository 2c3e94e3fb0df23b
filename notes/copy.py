"""A note's Markdown for use elsewhere: with its sources, addresses that work, and no marks of this site."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from notes import numbers
from notes.citations import footnotes
from notes.edits import Edit, edited
from notes.references import Reference
from notes.scanner import spans
from notes.spans import Attributes, CaptionMark, Comment, FootnoteMark, Link, Span

OURS = (Attributes, CaptionMark, Comment)
"""What only this site reads, or only who edits the note."""
NAME = "\0"
"""Stands where the name of a footnote begins; no source has it."""


@dataclass(frozen=True)
class Copy:
    """A note's Markdown, read once for both of its uses."""

    marked: str
    """With `NAME`."""

    @property
    def text(self) -> str:
        return self.marked.replace(NAME, "")

    def apart(self, identifier: str) -> str:
        """With names of footnotes that no other note has, so that notes can follow each other."""
        return self.marked.replace(NAME, f"{identifier}-")


def copied(body: str, references: Mapping[str, Reference], address: Callable[[str], str]) -> Copy:
    """The text; `address` gives the one that works elsewhere for the target of a link."""
    edits, notes = footnotes(body, references, NAME)
    for one in spans(body):
        if isinstance(one, OURS):
            edits.append(_without(body, one))
        elif isinstance(one, Link) and body.startswith(one.target, one.target_at):
            end = one.target_at + len(one.target)
            edits.append((one.target_at, end, address(one.target)))
        elif isinstance(one, FootnoteMark):
            place = one.start + len("[^")
            edits.append((place, place, NAME))
    return Copy("\n".join([edited(body, set(edits)), *notes]).strip() + "\n")


def _without(text: str, one: Span) -> Edit:
    """A part goes with its line if it stands alone, with the space before it if it belongs to a line."""
    start, end = one.start, one.end
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip(" ") or not text.startswith("\n", end):
        return start - isinstance(one, Attributes) * text[:start].endswith(" "), end, ""
    if line and not text[:line].endswith("\n\n"):  # right below another line
        return line - 1, end, ""
    return line, end + len(text[end:]) - len(text[end:].lstrip("\n")), ""


def absolute(target: str, source: str, files: Callable[[str], str | None], site: str) -> str:
    """The target of a link in `source` of docs/, as it is reached from anywhere.

    `files` gives the address below the site of a path below docs/, if there is such a file.
    """
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return target
    page = urljoin(site, files(source) or "")
    if not parts.path:
        return urljoin(page, target)
    if numbers.leads_to_checks(target):  # it is published as a page
        folder = urljoin(page, posixpath.join(posixpath.dirname(parts.path), "checks/"))
        return urljoin(folder, f"#{unquote(parts.fragment).partition(':')[0]}")
    path = posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(parts.path)))
    file = files(path)
    found = urljoin(page, parts.path) if file is None else urljoin(site, file)
    return urljoin(found, f"#{parts.fragment}") if parts.fragment else found
