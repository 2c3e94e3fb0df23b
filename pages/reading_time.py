"""How long a page takes to read."""

from __future__ import annotations

import math
import re

import regex

from notes.characters import HAN

HAN_PER_MINUTE, WORDS_PER_MINUTE = 350, 200
RUN = re.compile(f"[{HAN}]+")
WORD = regex.compile(rf"[\p{{L}}\p{{N}}--{HAN}]+", regex.V1)


def minutes(text: str) -> int:
    """By its Han characters and its words in other scripts; at least one."""
    han, words = sum(map(len, RUN.findall(text))), len(WORD.findall(text))
    return max(1, math.ceil(han / HAN_PER_MINUTE + words / WORDS_PER_MINUTE))
