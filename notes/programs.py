"""What notes hold is run here: each in a process of its own, with docs/ to import from."""

from __future__ import annotations

import importlib.util
import multiprocessing
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

with suppress(ImportError):
    import numpy  # noqa: F401 - most programs need it: then a copy of this process has it

T = TypeVar("T")
SECONDS = 60
"""After which what still runs is ended."""
METHODS = multiprocessing.get_all_start_methods()
CONTEXT: Any = multiprocessing.get_context("fork" if "fork" in METHODS else "spawn")


@contextmanager
def importing_from(docs: Path) -> Iterator[None]:
    """What several notes share, such as docs/transformer.py, can be imported."""
    sys.path.insert(0, str(docs))
    try:
        yield
    finally:
        sys.path.remove(str(docs))


def module(path: Path) -> ModuleType:
    """A Python file of a note, docs/<topic>/<note>/checks.py, run as a module of its own name."""
    name = f"{path.stem}_{path.parent.name.replace('-', '_')}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec
    made = importlib.util.module_from_spec(spec)
    sys.modules[name] = made  # dataclasses look their module up
    # From its source: what Python keeps of a file is told from another by the second and the size.
    program = compile(path.read_bytes(), path, "exec", dont_inherit=True)
    with importing_from(path.parents[2]):
        exec(program, vars(made))
    return made


class UnansweredError(Exception):
    """The copy of this process gave no answer; says why."""


def apart(function: Callable[..., T], *arguments: object) -> T:
    """What the function returns in a copy of this process, which nothing that it does can change.

    Raises UnansweredError.
    """
    answer, asked = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=_answer, args=(asked, function, arguments))
    process.start()
    asked.close()
    try:
        if not answer.poll(SECONDS):
            raise UnansweredError(f"跑了 {SECONDS} 秒还没有结束")
        result: T = answer.recv()
        return result
    except EOFError:
        raise UnansweredError("没有运行完就退出了") from None
    finally:
        process.kill()  # threads of what was run may go on
        process.join()


def _answer(
    asked: Connection, function: Callable[..., object], arguments: tuple[object, ...]
) -> None:
    asked.send(function(*arguments))
