"""How long a page takes to read."""

from __future__ import annotations

import math
import re

import regex

from notes.characters import HAN

HAN_PER_MINUTE, WORDS_PER_MINUTE = 350, 200
RUN = re.compile(f"[{HAN}]+")
WORD = regex.compile(rf"[\p{{L}}\p{{N}}--{HAN}]+", regex.V1)


def count(text: str) -> tuple[int, int]:
    """Han characters, and words in other scripts."""
    return sum(map(len, RUN.findall(text))), len(WORD.findall(text))


def minutes(han: int, words: int) -> int:
    """To read so many of each; at least one."""
    return max(1, math.ceil(han / HAN_PER_MINUTE + words / WORDS_PER_MINUTE))
