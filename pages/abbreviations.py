"""Tooltips of abbreviations, where a page first uses them."""

from __future__ import annotations

import re

ABBREVIATION = re.compile(r"(?P<open><abbr [^>]*>)(?P<text>[^<]*)</abbr>")
NOT_EXPLAINED = re.compile(
    r'<(h[1-6]|a|summary|figcaption)\b.*?</\1>|<div class="footnote">.*', re.DOTALL
)


def explain_first_use(html: str) -> str:
    """Keep the first `<abbr>` of each abbreviation in running text, unwrap the others."""
    html = NOT_EXPLAINED.sub(lambda part: ABBREVIATION.sub(r"\g<text>", part[0]), html)
    explained: set[str] = set()

    def once(found: re.Match[str]) -> str:
        if found["text"] in explained:
            return found["text"]
        explained.add(found["text"])
        return found[0]

    return ABBREVIATION.sub(once, html)
