"""What a live figure computes, and the function of its note that computes the same: a module a note.

Each has `cases()`, which yields the element, the name of its function in JavaScript, at least a hundred
lists of arguments, and the function in Python.
"""

from __future__ import annotations

import itertools
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import Any

from note_checks import checks_of as note
from site_shell import ROOT

from notes import programs

with programs.importing_from(ROOT / "docs"):
    import transformer

__all__ = ["STEPS", "Case", "every", "grid", "note", "transformer"]
STEPS = [-5, -2.3, -1, -0.1, 0, 0.1, 1, 2.3, 5]
Case = tuple[str, str, list[list[Any]], Callable[..., Any]]


def grid(*axes: Sequence[Any]) -> list[list[Any]]:
    return [list(point) for point in itertools.product(*axes)]


def every() -> Iterator[Case]:
    for module in pkgutil.iter_modules(__path__):
        yield from import_module(f"{__name__}.{module.name}").cases()
