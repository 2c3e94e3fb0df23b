"""A note's figures are what their scripts draw now. Run as a program, draws anew those that are not.

What a script drew is kept in .cache under a hash of all that it was drawn from.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from authoring import failure
from authoring.text_room import overflowing
from notes import programs
from notes.problem import Problem

ROOT = Path(__file__).parents[1]
CACHE = ROOT / ".cache" / "figures"
LIBRARIES = ("matplotlib", "numpy", "lxml")
SHARED = ("authoring/*.py", "docs/*.py", "docs/assets/styles/tokens.css")
"""What any script may draw with."""
WRONG = "图"


def all_of(root: Path) -> list[Path]:
    return sorted(root.glob("docs/*/*/figure_*.py"))


def drawn(scripts: Iterable[Path]) -> Iterator[tuple[Path, str | Problem]]:
    """What each of them draws, or why it cannot."""
    for script in scripts:
        kept = CACHE / f"{_hash(script)}.svg"
        if kept.exists():
            yield script, kept.read_text("utf-8")
            continue
        told = _draw(script)
        if isinstance(told, str):
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(told, encoding="utf-8", newline="\n")
        yield script, told


def _hash(script: Path) -> str:
    root = script.parents[3]
    shared = [path for pattern in SHARED for path in sorted(root.glob(pattern))]
    inputs = [path.read_bytes() for path in [script, *sorted(script.parent.glob("*.py")), *shared]]
    versions = [f"{name} {version(name)} {script.stem}".encode() for name in LIBRARIES]
    return hashlib.sha256(b"\0".join([*inputs, *versions])).hexdigest()[:24]


def _draw(script: Path) -> str | Problem:
    from authoring import drawing  # noqa: F401 - takes seconds; the copies of this process have it

    try:
        return programs.apart(_rendered, script)
    except programs.UnansweredError as error:
        return _failed(script, 1, str(error))


def _rendered(script: Path) -> str | Problem:
    from authoring import drawing

    try:
        return drawing.render(script)
    except (Exception, SystemExit) as error:
        return _failed(script, failure.line_in(str(script), error), failure.reason(error))


def _failed(script: Path, line: int, reason: str) -> Problem:
    name = script.relative_to(script.parents[3]).as_posix()
    return Problem(name, line, 0, WRONG, f"画不出来：{reason}", "改好它，再 make figures")


def problems(root: Path) -> Iterator[Problem]:
    """Figures that are not what their scripts draw, and texts that reach over their edges."""
    for script, told in drawn(all_of(root)):
        if isinstance(told, Problem):
            yield told
            continue
        svg = script.with_suffix(".svg")
        name = svg.relative_to(root).as_posix()
        if _is(svg, told):
            yield from overflowing(name, told)
        else:
            found = f"不是 {script.name} 现在画的"
            yield Problem(name, 1, 0, WRONG, found, "make figures，一起提交")


def _is(svg: Path, drawn: str) -> bool:
    return svg.exists() and svg.read_text("utf-8") == drawn


def main(root: Path = ROOT) -> int:
    failed = []
    for script, told in drawn(all_of(root)):
        svg = script.with_suffix(".svg")
        if isinstance(told, Problem):
            failed.append(told)
        elif not _is(svg, told):
            svg.write_text(told, encoding="utf-8", newline="\n")
            print(f"画好了 {svg.relative_to(root)}")
    for problem in failed:
        print(problem)
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
