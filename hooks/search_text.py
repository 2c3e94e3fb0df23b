"""What the search index sees of a page: words apart, formulas readable, other names included."""

from __future__ import annotations

import html as html_entities
import re
from collections.abc import Sequence

import formula_text
import rjieba

BETWEEN_WORDS = "\u200b"
"""A zero-width space: a word boundary for the index, invisible in results. As Material does it."""
HAN = re.compile(r"[\u3400-\u9fff]{2,}")
FORMULA = re.compile(r'<math\b[^>]*? alttext="([^"]*)".*?</math>', re.DOTALL)
DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)


def searchable(content: str, aliases: Sequence[str]) -> str:
    """HTML for the index: other names first, then the page with its formulas as text."""
    names = f"<p>{html_entities.escape('、'.join(aliases))}</p>" if aliases else ""
    text = FORMULA.sub(_formula_text, DRAWING.sub("", content))
    return words_apart(names + text)


def words_apart(text: str) -> str:
    """The text with a boundary around every Chinese word."""
    return HAN.sub(_segmented, text).strip(BETWEEN_WORDS)


def _formula_text(formula: re.Match[str]) -> str:
    return html_entities.escape(formula_text.to_text(html_entities.unescape(formula[1])))


def _segmented(han: re.Match[str]) -> str:
    return BETWEEN_WORDS + BETWEEN_WORDS.join(rjieba.cut(han[0])) + BETWEEN_WORDS
