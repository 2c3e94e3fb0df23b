from __future__ import annotations

import pytest

from notes.open_formulas import open_formulas


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲 $a=b 乙", "$a=b 乙"),
        ("$$\na=b\n", "$$ a=b"),
        ("甲 $a$，$$b", "$$b"),
        ("价格 $5 起", "$5 起"),
    ],
)
def test_a_formula_left_open_is_told_with_its_line(text: str, found: str) -> None:
    (problem,) = open_formulas("a.md", f"---\ntitle: $\n---\n\n{text}\n\n$x$\n")
    assert (problem.line, problem.message) == (5, f"没有结束：{found}")


def test_dollars_that_open_nothing_are_no_problem() -> None:
    text = "`$` 和 \\$5，$x$，$$y$$\n\n```\n$$\n```\n\n$$\nz\n$$\n<!-- $ -->\n"
    text += "键 ` 是反引号。\n\n`$x` 和 <code>$x</code>，$i<p$、$j>p$。\n"
    assert list(open_formulas("a.md", text)) == []
