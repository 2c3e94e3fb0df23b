"""The kinds of change that an entry of `changes` may name."""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    meaning: str
    """What authors are told."""
    label: str
    """What readers see."""


KINDS = {
    "correction": Kind("更正", "更正"),
    "addition": Kind("补充", "更新"),
    "revision": Kind("修订", "更新"),
    "withdrawal": Kind("撤回", "撤回"),
}
*_OTHERS, _LAST = (f"{name}（{kind.meaning}）" for name, kind in KINDS.items())
CHOICE = f"kind 是 {'、'.join(_OTHERS)}或 {_LAST}"
