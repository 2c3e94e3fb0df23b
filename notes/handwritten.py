"""YAML as people write it by hand: what it would drop or change without a word is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from notes.malformed import COMMENT, CUT, INDICATOR, QUOTE, RULE, malformed
from notes.problem import Problem

NAMES = {"id", "kind", "authors", "requires", "redirect_from", "note"}
"""Keys of what is no text: a # after it begins a comment, as its author means it."""
Slip = tuple[int, str, str]
"""Line from 0, what was found, what to write."""


class NoDate(str):
    """A date that there is not: a text, so that whoever checks the value names its key."""


class _Loader(yaml.CSafeLoader):
    """Takes a date that there is not."""


def _date(loader: _Loader, node: yaml.ScalarNode) -> object:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return NoDate(loader.construct_scalar(node))


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _date)


def read(file: str, text: str, first_line: int = 1) -> tuple[Any, list[Problem]]:
    """The value of `text`, which begins at a line of `file`, and what is wrong; None if it is no YAML."""
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
        value = loader.construct_document(root) if root else None
    except yaml.YAMLError as error:
        return None, [malformed(file, text, error, first_line)]
    lines = text.split("\n")
    slips = [*_tabs(lines), *(_slips(root, "", lines) if root else ())]
    return value, [
        Problem(file, first_line + line, 0, RULE, found, instead)
        for line, found, instead in sorted(slips)
    ]


def _tabs(lines: list[str]) -> Iterator[Slip]:
    for number, line in enumerate(lines):
        if "\t" in line:
            yield number, "用了制表符", "换成空格"


def _slips(node: yaml.Node, key: str, lines: list[str]) -> Iterator[Slip]:
    """In a value and all that it holds; `key` is the nearest above it."""
    start = node.start_mark
    if start.line < len(lines) and lines[start.line][start.column : start.column + 1] in ("&", "!"):
        yield start.line, INDICATOR, QUOTE
    elif isinstance(node, yaml.MappingNode):
        yield from _repeated(node)
        for name, value in node.value:
            yield from _slips(value, str(name.value), lines)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _slips(item, key, lines)
    elif isinstance(node, yaml.ScalarNode):
        yield from _changed(node, key, lines)


def _repeated(node: yaml.MappingNode) -> Iterator[Slip]:
    seen = set()
    for name, _ in node.value:
        if str(name.value) in seen:
            yield name.start_mark.line, f"{name.value} 写了两次，前一个会丢掉", "合成一个"
        seen.add(str(name.value))


def _changed(node: yaml.ScalarNode, key: str, lines: list[str]) -> Iterator[Slip]:
    """A text that YAML takes for less, or for other, than what stands there."""
    start, end = node.start_mark.line, node.end_mark
    if node.style == "|":
        return
    if node.style == ">":
        folded = [line for line in lines[start + 1 : end.line] if line.strip()]
    else:
        folded = lines[start : end.line + 1]
    if len(folded) > 1:
        yield start, "值写了几行，换行会成为空格", "写在一行里；要分行就用 |"
    rest = lines[end.line][end.column :] if end.line < len(lines) else ""
    is_text = node.tag.endswith((":str", ":null")) and key not in NAMES
    if is_text and not node.style and (cut := COMMENT.match(rest)):
        yield end.line, CUT.format(cut[1].rstrip()), QUOTE
