"""R9. What a note says was computed is what its functions and programs compute.

A program of its own, as it runs what notes hold: `python -m authoring.computed <root> docs/…/index.md …`
prints the problems as JSON. A note without any is not run again until something changes that it may have used.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import chdir, suppress
from dataclasses import asdict, dataclass
from itertools import zip_longest
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory, TemporaryFile

from authoring import failure
from authoring.checked_numbers import disagreeing
from kept import digest
from notes import numbers, programs
from notes.problem import Problem
from notes.settings import rendered
from notes.source import Source

RIGHT = Path(__file__).parents[1] / ".cache" / "computed"


@dataclass(frozen=True)
class Run:
    """What a program printed, or what went wrong in which of its lines."""

    printed: str
    error: str = ""
    line: int = 0


def run(code: str, docs: Path) -> Run:
    """To be called in a process of its own, whose output and folder become the program's."""
    with TemporaryFile() as printed, TemporaryDirectory() as folder, chdir(folder):
        os.dup2(printed.fileno(), 1)
        sys.stdout = open(1, "w", buffering=1, encoding="utf-8", closefd=False)  # noqa: SIM115
        reason, line = "", 0
        try:
            with programs.importing_from(docs):
                unit = compile(code, "program", "exec", dont_inherit=True)
                exec(unit, {"__name__": "__main__"})
        except (Exception, SystemExit) as error:
            reason, line = failure.reason(error), failure.line_in("program", error)
        with suppress(ValueError):  # closed by the program
            sys.stdout.flush()
        printed.seek(0)
        return Run(printed.read().decode("utf-8", "replace"), reason, line)


def outputs(source: Source) -> Iterator[Problem]:
    """Programs that fail, or print something else than the note shows."""
    for program in source.programs:
        if program.why_not:
            continue
        first = source.line_at(program.code.start) + 1
        try:
            ran = programs.apart(run, program.code.code, source.path.parents[2])
        except programs.UnansweredError as error:
            ran = Run("", str(error), 1)
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


def values(source: Source) -> list[Problem]:
    """Numbers that are not what the functions return."""
    try:
        return programs.apart(disagreeing, source)
    except programs.UnansweredError as error:
        file = (PurePosixPath(source.name).with_name(numbers.FILE)).as_posix()
        return [Problem(file, 1, 1, "R9", f"不能运行：{error}", "函数只算数，很快就算完")]


def problems(source: Source) -> list[Problem]:
    return [*values(source), *outputs(source)]


def unless_right_before(source: Source, shared: bytes) -> list[Problem]:
    """Its problems. That there were none is kept in .cache under a hash of all that it may have used."""
    right = RIGHT / digest.digest(shared, _contents(source.path.parent.iterdir())).hex()
    if right.exists():
        return []
    found = problems(source)
    if not found:
        right.parent.mkdir(parents=True, exist_ok=True)
        right.touch()
    return found


def shared_by_all(docs: Path) -> bytes:
    """A hash of what any note may use."""
    files = [*docs.rglob("*.py"), *Path(__file__).parent.glob("*.py")]
    return digest.digest(digest.program(), _contents(files))


def _contents(files: Iterable[Path]) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in files if file.is_file()}


def main() -> None:
    root, found = Path(sys.argv[1]), list[Problem]()
    rendered("```python\n```")  # what it loads, every copy of this process has then
    shared = shared_by_all(root / "docs")
    with os.fdopen(os.dup(1), "w") as answer:
        os.dup2(2, 1)  # what is run may write there
        for name in sys.argv[2:]:
            source = Source(root / name, name, root.joinpath(name).read_text("utf-8"))
            found += unless_right_before(source, shared)
        json.dump([asdict(problem) for problem in found], answer)


if __name__ == "__main__":
    main()
