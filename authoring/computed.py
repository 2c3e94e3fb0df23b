"""R9. What a note says was computed is what its functions and programs compute.

A program of its own, as it runs what notes hold: `python -m authoring.computed docs/…/index.md …`
prints the findings as JSON.
"""

from __future__ import annotations

import io
import json
import sys
import textwrap
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import asdict
from itertools import zip_longest
from pathlib import Path

from authoring import failure
from authoring.checked_numbers import disagreeing
from notes.problem import Problem
from notes.source import PROGRAM, Source


def programs(source: Source) -> Iterator[Problem]:
    """Programs that fail, or print something else than the note shows."""
    for match in PROGRAM.finditer(source.text):
        if match["before"].lstrip().startswith("<!-- not run: "):
            continue
        printed = io.StringIO()
        try:
            with redirect_stdout(printed):
                code = textwrap.dedent(match["code"])
                unit = compile(code, "program", "exec", dont_inherit=True)
                exec(unit, {"__name__": "program"})
        except (Exception, SystemExit) as error:
            line = source.line_at(match.start("code")) + failure.line_in("program", error) - 1
            instead = "改好它；不能运行的，在上一行写 <!-- not run: 原因 -->"
            yield Problem(source.name, line, 1, "R9", f"程序出错：{failure.reason(error)}", instead)
            continue
        lines = printed.getvalue().rstrip("\n").split("\n")
        if match["output"] is None:
            told = "后面没有它的输出", f"加一个 ```output 块，写 {' / '.join(lines)}"
            yield source.finding(match.start("code"), "R9", *told)
            continue
        shown = textwrap.dedent(match["output"]).split("\n")
        for number, (said, true) in enumerate(zip_longest(shown, lines)):
            if said != true:
                line = source.line_at(match.start("output")) + min(number, len(shown) - 1)
                message = f"程序的输出不是 {said}" if said is not None else "程序的输出还有一行"
                yield Problem(source.name, line, 1, "R9", message, true or "删去这一行")
                break


def main() -> None:
    found: list[Problem] = []
    with redirect_stdout(io.StringIO()):
        for name in sys.argv[1:]:
            source = Source(Path(name), name, Path(name).read_text("utf-8"))
            found += [*disagreeing(source), *programs(source)]
    print(json.dumps([asdict(finding) for finding in found]))


if __name__ == "__main__":
    main()
