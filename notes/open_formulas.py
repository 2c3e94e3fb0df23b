"""Formulas of a Markdown source that nobody closed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notes.problem import Problem

NOT_TEX = re.compile(
    r"\A---\n.*?^---$|^( *)(```+|~~~+).*?^\1\2|(`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)\3(?!`)|\\\$|<!--.*?-->"
    r"|<(pre|code)\b.*?</\4>",
    re.DOTALL | re.MULTILINE,
)
"""Front matter, code, escaped dollars and comments of a Markdown source."""
WHOLE_FORMULA = re.compile(r"\$\$.+?\$\$|(?<!\$)\$(?!\s)[^$]+?(?<!\s)\$(?!\$)", re.DOTALL)
BLOCK = re.compile(r"(?:.*\S.*\n?)+")


def open_formulas(file: str, text: str) -> Iterator[Problem]:
    """Dollars of a Markdown source that no other closes in the same paragraph."""

    def blank(part: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", part[0])

    for block in BLOCK.finditer(NOT_TEX.sub(blank, text)):
        left = WHOLE_FORMULA.sub(blank, block[0])
        if (at := left.find("$")) >= 0:
            line = text.count("\n", 0, block.start() + at) + 1
            found = " ".join(text[block.start() + at :].split("\n\n", 1)[0].split())[:40]
            instead = r"补上结尾的 $ 或 $$；价格写作 \$5"
            yield Problem(file, line, 0, "公式", f"没有结束：{found}", instead)
