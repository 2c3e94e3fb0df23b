"""What the build adds to a page under an address of its own. No heading of an author may have it too."""

from __future__ import annotations

SOURCES, FOOTNOTES = "sources", "footnotes"
HEADINGS = {SOURCES: "来源", FOOTNOTES: "脚注"}
"""Over the footnotes, if some of them are sources and if none is."""
IDS = frozenset({*HEADINGS, "following", "next", "related", "changes", "cite", "code-cite"})
"""The last six are what docs/.overrides/note.html writes."""
FOOTNOTE, FOOTNOTE_MARK = "fn:", "fnref"
"""So begin the ids that Markdown gives to a footnote and to what leads to it."""


def code(number: int) -> str:
    """Id of a page's n-th block of code that has a button."""
    return f"code-{number}"
