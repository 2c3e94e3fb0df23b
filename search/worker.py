"""The programs of the search: the worker, one file made of several, and the box that asks it."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parent
PARTS = (
    HERE.parent / "docs/assets/elements/escape.js",
    *(HERE / f"{name}.js" for name in ("terms", "store", "query", "sound", "results", "worker")),
)
"""Modules, each after those that it imports. No two give a name to different things."""
OF_MODULES = re.compile(r"^import [^;]*;\n|^export ", re.MULTILINE)


def program() -> str:
    """The worker's text. A file loaded beside it would be a request more."""
    return "\n".join(OF_MODULES.sub("", part.read_text("utf-8")) for part in PARTS)


def box() -> str:
    return HERE.joinpath("box.js").read_text("utf-8")


def offline() -> str:
    """What stands in for the worker in pages read from a disk."""
    return HERE.joinpath("offline.js").read_text("utf-8")
