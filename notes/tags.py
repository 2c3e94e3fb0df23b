"""Tags of notes: which of them are one, and where each is listed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping

from notes import path_of
from notes.front_matter import Meta
from notes.problem import Problem

SPELLING = re.compile(r"[\s_‐-―\-'\"“”‘’「」『』《》·]")
"""What two spellings of one tag may differ in, besides case and width."""


def anchor(tag: str) -> str:
    """Its own on the page of tags: a sign is written as its number, so that C, C++ and C# differ."""
    text = unicodedata.normalize("NFC", tag.strip()).lower()
    return re.sub(r"[^\w-]", lambda sign: "-" if sign[0].isspace() else f".{ord(sign[0]):x}", text)


def problems(metas: Mapping[str, Meta]) -> Iterator[Problem]:
    """Tags that differ only in spelling. `metas` maps path below docs/ → valid front matter."""
    by_age = sorted(metas.items(), key=lambda item: (item[1]["date"], item[0]))
    spellings: dict[str, Counter[str]] = {}
    first: dict[str, str] = {}
    for source, meta in by_age:
        for tag in meta["tags"]:
            spellings.setdefault(_meant(tag), Counter())[tag] += 1
            first.setdefault(tag, source)
    for source, meta in by_age:
        file = path_of(source)
        for tag, times in Counter(meta["tags"]).items():
            # Of the most frequent ones the oldest.
            [(usual, _)] = spellings[_meant(tag)].most_common(1)
            if tag != usual:
                found = f"{tag} 同 {path_of(first[usual])} 的 {usual} 只差写法"
                yield Problem(file, 1, 0, "tags", found, f"写成 {usual}")
            elif times > 1:
                yield Problem(file, 1, 0, "tags", f"{tag} 写了两次", "留一个")
            if re.search("[，、]", tag):
                yield Problem(file, 1, 0, "tags", f"{tag} 是一个标签", "分开的话，用半角逗号")


def _meant(tag: str) -> str:
    return SPELLING.sub("", unicodedata.normalize("NFKC", tag).casefold())
