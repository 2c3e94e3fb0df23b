"""R9. What a note says was computed is what its functions and programs compute.

A program of its own, as it runs what notes hold: `python -m authoring.computed <root> docs/…/index.md …`
prints the problems as JSON.
"""

from __future__ import annotations

import io
import json
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import zip_longest
from pathlib import Path
from typing import Any

from notes import numbers as checked_numbers
from notes import programs
from notes.problem import Problem
from notes.source import Source


def as_shown(text: str, value: float) -> str:
    """The value in the digits, unit and style of the number that is shown."""
    text = text.strip()
    _, step = checked_numbers.value_shown(text)
    match = checked_numbers.SHOWN.fullmatch(text)
    assert match
    decimals = len(match["digits"].partition(".")[2])
    exact = Decimal(value) if isinstance(value, int) else Decimal(float(value))
    digits = (exact / step).to_integral_value(ROUND_HALF_UP).scaleb(-decimals)
    grouping = "," if "," in match["digits"] else ""
    sign = "−" if digits < 0 else "+" if match["sign"] == "+" else ""
    return f"{sign}{abs(digits):{grouping}.{decimals}f}{text[match.end('digits') :]}"


def numbers(source: Source) -> list[Problem]:
    """Linked numbers that differ from what their functions return."""
    checks = source.path.with_name("checks.py")
    if not source.numbers or not checks.exists():  # the build tells
        return []
    try:
        known = checked_numbers.functions(checks.read_text("utf-8"))
        functions = programs.module(checks)
    except (Exception, SystemExit) as error:
        file = (Path(source.name).parent / checks.name).as_posix()
        return [Problem(file, _line_in(str(checks), error), 1, "R9", f"不能运行：{_told(error)}")]
    found = []
    for number in source.numbers:
        call = checked_numbers.Call.parse(number.call)
        wrong = (
            _disagreement(number.shown, call, getattr(functions, call.name))
            if call.name in known
            else (f"checks.py 里没有函数 {call.name}", f"有 {'、'.join(known)}")
        )
        if wrong:
            found.append(source.problem(number.start, "R9", *wrong))
    return found


def _disagreement(
    shown: str, call: checked_numbers.Call, function: Callable[..., Any]
) -> tuple[str, str] | None:
    """Message and what to write instead."""
    if not checked_numbers.SHOWN.fullmatch(shown.strip()):  # the build tells
        return None
    try:
        value = function(*call.arguments)
        if checked_numbers.agrees(shown, value):
            return None
        found = value if isinstance(value, int) else f"{float(value):.10g}"
        return f"{shown} 与函数不符，{call} = {found}", as_shown(shown, value)
    except (Exception, SystemExit) as error:
        return f"{call} 算不出来：{_told(error)}", "改函数或链接里的参数"


@dataclass(frozen=True)
class Run:
    """What a program printed, or what went wrong in which of its lines."""

    printed: str
    error: str = ""
    line: int = 0


def run(code: str, docs: Path) -> Run:
    """To be called in a process of its own."""
    printed = io.StringIO()
    try:
        with redirect_stdout(printed), programs.importing_from(docs):
            unit = compile(code, "program", "exec", dont_inherit=True)
            exec(unit, {"__name__": "program"})
    except (Exception, SystemExit) as error:
        return Run(printed.getvalue(), _told(error), _line_in("program", error))
    return Run(printed.getvalue())


def outputs(source: Source) -> Iterator[Problem]:
    """Programs that fail, or print something else than the note shows."""
    for program in source.programs:
        if program.why_not:
            continue
        first = source.line_at(program.code.start) + 1
        try:
            ran = programs.apart(run, program.code.code, source.path.parents[2])
        except EOFError:
            ran = Run("", "没有运行完就退出了", 1)
        if ran.error:
            instead = "改好它；不能运行的，在上一行写 <!-- not run: 原因 -->"
            line = first + ran.line - 1
            yield Problem(source.name, line, 1, "R9", f"程序出错：{ran.error}", instead)
            continue
        lines = ran.printed.rstrip("\n").split("\n")
        if program.output is None:
            instead = f"加一个 ```output 块，写 {' / '.join(lines)}"
            yield Problem(source.name, first, 1, "R9", "后面没有它的输出", instead)
            continue
        shown = program.output.code.split("\n")
        for number, (said, true) in enumerate(zip_longest(shown, lines)):
            if said != true:
                line = source.line_at(program.output.start) + 1 + min(number, len(shown) - 1)
                message = f"程序的输出不是 {said}" if said is not None else "程序的输出还有一行"
                yield Problem(source.name, line, 1, "R9", message, true or "删去这一行")
                break


def _told(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())


def _line_in(file: str, error: BaseException) -> int:
    """Line of a file at which it went wrong."""
    if isinstance(error, SyntaxError):
        return error.lineno or 1
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno or 1 for frame in reversed(frames) if frame.filename == file), 1)


def main() -> None:
    root, found = Path(sys.argv[1]), list[Problem]()
    with redirect_stdout(sys.stderr):
        for name in sys.argv[2:]:
            source = Source(root / name, name, root.joinpath(name).read_text("utf-8"))
            found += [*programs.apart(numbers, source), *outputs(source)]
    print(json.dumps([asdict(problem) for problem in found]))


if __name__ == "__main__":
    main()
