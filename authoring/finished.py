"""What a finished note has. A note that claims to be one (`finished: true`) must have all of it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from authoring import checked_numbers
from notes import front_matter
from notes.characters import HAN
from notes.source import Source
from notes.spans import Box, Heading

TEMPLATE = Path(__file__).with_name("template") / "index.md"
HAN_SIGNS = range(3000, 6001)
NUMBERS, FIGURES = 12, 2
NEXT = "接下来读什么"


def is_claimed(source: Source) -> bool:
    meta, _, _ = front_matter.parse(source.name, source.text.encode())
    return "finished" in meta


def lacking(source: Source) -> list[str]:
    """What it has not, or not enough of."""
    han = _han(source.text)
    numbers = len(checked_numbers.shown(source))
    figures = len(list(source.path.parent.glob("figure_*.svg")))
    sample = _sample()
    left_over = [line for line in source.text.splitlines() if line in sample]
    found = {
        f"汉字要 {HAN_SIGNS[0]:,} 到 {HAN_SIGNS[-1]:,} 个，有 {han:,} 个": han in HAN_SIGNS,
        f"核对过的数至少 {NUMBERS} 个，有 {numbers} 个": numbers >= NUMBERS,
        f"图至少 {FIGURES} 张，有 {figures} 张": figures >= FIGURES,
        f"自己的话，样板的还留着 {len(left_over)} 行": not left_over,
    }
    boxes = {box.kind for box in source.of(Box)}
    parts = {
        "误区（!!! misconception）": "misconception" in boxes,
        "练习和折叠的解答": {"exercise", "solution"} <= boxes,
        "一段带输出的程序": any(program.output for program in source.programs),
        f"“{NEXT}”一节": any(heading.title.startswith(NEXT) for heading in source.of(Heading)),
    }
    return [what for what, is_there in (found | parts).items() if not is_there]


@cache
def _sample() -> set[str]:
    """Lines of prose that teach how to write a note."""
    lines = TEMPLATE.read_text("utf-8").splitlines()
    return {line.replace("$$", "$") for line in lines if "# " not in line and _han(line) >= 8}


def _han(text: str) -> int:
    return len(re.findall(f"[{HAN}]", text))
