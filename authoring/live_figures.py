"""What a live figure needs besides its script: settings worth seeing, room on the page before it runs, and proof that it
computes what the note computes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from markdown.extensions.attr_list import get_attrs_and_remainder

from notes.problem import Problem
from notes.source import Source
from notes.spans import Attributes

SHEET, CASES = "docs/assets/styles/note.css", "tests/element_cases"
SCRIPTS = "docs/assets/elements"
ROOM = r"^{} \{{\n(?:  --(?:narrow|rows|shape|wide|beside): .+\n){{5}}\}}"
"""Of all its sizes."""


def problems(root: Path, notes: Iterable[Source]) -> Iterator[Problem]:
    sheet = root.joinpath(SHEET).read_text("utf-8")
    cases = "".join(path.read_text("utf-8") for path in sorted(root.glob(f"{CASES}/*.py")))
    for source in notes:
        for place, name in _elements(source):
            script = root / SCRIPTS / f"{name}.js"
            if script.exists() and "static tries" not in script.read_text("utf-8"):
                told = (
                    f"{SCRIPTS}/{name}.js 没有给出值得看的设置",
                    "写 static tries = { 看十乘十: { n: 10 }, … }，两三个",
                )
                yield source.problem(place, "图", *told)
            if not re.search(ROOM.format(re.escape(name)), sheet, re.MULTILINE):
                told = f"{name} 在页上还没有留地方", "make rooms：在浏览器里量，写进 note.css"
                yield source.problem(place, "图", *told)
            if f'"{name}"' not in cases:
                told = (
                    f"没有测试比对 {name} 算的和这篇笔记算的",
                    f"{CASES}/ 里加一个文件，照 bias.py 的样子写",
                )
                yield source.problem(place, "图", *told)


def _elements(source: Source) -> Iterator[tuple[int, str]]:
    """Where a figure names its custom element, and which."""
    for one in source.of(Attributes):
        written = source.text[one.start : one.end].strip("{: }")
        for key, name in get_attrs_and_remainder(written)[0]:
            if key == "element" and name:
                yield one.start, name
