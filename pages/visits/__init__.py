"""What a reader's own device remembers of visits, and what pages show of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from notes.kinds import TOLD
from pages.modules import as_one, without_comments
from pages.tags import quoted

HERE = Path(__file__).parent
SPACE = re.compile(r"""("[^"]*"|`[^`]*`)|\s*([{}()\[\];,:?=<>+*/&|!-])\s*|\s+""")
"""Text, in which space is kept; signs, which need none; what is between words."""
NEEDLESS = re.compile(r"[;,](?=[}\])])")


def on_pages() -> str:
    """Defines `visits`, which is called where a page begins."""
    return _program(counted() + as_one(HERE / "pages.js"))


def on_about() -> str:
    """Behind the text that says what is remembered."""
    return _program(as_one(HERE / "about.js"))


def counted() -> str:
    """Of each sign of a kind what stands behind a number, for the modules that come after it."""
    words = dict.fromkeys(f'{kind.sign}: "{kind.counted}"' for kind in TOLD.values())
    return f"const COUNTED = {{ {', '.join(words)} }};\n"


def _program(script: str) -> str:
    """Of which other scripts of a page see nothing."""
    text = without_comments(script).strip()
    short = SPACE.sub(lambda found: found[1] or found[2] or " ", text)
    return f'"use strict";{{{NEEDLESS.sub("", short)}}}\n'


def data(value: object) -> str:
    """What an attribute gives a script."""
    return quoted(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
