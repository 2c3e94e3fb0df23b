"""Fenced code, found as pymdownx.superfences finds it: before anything else, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown.extensions.attr_list import get_attrs_and_remainder
from pymdownx.superfences import RE_HL_LINES, RE_LINENUMS, RE_NESTED_FENCE_START, RE_OPTIONS

from notes.spans import Fence, Open, Span

PREFIX = re.compile(r"[> ]*")
OPTIONS = {"hl_lines": RE_HL_LINES, "linenums": RE_LINENUMS, "title": None, "title_mode": None}


@dataclass
class _Opened:
    start: int
    prefix: str
    marks: str
    language: str
    code: list[str]
    blank: bool = False
    """Whether the line above is blank."""


def fences(text: str) -> Iterator[Fence | Open]:
    """Fenced blocks of a text without tabs, from their first mark to the end of their last line.

    One that is not closed, or left by a line with less indentation, is none: its lines are text.
    """
    opened: _Opened | None = None
    start = 0
    for line in text.split("\n"):
        if opened is None:
            opened = _opened(line, start)
        else:
            prefix, content = _parted(line, len(opened.prefix))
            if _is_left(opened, prefix, content):
                yield Open(opened.start, opened.start + len(opened.marks), opened.marks)
                opened = None
            elif content.rstrip(" ") == opened.marks:
                code = "\n".join(opened.code)
                yield Fence(opened.start, start + len(line), code, opened.language, opened.marks)
                opened = None
            else:
                opened.code.append(content)
                opened.blank = not content
        start += len(line) + 1
    if opened:
        yield Open(opened.start, opened.start + len(opened.marks), opened.marks)


def longer_ends(text: str, fence: Fence) -> Iterator[Span]:
    """Lines of its code that end it elsewhere: there the marks may be more than at its beginning."""
    longer = re.compile(rf" {{0,3}}{fence.marks}{fence.marks[0]}+ *")
    opening, *lines = text[fence.start : fence.end].split("\n")
    start = fence.start + len(opening) + 1
    for line, code in zip(lines, fence.code.split("\n"), strict=False):
        if longer.fullmatch(code):
            yield Span(start, start + len(line))
        start += len(line) + 1


def _opened(line: str, start: int) -> _Opened | None:
    prefix = PREFIX.match(line)[0]  # type: ignore[index] # matches everywhere
    found = RE_NESTED_FENCE_START.match(line, len(prefix))
    if not found or found["unrecognized"]:
        return None
    language = found["lang"] or ""
    if found["attrs"]:
        classes = [value for key, value in get_attrs_and_remainder(found["attrs"])[0] if key == "."]
        language = language or "".join(classes[:1])
    elif not all(map(_is_option, RE_OPTIONS.finditer(found["options"] or ""))):
        return None
    return _Opened(start + len(prefix), prefix, found["fence"], language, [])


def _is_option(option: re.Match[str]) -> bool:
    key, value = option["key"], option["value"] or option["key"]
    pattern = OPTIONS.get(key)
    return key in OPTIONS and (pattern is None or pattern.match(value) is not None)


def _parted(line: str, width: int) -> tuple[str, str]:
    """What containers put before a line, at most as much as before the opening fence; the rest."""
    prefix = PREFIX.match(line, 0, width)[0]  # type: ignore[index]
    return prefix, line[len(prefix) :]


def _is_left(opened: _Opened, prefix: str, content: str) -> bool:
    """Whether the line stands outside what the opening fence stands in."""
    quoted, was_quoted = prefix.count(">"), opened.prefix.count(">")
    if quoted > was_quoted:
        return True
    if not was_quoted:
        return bool(content.strip()) and len(prefix) != len(opened.prefix)
    if not content:
        return False
    return len(prefix) < len(opened.prefix) or (opened.blank and quoted < was_quoted)
