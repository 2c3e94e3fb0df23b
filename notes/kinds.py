"""The kinds of change that an entry of `changes` may name."""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    meaning: str
    """What authors are told."""
    label: str
    """What readers see; to them, kinds that share it are one."""
    sign: str
    """Of that one, for the script that counts what is new."""
    counted: str
    """What readers see behind a number of them."""


NEW, WITHDRAWAL = "new", "withdrawal"
KINDS = {
    "correction": Kind("更正", "更正", "c", "处更正"),
    "addition": Kind("补充", "更新", "u", "处更新"),
    "revision": Kind("修订", "更新", "u", "处更新"),
    WITHDRAWAL: Kind("撤回", "撤回", "w", "篇撤回"),
}
TOLD = {NEW: Kind("发表", "新增", "n", "篇新笔记"), **KINDS}
"""All that readers are told of, in the order in which they are counted."""
_FIRST = {kind.label: name for name, kind in reversed(TOLD.items())}
ALIKE = {name: _FIRST[kind.label] for name, kind in TOLD.items()}
"""The first of those that are one to readers."""
*_OTHERS, _LAST = (f"{name}（{kind.meaning}）" for name, kind in KINDS.items())
CHOICE = f"kind 是 {'、'.join(_OTHERS)}或 {_LAST}"
