"""The colours of figures on light paper, as the site's style sheet names them."""

from __future__ import annotations

import re
from pathlib import Path

TOKENS = Path(__file__).parents[1] / "docs/assets/styles/tokens.css"
COLOURS = ("ink", "muted", "rule", "paper", "signal", "second", "third")


def palette(tokens: str) -> dict[str, str]:
    """By name."""
    light = tokens.partition('[data-md-color-scheme="slate"]')[0]
    values = dict(re.findall(r"--([\w-]+): ([^;]+);", light))
    return {name: _resolved(f"figure-{name}", values) for name in COLOURS}


def _resolved(name: str, values: dict[str, str]) -> str:
    value = values[name]
    return _resolved(value[6:-1], values) if value.startswith("var(--") else value


PALETTE = palette(TOKENS.read_text("utf-8"))
