"""A rendered page as the search index stores it: sections of text with formulas in between."""

from __future__ import annotations

import html as html_entities
import re
from dataclasses import dataclass

from pages import formula_text
from search import terms as search_terms

HEADING = re.compile(r'<h([1-6]) id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
LEFT_OUT = re.compile(
    r'<(?:svg\b.*?</svg>|a class="(?:headerlink|footnote-backref)".*?</a>|sup id="fnref.*?</sup>'
    r"|style\b.*?</style>)",
    re.DOTALL,
)
FORMULA = re.compile(r'<math alttext="[^"]*"[^>]*>(.*?)</math>', re.DOTALL)
BLOCK = re.compile(
    r"</?(?:p|div|li|[ou]l|h\d|t[rdh]|table|pre|blockquote|figure|figcaption|details|summary|br|dd|dt|dl)\b[^>]*>"
)
TAG = re.compile(r"<[^>]+>")
BROKEN_LINE = re.compile(rf" (?<=[{search_terms.HAN}，。；：、] )(?=[{search_terms.HAN}])")
PLACE, BETWEEN = "\ue000", "\ue001"
BETWEEN_BLOCKS = re.compile(rf"[ {BETWEEN}]*{BETWEEN}[ {BETWEEN}]*")


@dataclass(frozen=True)
class Section:
    """A heading and the text up to the next one."""

    anchor: str
    heading: str
    pieces: list[str | list[str]]
    """Text, and in between formulas as [readable text, MathML]."""

    @property
    def text(self) -> str:
        return "".join(piece if isinstance(piece, str) else piece[0] for piece in self.pieces)


def sections(html: str) -> list[Section]:
    """The page's opening (no anchor, no heading) and its sections, empty ones left out."""
    parts = HEADING.split(LEFT_OUT.sub("", html))
    found = [Section("", "", _pieces(parts[0]))]
    for anchor, heading, body in zip(parts[2::4], parts[3::4], parts[4::4], strict=True):
        found.append(Section(anchor, Section("", "", _pieces(heading)).text.strip(), _pieces(body)))
    return [section for section in found if section.pieces or section.heading]


def _pieces(html: str) -> list[str | list[str]]:
    formulas: list[list[str]] = []

    def note_down(formula: re.Match[str]) -> str:
        formulas.append([formula_text.readable(formula[0]), f"<math>{formula[1]}</math>"])
        return PLACE

    text = TAG.sub("", BLOCK.sub(BETWEEN, FORMULA.sub(note_down, html)))
    text = BROKEN_LINE.sub("", " ".join(html_entities.unescape(text).split()))
    text = BETWEEN_BLOCKS.sub(" ", text).strip()
    pieces: list[str | list[str]] = []
    for number, plain in enumerate(text.split(PLACE)):
        if number:
            pieces.append(formulas[number - 1])
        if plain:
            pieces.append(plain)
    return pieces
