"""A hash of everything that a value depends on."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PACKAGES = ("feeds", "hooks", "kept", "notes", "pages", "search")


def digest(*values: object) -> bytes:
    """The same for equal values, in any process."""
    return of_bytes(_as_json(values).encode("utf-8", "surrogatepass"))


def of_bytes(content: bytes) -> bytes:
    """Their hash, shorter than most."""
    return blake2b(content, digest_size=16).digest()


def version_of(text: str) -> str:
    """For the address of what browsers keep for ever."""
    return of_bytes(text.encode()).hex()[:8]


def _plain(value: Any) -> object:
    """What is no JSON, as JSON that tells it from all others of its type."""
    if isinstance(value, bytes):
        return ["bytes", value.hex()]
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, partial):
        return ["partial", value.func, value.args, value.keywords]
    if callable(value) and hasattr(value, "__qualname__"):
        return [value.__module__, value.__qualname__]
    if hasattr(value, "__dict__"):
        return [type(value).__module__, type(value).__qualname__, vars(value)]
    return [type(value).__qualname__, str(value)]


_as_json = json.JSONEncoder(default=_plain, sort_keys=True, ensure_ascii=False).encode


def program() -> bytes:
    """Of our code, and of the versions of all that is installed."""
    return digest(sys.version, _loaded(), installed())


@cache  # what a process has loaded stays as it was
def _loaded() -> dict[str, bytes]:
    return code()


def code() -> dict[str, bytes]:
    """Our files that make the site, by path."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for package in PACKAGES
        for path in sorted(ROOT.joinpath(package).rglob("*"))
        if path.suffix in (".py", ".js", ".xml")
    }


def installed() -> list[str]:
    """Names and versions."""
    return sorted(info.name for place in sys.path for info in Path(place).glob("*.dist-info"))
