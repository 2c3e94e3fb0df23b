"""The programs of the search: the worker, one file made of several, and the box that asks it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from pages.modules import as_one, without_comments
from pages.walk import CLOSING, OPENING
from search import terms

HERE = Path(__file__).parent


SHARED = (
    *("HAN", "WORD", "RAISED", "LOOKALIKES", "UNSEEN", "RUN", "ASKED", "PARTS", "JOINTS"),
    *("PLURAL", "VERBAL", "DOUBLED", "SHORT_THEN_HAN", "HAN_THEN_LETTER"),
    *("FUNCTION_WORDS", "SIGNS", "STRUCTURE"),
)
"""What a text or a query is cut by, in Python and in JavaScript: names in `terms`."""
BESIDE = re.compile(rf"[{OPENING}]*(<mark>)?<math>[\s\S]*?</math>(</mark>)?[{CLOSING}]*")
"""A formula in an excerpt, with the signs that stay with it in a note too."""


def patterns() -> str:
    """These as JavaScript, for the modules that come after it."""
    shared = {name: getattr(terms, name) for name in SHARED} | {"BESIDE": BESIDE}
    found = (f"{name}: {_constant(value)}" for name, value in shared.items())
    return f"const PATTERNS = {{ {', '.join(found)} }};\n"


def _constant(value: str | dict[str, str] | re.Pattern[str]) -> str:
    if isinstance(value, re.Pattern):
        return f'new RegExp({json.dumps(value.pattern)}, "g")'
    return json.dumps(value)


def program() -> str:
    """The worker's text. A file loaded beside it would be a request more."""
    return patterns() + without_comments(as_one(HERE / "worker.js"))


def box() -> str:
    """The box's text; no other script of the page sees its names."""
    return f"{{\n{without_comments(as_one(HERE / 'box.js'))}}}\n"


def offline() -> str:
    """What stands in for the worker in pages read from a disk."""
    return HERE.joinpath("offline.js").read_text("utf-8")
