"""How names sound, for readers who typed pinyin, its initials, or other characters that sound alike."""

from __future__ import annotations

import itertools
import os
import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from notes.characters import HAN
from search.terms import fold

os.environ["PYPINYIN_NO_PHRASES"] = "true"  # a second of every build
from pypinyin.pinyin_dict import pinyin_dict

LONGEST = 10
"""Characters of a name that somebody types by its sound."""
READINGS = 2
"""Of one character: 重 is zhong and chong."""
SPELT = 4
"""Ways to read one name."""
IS_HAN = re.compile(f"[{HAN}]")
NO_LETTERS = re.compile(f"[^a-z0-9{HAN} ]")
COMMON = "".join(
    bytes((high, low)).decode("gb2312", "ignore")
    for high in range(0xB0, 0xD8)
    for low in range(0xA1, 0xFF)
)
"""What an input method offers first: the first level of GB 2312, in the order of its sounds."""


@cache
def syllables(char: str) -> tuple[str, ...]:
    """How a character may be read, without tones, the usual way first; a letter as it is."""
    readings = unicodedata.normalize("NFD", pinyin_dict.get(ord(char), char))
    plain = NO_LETTERS.sub("", readings.replace("u\u0308", "v").replace(",", " "))
    return tuple(dict.fromkeys(plain.split()))[:READINGS]


def table(chars: Iterable[str]) -> dict[str, object]:
    """How characters sound, the usual ones after `others`: the syllables of runs of them, and how many a run has."""
    others = [char for char in chars if IS_HAN.match(char) and char not in COMMON]
    sounds = (syllables(char)[0] for char in (*others, *COMMON))
    runs = [(sound, len(list(same))) for sound, same in itertools.groupby(sounds)]
    return {"others": "".join(others), "runs": runs}


def spelt(name: str) -> list[str]:
    """Pinyin of a name, in each way to read it, and its initials."""
    chars = NO_LETTERS.sub("", fold(name)).replace(" ", "")
    if not IS_HAN.search(chars) or len(chars) > LONGEST:
        return []
    ways = itertools.product(*map(syllables, chars))
    found = ["".join(way) for way in itertools.islice(ways, SPELT)]
    if 2 < len(chars) < 7:
        found.append("".join(syllables(char)[0][0] for char in chars))
    return found
