"""Plain text as Markdown shows it unchanged."""

from __future__ import annotations

import re

MARKUP = re.compile(r"[<~${]|&(?=#?\w+;)|[\\`*_\[\]]|^[-+>]|(?<=^\d)[.)]|#+$")
ENTITIES = {"<": "&lt;", "&": "&amp;", "~": "&#126;", "$": "&#36;", "{": "&#123;"}
"""Signs that not every Markdown escapes by a backslash."""


def literal(text: str) -> str:
    """With every sign escaped that Markdown would take for more."""
    return MARKUP.sub(lambda sign: ENTITIES.get(sign[0], f"\\{sign[0]}"), text)
