"""The `checks.py` of a note, as a module."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType


@cache
def checks(note: Path) -> ModuleType:
    """`note` is docs/<topic>/<note>/index.md."""
    path = note.with_name("checks.py")
    spec = importlib.util.spec_from_file_location(f"checks_{note.parent.name}", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module
