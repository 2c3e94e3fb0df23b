"""JavaScript of several modules as one script: a file loaded beside it would be a request more."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

IMPORTED = re.compile(r'^import [^;"]*"([^"]+)";', re.MULTILINE)
NAMES = re.compile(r'^import \{([^}]*)\} from "([^"]+)";', re.MULTILINE)
EXPORTED = re.compile(r"^export (?:class|const|function) (\w+)", re.MULTILINE)
OF_MODULES = re.compile(r"^import [^;]*;\n|^export ", re.MULTILINE)
COMMENT = re.compile(
    r"^ *(?://[^\n]*|/\*\*.*?\*/)\n|(?<=[;,{(]) +//[^\n\"'`]*$", re.MULTILINE | re.DOTALL
)
"""A fifth of what a reader would fetch. Where a quote follows, it may be text."""


def without_comments(script: str) -> str:
    return COMMENT.sub("", script)


def as_one(*modules: Path, apart: Path | None = None) -> str:
    """Modules, each after all that it needs. No two of them give a name to different things.

    What `apart` needs too is imported from there, where all of it is exported: others need it as well.
    """
    others = needed(apart) if apart and apart.exists() else []
    within = dict.fromkeys(one for module in modules for one in needed(module) if one not in others)
    text = "\n".join(OF_MODULES.sub("", one.read_text("utf-8")) for one in within)
    names = sorted({name for one in within for name in _names(one, others)})
    return (
        f'import {{ {", ".join(names)} }} from "./{apart.name}";\n{text}'
        if apart and names
        else text
    )


def with_exports(module: Path) -> str:
    """A module and all that it needs, for others to import from it."""
    every = dict.fromkeys(needed(module))
    names = (name for one in every for name in EXPORTED.findall(one.read_text("utf-8")))
    return f"{as_one(module)}\nexport {{ {', '.join(names)} }};\n"


def needed(module: Path) -> list[Path]:
    imported = IMPORTED.findall(module.read_text("utf-8"))
    return [
        *(one for name in imported for one in needed(module.parent.joinpath(name).resolve())),
        module,
    ]


def _names(module: Path, others: Collection[Path]) -> Iterator[str]:
    for names, address in NAMES.findall(module.read_text("utf-8")):
        if module.parent.joinpath(address).resolve() in others:
            yield from filter(None, map(str.strip, names.split(",")))
