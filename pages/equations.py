"""Numbers of equations: one count a page, and what refers to them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from notes.edits import edited
from pages.formula_errors import FormulaError
from pages.mathml import to_mathml
from pages.tex.tables import skip_break
from pages.tex.tags import NUMBERED, anchor
from pages.tex.tokens import Reader, UnbalancedError, text, tokens

CONCERNED = re.compile(
    r"\\(?:begin\s*\{(?:align(?!ed)|equation|gather(?!ed)|multline)|(?:tag|label|ref|eqref)\b)"
)
ONE_LINE = {"equation", "equation*", "multline", "multline*"}


@dataclass(frozen=True)
class Link:
    """A formula that refers to an equation and does nothing else."""

    number: str
    address: str


@dataclass
class Line:
    """Of an equation, with a number of its own."""

    end: int = 0
    """Where the number is written."""
    number: str = ""
    counts: bool = True
    labels: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Reference:
    start: int
    end: int
    label: str
    with_parentheses: bool


@dataclass(frozen=True)
class Equation:
    """A formula as its numbers see it; places are offsets in its source."""

    source: str
    lines: list[Line]
    references: list[Reference]

    @classmethod
    def read(cls, source: str) -> Equation:
        if CONCERNED.search(source):
            try:
                return cls(source, *_lines_and_references(source))
            except UnbalancedError:  # told when it is drawn
                pass
        return cls(source, [], [])

    def with_numbers(self, numbers: Mapping[str, str]) -> str | Link:
        """What is drawn: the same with every number in it."""
        changes = [
            (line.end, line.end, rf"\tag{{{line.number}}}") for line in self.lines if line.counts
        ]
        for one in self.references:
            if one.label not in numbers:
                continue  # which is told
            number = numbers[one.label]
            shown = f"({number})" if one.with_parentheses else number
            if self.source[: one.start].strip() == self.source[one.end :].strip() == "":
                return Link(shown, anchor(one.label))
            changes.append(
                (one.start, one.end, rf"\href{{#{anchor(one.label)}}}{{\text{{{shown}}}}}")
            )
        return edited(self.source, changes)


def numbered(
    formulas: Iterable[tuple[str, bool]],
) -> tuple[list[str | Link], list[FormulaError]]:
    """The formulas of a page and whether each is a display, in its order: the same with numbers.

    One that cannot be drawn stays as it is, so that its author is told in his own words.
    """
    displays, equations = [], list[Equation]()
    for source, display in formulas:
        displays.append(display)
        equations.append(Equation.read(source))
    numbers, errors = _numbers(equations)
    written: list[str | Link] = []
    for equation, display in zip(equations, displays, strict=True):
        written.append(equation.with_numbers(numbers))
        if equation.source != (new := written[-1]) and isinstance(new, str):
            try:
                to_mathml(new, display=display)
            except FormulaError:
                written[-1] = equation.source
    return written, errors


def _numbers(equations: Iterable[Equation]) -> tuple[dict[str, str], list[FormulaError]]:
    """By label; and what is wrong with labels and references."""
    count = itertools.count(1)
    numbers: dict[str, str] = {}
    errors = []
    references = []
    for equation in equations:
        references += [(equation.source, one) for one in equation.references]
        for line in equation.lines:
            if line.counts:
                line.number = str(next(count))
            for place, label in line.labels:
                if label in numbers:
                    errors.append(
                        FormulaError(equation.source, rf"前面已有 \label{{{label}}}", place)
                    )
                elif not line.number:
                    errors.append(
                        FormulaError(equation.source, r"\label 所在的这一行没有编号", place)
                    )
                numbers.setdefault(label, line.number)
    errors += [
        FormulaError(source, rf"没有 \label{{{one.label}}}", one.start)
        for source, one in references
        if one.label not in numbers
    ]
    return numbers, errors


def _lines_and_references(source: str) -> tuple[list[Line], list[Reference]]:
    """Lines that may have a number, in order. Raises UnbalancedError."""
    reader, within, braces = Reader(tokens(source)), list[str](), 0
    apart = line = Line(counts=False)
    lines, references = list[Line](), list[Reference]()

    def begin_line() -> Line:
        lines.append(Line(counts=not within[0].endswith("*")))
        return lines[-1]

    while reader:
        token = reader.take()
        braces += (token.text == "{") - (token.text == "}")
        if token.begins:
            within.append(token.environment)
            if len(within) == 1 and token.environment in NUMBERED:
                line = begin_line()
                continue
        elif token.environment:
            within = within[:-1]
            if not within:
                line = apart
        elif token.text in (r"\\", r"\cr") and line is not apart:
            if len(within) == 1 and not braces and within[0] not in ONE_LINE:
                skip_break(reader)
                line = begin_line()
                continue
        elif token.text in (r"\tag", r"\tag*"):
            line.number, line.counts = text(reader.argument()), False
        elif token.text in (r"\notag", r"\nonumber"):
            line.counts = False
        elif token.text == r"\label":
            line.labels.append((token.start, text(reader.argument()).strip()))
        elif token.text in (r"\ref", r"\eqref"):
            label = text(reader.argument()).strip()
            references.append(Reference(token.start, reader.place, label, token.text == r"\eqref"))
        if not token.is_space:
            line.end = reader.place
    if apart.number:
        return [apart], references
    return [one for one in lines if one.end] + [apart], references
