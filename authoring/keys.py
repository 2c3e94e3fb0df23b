"""Write a key of a front matter, and leave all else as its author wrote it."""

from __future__ import annotations

from collections.abc import Iterable

from notes import scanner


def with_key(text: str, key: str, value: str) -> str:
    """The source with this value, written as YAML; a key that is not there yet becomes the last one."""
    head = scanner.front_matter(text)
    assert head
    for name, start, node in scanner.keys(text):
        if name == key:
            end = start + len(text[start : head.yaml[0] + node.end_mark.index].rstrip())
            return f"{text[:start]}{key}: {value}{text[end:]}"
    return f"{text[: head.yaml[1]].rstrip()}\n{key}: {value}\n{text[head.yaml[1] :].lstrip()}"


def listed(values: Iterable[str]) -> str:
    return f"[{', '.join(values)}]"
