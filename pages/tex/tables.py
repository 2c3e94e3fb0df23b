"""Environments and their rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pages.tex.tokens import Reader, Token, put, text

if TYPE_CHECKING:
    from pages.tex.formula import Formula

MATRICES = {
    "matrix*": ("", ""),
    "pmatrix*": (r"\left(", r"\right)"),
    "bmatrix*": (r"\left[", r"\right]"),
    "Bmatrix*": (r"\left\{", r"\right\}"),
    "vmatrix*": (r"\left|", r"\right|"),
    "Vmatrix*": (r"\left\|", r"\right\|"),
}
RENAMED = {
    "split": "aligned",
    "alignedat": "aligned",
    "alignat": "align",
    "alignat*": "align*",
    "smallmatrix": "subarray",
}
ARRAYS = ("array", "darray", "subarray")
COUNTED = ("alignat", "alignat*", "alignedat")
"""Environments that are told how many columns they have."""
PLACED = ("array", "aligned", "alignedat", "gathered", "split", "subarray")
"""Those that may be told where they stand beside a line."""
PLACEMENT, COLUMN = re.compile("[tbc]"), re.compile("[lcr]")
LENGTH = re.compile(r"\s*([-+]?(?:\d+\.?\d*|\.\d+)\s*(?:em|ex|pt|pc|cm|mm|in))\s*")


def environment(formula: Formula, token: Token, reader: Reader) -> list[Token]:
    body, end = reader.environment()
    inside, name = Reader(body), token.environment
    if name in MATRICES and end.environment == name:
        return _aligned_matrix(formula, token, inside, end)
    if name in PLACED:
        inside.optional(PLACEMENT)
    if name in COUNTED:
        inside.argument()
    columns = ""
    if name in ARRAYS:
        columns = f"{{{text(inside.argument()).strip() or 'c'}}}"
    elif name == "smallmatrix":
        columns = "{c}"
    new = RENAMED.get(name, name)
    last = RENAMED.get(end.environment, end.environment)
    return [
        Token(rf"\begin{{{new}}}{columns}", token.start, new),
        *_without_last_break(formula.rewritten(inside.rest())),
        Token(rf"\end{{{last}}}", end.start, last),
    ]


def _aligned_matrix(formula: Formula, token: Token, inside: Reader, end: Token) -> list[Token]:
    """An array with as many columns as there are, all aligned alike."""
    left, right = MATRICES[token.environment]
    column = inside.optional(COLUMN) or "c"
    rows = _without_last_break(formula.rewritten(inside.rest()))
    columns = column * (1 + max(row.count("&") for row in text(rows).split(r"\\")))
    begin = put(token, rf"{left}\begin{{array}}{{{columns}}}")
    return [*begin, *rows, *put(end, rf"\end{{array}}{right}")]


def _without_last_break(rows: list[Token]) -> list[Token]:
    """TeX makes no row of nothing."""
    kept = list(rows)
    while kept and kept[-1].is_space:
        kept.pop()
    return kept[:-1] if kept and kept[-1].text == r"\\" else rows


def _row_break(formula: Formula, token: Token, reader: Reader) -> list[Token]:
    skip_break(reader)
    return [Token(r"\\", token.start)]


def skip_break(reader: Reader) -> None:
    """What may follow the end of a row: whether a page may end here, and the room below."""
    if reader.next() == "*":
        reader.take()
    reader.optional(LENGTH)


def _line(formula: Formula, token: Token, reader: Reader) -> list[Token]:
    """One, however many are asked for."""
    while reader.after_space() in (r"\hline", r"\hdashline"):
        reader.take()
    return [token]


RULES = {
    **dict.fromkeys([rf"\begin{{{name}}}" for name in (*RENAMED, *MATRICES)], environment),
    r"\cr": _row_break,
    r"\hline": _line,
}
USUAL = {r"\\": _row_break}
SUSPECT = r"\\\\[\[*]|\\\\\s*\\end|\\begin\{\w+\}\s*(?:\[|\{\s*\})"
