"""What the search index stores of a text: its terms. `terms.js` does the same."""

from __future__ import annotations

import re
from functools import cache
from operator import add

from notes.characters import HAN

WORD = "0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u03ff"
HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
LOOKALIKES = str.maketrans(
    "\u2010\u2011\u2212\u2019\u0130⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "---'I01234567890123456789"
)
PLAIN = HALF_WIDTH | LOOKALIKES
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
RUN = re.compile(
    rf"[{HAN}]+|[{WORD}]+(?:(?:[-_'.\u2010\u2011\u2019]|,(?=\d{{3}}))[{WORD}]+)*"
    rf"|[{RAISED}]+|[\u2200-\u2211\u2213-\u22ff]"
)
PARTS = re.compile(r"[-_']|\.(?!\d)|(?<!\d)\.|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
JOINTS = re.compile(r"[-_',]|\.(?!\d)|(?<!\d)\.")
SHORT_THEN_HAN = re.compile(rf"(?<![{WORD}.,])([A-Za-z]|[0-9]+) ?(?=([{HAN}]))")
HAN_THEN_LETTER = re.compile(rf"([{HAN}]) ?(?=([A-Za-z])(?![{WORD}]))")


def fold(text: str) -> str:
    """Half width, lower case, plain digits and hyphens; as long as the text was."""
    if text.isascii():  # most words are, and translating is slow
        return text.lower()
    return text.translate(PLAIN).lower().replace("ς", "σ")


def terms(text: str) -> list[str]:
    """Every term of a text, as often as it occurs.

    Han characters one by one and in overlapping pairs; words whole and in their parts
    (`top-p`: topp, top, p; `InfoNCE`: infonce, info, nce); a lone letter and a number also with
    the character beside it, since `f` says little and `f散` says much.
    """
    text = text.translate(HALF_WIDTH)
    found: list[str] = []
    for run in RUN.findall(text):
        if run >= HAN[0]:
            found += run
            found += map(add, run, run[1:])
        else:
            found += words(run)
    for beside in (SHORT_THEN_HAN, HAN_THEN_LETTER):
        found += [fold(one + other) for one, other in beside.findall(text)]
    return found


@cache
def words(token: str) -> tuple[str, ...]:
    """A word (or a sign) without its joints, then its parts if it has several."""
    if not token.isascii():
        token = token.translate(LOOKALIKES)
    parts = [fold(part) for part in PARTS.split(token.replace(",", "")) if part]
    whole = fold(JOINTS.sub("", token))
    return (whole, *parts) if len(parts) > 1 else (whole,)
