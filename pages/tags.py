"""How tags and texts are written."""

from __future__ import annotations

from collections.abc import Mapping


def escaped(text: str) -> str:
    if not ("&" in text or "<" in text or ">" in text):
        return text  # as nearly always
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(value: str) -> str:
    return escaped(value).replace('"', "&quot;")


def start(tag: str, attributes: Mapping[str, str]) -> str:
    if not attributes:
        return f"<{tag}>"
    written = "".join([f' {name}="{quoted(value)}"' for name, value in attributes.items()])
    return f"<{tag}{written}>"
