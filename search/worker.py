"""The programs of the search: the worker, one file made of several, and the box that asks it."""

from __future__ import annotations

from pathlib import Path

PARTS = ("terms", "store", "query", "results", "worker")


def program() -> str:
    """The worker's text. A file loaded beside it would be a request more."""
    return "\n".join(map(_text, PARTS))


def box() -> str:
    return _text("box")


def offline() -> str:
    """What stands in for the worker in pages read from a disk."""
    return _text("offline")


def _text(name: str) -> str:
    return Path(__file__).with_name(f"{name}.js").read_text("utf-8")
