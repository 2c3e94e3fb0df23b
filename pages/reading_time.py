"""How long a page takes to read."""

from __future__ import annotations

import math
import re

import regex

HAN_PER_MINUTE, WORDS_PER_MINUTE = 350, 200
FORMULA_OR_CODE = re.compile(
    r'<(pre|code)\b.*?</\1>|<(span|div) class="arithmatex">.*?</\2>', re.DOTALL
)


def reading_time(html: str) -> dict[str, int]:
    """Han characters, words in other scripts, and minutes; code and formulas are not counted."""
    text = re.sub(r"<[^>]+>", " ", FORMULA_OR_CODE.sub(" ", html))
    han = len(regex.findall(r"\p{Han}", text))
    words = len(regex.findall(r"[\p{L}\p{N}--\p{Han}]+", text, flags=regex.V1))
    minutes = math.ceil(han / HAN_PER_MINUTE + words / WORDS_PER_MINUTE)
    return {"han": han, "words": words, "minutes": max(1, minutes)}
