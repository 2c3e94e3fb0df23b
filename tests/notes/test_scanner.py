"""What the scanner finds in a source is what Python-Markdown and the site's extensions make of it."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import markdown_strategies
import pytest
from hypothesis import HealthCheck, given, settings
from rendered import code_and_formulas, squeezed
from site_shell import ROOT

from notes.scanner import spans
from notes.spans import Code, Comment, Fence, Formula, InlineCode, Open, Span

Kind = TypeVar("Kind", bound=Span)
BEGINNINGS = {
    Formula: ("$", r"\(", r"\[", r"\begin{", "```", "~~~"),
    InlineCode: ("`",),
    Fence: ("```", "~~~"),
    Comment: ("<!--",),
}


def in_source(text: str) -> tuple[list[str], list[str]]:
    code, formulas = of(text, Code), of(text, Formula)
    shown = [squeezed(one.code) for one in code]
    return list(filter(None, shown)), [squeezed(one.tex) for one in formulas]


def of(text: str, kind: type[Kind]) -> list[Kind]:
    return [span for span in spans(text) if isinstance(span, kind)]


@settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
@given(markdown_strategies.notes)
def test_code_and_formulas_are_those_of_the_page(text: str) -> None:
    assert in_source(text) == code_and_formulas(text)
    for kind, beginnings in BEGINNINGS.items():
        assert all(text.startswith(beginnings, span.start) for span in of(text, kind))
    for formula in of(text, Formula):
        whole = text[formula.start : formula.end]
        assert "\n" in whole or formula.tex in whole.replace(r"\|", "|")  # in a cell


@pytest.mark.parametrize("path", sorted(ROOT.glob("docs/**/*.md")), ids=str)
def test_so_they_are_in_the_real_pages(path: Path) -> None:
    text = path.read_text("utf-8")
    head = next((span.end for span in spans(text)[:1] if span.start == 0), 0)
    assert in_source(text) == code_and_formulas(text[head:])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("甲 $a=b 乙", ["$"]),
        ("$$\na=b\n\n乙", ["$$"]),
        (r"甲 $\text{若 $x$}$ 乙 $y$", [r"$\text{若 $x$}$"]),
        ("甲 $a$，$$b", ["$$"]),
        ("价格 $5 起", ["$"]),
        ("设 $ x $，又 $ y $。", ["$ x $", "$ y $"]),
        ("```python\nx = 1\n", ["```"]),
        ("```\nx\n````", ["```"]),
        ("甲 <!-- 乙", ["<!--"]),
        ("<div><pre>\n\n甲", ["<div><pre>\n\n甲"]),
        ("| a | b |\n|---|---|\n| $|x|$ | 丢 |", ["| $|x|$ | 丢 |", "$"]),
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", ["| 1 | 2 | 3 |"]),
        ("| a |\n|---|\n| `x|y` |", ["|"]),
    ],
)
def test_what_is_left_open_is_found_where_it_stands(text: str, left: list[str]) -> None:
    assert [text[one.start : one.end] for one in of(text, Open)] == left


@pytest.mark.parametrize(
    "text",
    [
        "`$` 和 \\$5，$x$\n\n```\n$$\n```\n\n$$\nz\n$$\n<!-- $ -->",
        "键 ` 是反引号。",
        "`$x` 和 $i<p$、$j>p$。",
        "甲 <code>$x</code>。",
        "    echo $HOME",
        '<https://a.org/?q=$x>、[x](https://a.org/?q=$x) 和 <span data-price="$5">价</span>',
        "    ```\n    码",
    ],
)
def test_what_opens_nothing_is_not_left_open(text: str) -> None:
    assert of(text, Open) == []


def test_a_sign_like_the_beginning_of_a_tag_costs_no_time() -> None:
    text = "设 $a<b$，" + "x = y " * 200
    assert [formula.tex for formula in of(text, Formula)] == ["a<b"]
