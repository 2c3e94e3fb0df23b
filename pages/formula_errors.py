"""What math-core says of a formula that it cannot draw, in the language of the notes."""

from __future__ import annotations

import re

REASONS = (
    (r"Unknown command (.+)\.", r"没有 \1 这个命令"),
    (r"Unknown environment (.+)\.", r"没有 \1 这个环境"),
    (r"Expected closing token (.+), but reached end of input\.", r"少了 \1"),
    (r"Unmatched closing token: (.+)\.", r"多了 \1"),
    (r"Expected argument but reached end of input\.", "末尾少了参数"),
    (r"Duplicate subscript or superscript\.", "上标或下标连着写了两个，用花括号分开"),
    (r'Found "&", which may only appear in a table-like environment\.', "& 只能写在 aligned、cases 一类环境里"),
    (r"Found (.+), which may only appear in a numbered equation environment\.", r"\1 只能写在带编号的公式里"),
    (r"Unexpected (.+)\.", r"这里不能写 \1"),
)  # fmt: skip


def explain(reason: str) -> str:
    """The reason in Chinese where it is one that authors meet; else as it is."""
    for pattern, ours in REASONS:
        if said := re.fullmatch(pattern, reason):
            return said.expand(ours)
    return f"math-core 说 {reason}"
