"""The programs of the search: the worker, one file made of several, and the box that asks it."""

from __future__ import annotations

from pathlib import Path

from pages.modules import as_one

HERE = Path(__file__).parent


def program() -> str:
    return as_one(HERE / "worker.js")


def box() -> str:
    return HERE.joinpath("box.js").read_text("utf-8")


def offline() -> str:
    """What stands in for the worker in pages read from a disk."""
    return HERE.joinpath("offline.js").read_text("utf-8")
