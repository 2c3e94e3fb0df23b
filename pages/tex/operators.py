"""Operators, what stands above and below them, and fences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pages.tex.tokens import Reader, Token, grouped, put, text

if TYPE_CHECKING:
    from pages.tex.formula import Formula

LIMITED = frozenset((
    r"\sum", r"\prod", r"\coprod", r"\int", r"\iint", r"\iiint", r"\oint", r"\bigcup", r"\bigcap",
    r"\bigvee", r"\bigwedge", r"\bigoplus", r"\bigotimes", r"\bigodot", r"\biguplus", r"\bigsqcup",
    r"\lim", r"\liminf", r"\limsup", r"\max", r"\min", r"\sup", r"\inf", r"\det", r"\gcd", r"\Pr",
    r"\argmax", r"\argmin",
))  # fmt: skip
"""What math-core lets `\\limits` follow."""
ANGLES = {"<": r"\langle", r"\lt": r"\langle", ">": r"\rangle", r"\gt": r"\rangle"}
NAME = re.compile(r"(?:[^\\{}_^$~&#%]|\\[,;:! _%&#])*")
"""What math-core takes for the name of an operator."""
LIMITS = {
    r"\varlimsup": r"\overline{\lim}",
    r"\varliminf": r"\underline{\lim}",
    r"\varinjlim": r"\underrightarrow{\lim}",
    r"\varprojlim": r"\underleftarrow{\lim}",
}
STACKED = {r"\underset": "_", r"\overset": "^", r"\stackrel": "^"}


def _operator(formula: Formula, token: Token, reader: Reader) -> list[Token]:
    base = reader.argument()
    if known := _limited(base):
        return known
    if reader.after_space() == r"\limits":
        reader.take()
        return _with_limits(formula, token, base, _scripts(reader))
    if reader.next() == r"\nolimits":
        reader.take()
    return [token, *grouped(token, formula.rewritten(base))]


def _operator_name(formula: Formula, token: Token, reader: Reader) -> list[Token]:
    name = reader.argument()
    if NAME.fullmatch(text(name)):
        return [token, *grouped(token, formula.rewritten(name))]
    upright = [*put(token, r"\mathrm"), *grouped(token, name)]
    return _named(formula, token, reader, upright)


def _limit(formula: Formula, token: Token, reader: Reader) -> list[Token]:
    return _named(formula, token, reader, put(token, LIMITS[token.text]))


def _named(formula: Formula, token: Token, reader: Reader, name: list[Token]) -> list[Token]:
    above = token.text != r"\operatorname" and formula.display
    if reader.after_space() == r"\limits":
        reader.take()
        above = True
    scripts = _scripts(reader) if above else {}
    return _with_limits(formula, token, name, scripts)


def _with_limits(
    formula: Formula, token: Token, base: list[Token], scripts: dict[str, list[Token]]
) -> list[Token]:
    drawn = formula.rewritten(base)
    for script, command in (("^", r"\overset"), ("_", r"\underset")):
        if script in scripts:
            around = formula.rewritten(scripts[script])
            drawn = [*put(token, command), *grouped(token, around), *grouped(token, drawn)]
    return [*put(token, r"\mathop"), *grouped(token, drawn)]


def _scripts(reader: Reader) -> dict[str, list[Token]]:
    found: dict[str, list[Token]] = {}
    while (script := reader.after_space()) in ("_", "^") and script not in found:
        reader.take()
        found[script] = reader.argument()
        if reader.next() == "{" and text(found[script]).startswith("\\"):  # _\mathrm{x}
            found[script] += grouped(found[script][0], reader.argument())
    return found


def _limited(base: list[Token]) -> list[Token] | None:
    """The large operator that is all there is, with what stands above and below."""
    reader = Reader([token for token in base if not token.is_space])
    if not reader:
        return None
    token = reader.take()
    if token.text in LIMITED:
        return None if reader else [token]
    if token.text in STACKED:
        around, inside = reader.argument(), reader.argument()
        return None if reader else _stacked_limits(token, around, inside)
    if token.text in ("{", r"\mathop"):
        inside = reader.group() if token.text == "{" else reader.argument()
        return None if reader else _limited(inside)
    return None


def _stacked_limits(token: Token, around: list[Token], base: list[Token]) -> list[Token] | None:
    if not (known := _limited(base)):
        return None
    limits = put(token, r"\limits") if len(known) == 1 else []
    return [*known, *limits, *put(token, STACKED[token.text]), *grouped(token, around)]


def _stacked(formula: Formula, token: Token, reader: Reader) -> list[Token]:
    """Above or below a large operator a browser would move it to the side."""
    around, base = reader.argument(), reader.argument()
    if known := _stacked_limits(token, around, base):
        return grouped(token, formula.rewritten(known))
    drawn = formula.rewritten(base)
    return [token, *grouped(token, formula.rewritten(around)), *grouped(token, drawn)]


def _fence(formula: Formula, token: Token, reader: Reader) -> list[Token]:
    fence = reader.after_space()
    if fence in ANGLES:
        return [token, *put(reader.take(), ANGLES[fence])]
    if fence == "." and token.text not in (r"\left", r"\right", r"\middle"):
        reader.take()
        return []
    return [token]


def _sized_fence(formula: Formula, token: Token, reader: Reader) -> list[Token]:
    """One between braces, too."""
    if reader.after_space() != "{":
        return _fence(formula, token, reader)
    inside = Reader(reader.argument())
    inside.after_space()
    return _fence(formula, token, inside) + formula.rewritten(inside.rest())


RULES = {
    **dict.fromkeys(LIMITS, _limit),
    **dict.fromkeys(STACKED, _stacked),
    r"\mathop": _operator,
    r"\operatorname*": _operator_name,
}
USUAL = {
    **dict.fromkeys([rf"\{fence}" for fence in ("left", "right", "middle")], _fence),
    **{
        rf"\{size}{side}": _sized_fence
        for size in ("big", "Big", "bigg", "Bigg")
        for side in ("", *"lmr")
    },
    r"\operatorname": _operator_name,
}
SUSPECT = (
    r"\\(?:left|right|middle|[bB]igg?[lmr]?)\s*(?:[<>]|\\[lg]t\b)|\\[bB]igg?[lmr]?\s*[.{]"
    r"|\\operatorname\s*\{[^}]*(?:\\[A-Za-z]|[{_^])"
)
