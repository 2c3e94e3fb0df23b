"""Changes of the theme's markup, which is not ours: what is to be changed must be there."""

from __future__ import annotations

import re


class MarkupChangedError(Exception):
    """The theme no longer writes what we change in it."""

    def __init__(self, what: str, sought: str, times: int) -> None:
        super().__init__(
            f"Material 写“{what}”的方式变了：{sought} 应有 {times} 处。照它现在的模板改这里的替换。"
        )


def replaced(html: str, old: str | re.Pattern[str], new: str, *, what: str, times: int = 1) -> str:
    """The page with something changed that stands in it so many times. Raises MarkupChangedError."""
    if isinstance(old, str):
        html, found = html.replace(old, new), html.count(old)
    else:
        html, found = old.subn(new, html)
    if found != times:
        raise MarkupChangedError(what, old if isinstance(old, str) else old.pattern, times)
    return html


def inserted(html: str, new: str, *, before: str, what: str) -> str:
    """The page with something more before the last of these. Raises MarkupChangedError."""
    start, found, end = html.rpartition(before)
    if not found:
        raise MarkupChangedError(what, before, 1)
    return f"{start}{new}{found}{end}"
