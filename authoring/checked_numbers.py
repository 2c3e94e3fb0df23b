"""R9. Each number that a page marks as computed is what its function returns.

What is marked is decided by `pages.walk` alone; here it reads the note as the site renders it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from authoring import failure
from notes import numbers, programs
from notes.problem import Problem
from notes.settings import rendered
from notes.source import Source
from notes.spans import Link
from pages.facts import Facts
from pages.walk import Around, walk


def marked(source: Source, functions: tuple[str, ...]) -> Facts:
    """The page of a note, with its numbers, when its checks.py has these functions."""
    folder = str(Path(source.name).parent)
    html = rendered(source.text[source.body_starts :])
    return walk(html, Around(folder=folder, functions=functions))


def shown(source: Source) -> list[numbers.Number]:
    """The numbers that the page of a note marks as computed."""
    checks = source.path.with_name(numbers.FILE)
    try:
        functions = tuple(numbers.functions(checks.read_text("utf-8")))
    except (OSError, SyntaxError, UnicodeDecodeError):  # the build tells
        functions = ()
    return list(marked(source, functions).numbers)


def disagreeing(source: Source) -> list[Problem]:
    """Numbers of a note that differ from what their functions return, or that nothing can be compared with."""
    checks = source.path.with_name(numbers.FILE)
    if not checks.exists():  # the build tells
        return []
    try:
        known = tuple(numbers.functions(checks.read_text("utf-8")))
        functions = programs.module(checks)
    except (Exception, SystemExit) as error:
        file = (Path(source.name).parent / checks.name).as_posix()
        line = failure.line_in(str(checks), error)
        return [Problem(file, line, 1, "R9", f"不能运行：{failure.reason(error)}")]
    facts, places = marked(source, known), _Places(source)
    found = []
    for number in facts.numbers:
        place = places.next(number.address)
        if wrong := _disagreement(number, getattr(functions, number.call.name)):
            found.append(source.problem(place, "R9", *wrong))
    for mistake in facts.mistakes:
        if mistake.rule == "R9":
            place = places.next(mistake.written)
            found.append(source.problem(place, "R9", mistake.message, mistake.instead))
    return found


class _Places:
    """Where links stand in a source: those to the same address in the order of the page."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._taken: Counter[str] = Counter()

    def next(self, address: str) -> int:
        """Offset of the link's text, or of its address."""
        links = [link for link in self._source.of(Link) if link.target == address]
        number = self._taken[address]
        self._taken[address] += 1
        if number < len(links):
            return links[number].label[0]
        return self._source.place_of(address) or 0


def _disagreement(number: numbers.Number, function: Callable[..., Any]) -> tuple[str, str] | None:
    """Message and what to write instead."""
    shown, call = number.shown, number.call
    try:
        value = function(*call.arguments)
        if numbers.agrees(shown, value):
            return None
        found = value if isinstance(value, int) else f"{float(value):.10g}"
        return f"{shown} 与函数不符，{call} = {found}", as_shown(shown, value)
    except (Exception, SystemExit) as error:
        return f"{call} 算不出来：{failure.reason(error)}", "改函数或链接里的参数"


def as_shown(text: str, value: float) -> str:
    """The value in the digits, unit and style of the number that is shown."""
    _, step = numbers.value_shown(text)
    match = numbers.SHOWN.fullmatch(text)
    assert match
    decimals = len(match["digits"].partition(".")[2])
    exact = Decimal(value) if isinstance(value, int) else Decimal(float(value))
    digits = (exact / step).to_integral_value(ROUND_HALF_UP).scaleb(-decimals)
    grouping = "," if "," in match["digits"] else ""
    sign = "−" if digits < 0 else "+" if match["sign"] == "+" else ""
    return f"{sign}{abs(digits):{grouping}.{decimals}f}{text[match.end('digits') :]}"
