"""Numbers of equations, their labels and what refers to them."""

from __future__ import annotations

import html as html_entities
import re
from typing import TYPE_CHECKING

from math_core import LatexError

from pages.tex.macros import CONVERTER
from pages.tex.texts import text_with_formulas
from pages.tex.tokens import Reader, Token, UnfitError, Written, grouped, put, text

if TYPE_CHECKING:
    from pages.tex.formula import Formula

NUMBERED = {
    name + star: inner
    for name, inner in {
        "align": "aligned",
        "alignat": "alignedat",
        "equation": "gathered",
        "gather": "gathered",
        "multline": "gathered",
    }.items()
    for star in ("", "*")
}
"""Environments of numbered lines, and which are alike without the numbers."""
LITERAL = re.compile(r"[A-Za-z0-9.?()*+,\-/:;= ]*")
"""What math-core takes for a number."""


def in_equation(given: list[Token]) -> list[Token]:
    """A formula with a number of its own that stands in no environment for it, put in one."""
    environments: list[str] = []
    kept, tags, reader = list[Token](), list[Token](), Reader(given)
    while reader:
        token = reader.take()
        if token.begins:
            environments.append(token.environment)
        elif token.environment and environments:
            environments.pop()
        inside = NUMBERED.keys() & set(environments)
        if token.text in (r"\tag", r"\tag*", r"\label") and not inside:
            tags += [token, *grouped(token, reader.argument())]
        else:
            kept.append(token)
    if not any(token.text in (r"\tag", r"\tag*") for token in tags):
        return given
    begin, end = r"\begin{equation}", r"\end{equation}"
    return [*put(tags[0], begin), *map(_unnumbered, kept), *tags, *put(tags[0], end)]


def _unnumbered(token: Token) -> Token:
    name = NUMBERED.get(token.environment, token.environment)
    return Token(token.text.replace(f"{{{token.environment}}}", f"{{{name}}}"), token.start, name)


def _tag(formula: Formula, token: Token, reader: Reader) -> list[Token]:
    number = reader.argument()
    if LITERAL.fullmatch(text(number)):
        return [token, *grouped(token, number)]
    if token.text == r"\tag":
        number = [*put(token, "("), *number, *put(token, ")")]
    written = Written.of(text_with_formulas(formula, token, number, r"\text"))
    try:
        drawn = CONVERTER.convert_with_local_state(written.source, displaystyle=False)
    except LatexError as error:
        position, _, reason = str(error).partition(": ")
        raise UnfitError(written.origin(int(position)), reason) from error
    inside = drawn.removeprefix("<math>").removesuffix("</math>")
    return put(token, rf"\tag*{{{formula.placeholder(inside)}}}")


def _label(formula: Formula, token: Token, reader: Reader) -> list[Token]:
    address = html_entities.escape(anchor(text(reader.argument())))
    return put(token, rf"\label{{{formula.placeholder(address)}}}")


def anchor(label: str) -> str:
    """The id of the equation with this label."""
    return "equation-" + re.sub(r"\s+", "-", label.strip())


def _reference(formula: Formula, token: Token, reader: Reader) -> list[Token]:
    """What equations.py has not put a number for."""
    reader.argument()
    return put(token, r"\text{(??)}")


RULES = {
    **dict.fromkeys((r"\tag", r"\tag*"), _tag),
    **dict.fromkeys((r"\ref", r"\eqref"), _reference),
    r"\label": _label,
}
