"""A note's Markdown for use elsewhere: with its sources, addresses that work, and no marks of this site."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import unquote, urljoin, urlsplit

from notes import numbers
from notes.citations import with_footnotes
from notes.references import Reference
from notes.scanner import spans
from notes.spans import Attributes, CaptionMark, Comment, FootnoteMark, Link, Span

OURS = (Attributes, CaptionMark, Comment)
"""What only this site reads, or only who edits the note."""
Edit = tuple[int, int, str]


def copied(body: str, references: Mapping[str, Reference], address: Callable[[str], str]) -> str:
    """The text; `address` gives the one that works elsewhere for the target of a link."""
    text = with_footnotes(body, references)
    edits: set[Edit] = set()
    for one in spans(text):
        if isinstance(one, OURS):
            edits.add(_without(text, one))
        elif isinstance(one, Link) and text.startswith(one.target, one.target_at):
            end = one.target_at + len(one.target)
            edits.add((one.target_at, end, address(one.target)))
    return _edited(text, sorted(edits)).strip() + "\n"


def with_own_footnotes(text: str, identifier: str) -> str:
    """The text with names of footnotes that no other note has, so that notes can follow each other."""
    marks = (one for one in spans(text) if isinstance(one, FootnoteMark))
    places = sorted(one.start + len("[^") for one in marks)
    return _edited(text, [(place, place, f"{identifier}-") for place in places])


def _without(text: str, one: Span) -> Edit:
    """A part goes with its line if it stands alone, with the space before it if it belongs to a line."""
    start, end = one.start, one.end
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip(" ") or not text.startswith("\n", end):
        return start - isinstance(one, Attributes) * text[:start].endswith(" "), end, ""
    if line and not text[:line].endswith("\n\n"):  # right below another line
        return line - 1, end, ""
    return line, end + len(text[end:]) - len(text[end:].lstrip("\n")), ""


def _edited(text: str, edits: Iterable[Edit]) -> str:
    parts, done = [], 0
    for start, end, instead in edits:
        if start >= done:
            parts += [text[done:start], instead]
            done = end
    return "".join([*parts, text[done:]])


def absolute(target: str, source: str, address: Callable[[str], str | None], site: str) -> str:
    """The target of a link in `source` of docs/, as it is reached from anywhere.

    `address` gives that of a file below the site, from its path below docs/, if there is such a file.
    """
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return target
    page = urljoin(site, address(source) or "")
    if not parts.path:
        return urljoin(page, target)
    if numbers.leads_to_checks(target):  # it is published as a page
        folder = urljoin(page, posixpath.join(posixpath.dirname(parts.path), "checks/"))
        return urljoin(folder, f"#{unquote(parts.fragment).partition(':')[0]}")
    file = posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(parts.path)))
    known = address(file)
    found = urljoin(page, parts.path) if known is None else urljoin(site, known)
    return urljoin(found, f"#{parts.fragment}") if parts.fragment else found
