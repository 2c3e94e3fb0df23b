"""Markdown as the pages of the site have it: links lead to pages, where authors link sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

LINKED = {"a": "href", "img": "src"}
AddressOf = Callable[[str], "str | None"]
"""Where readers find a source that a page names by its path; None if nowhere."""


class Parser:
    """Made once for many pages: to make it takes as long as to read a short one."""

    def __init__(
        self, extensions: Sequence[str | Extension], options: Mapping[str, Mapping[str, Any]]
    ) -> None:
        self._made = partial(Markdown, extensions=extensions, extension_configs=options)
        self._free: Markdown | None = None

    def parsed(self, text: str, address_of: AddressOf) -> tuple[str, list[Any]]:
        """HTML, and its contents as the extension `toc` lists them."""
        # One that failed halfway is not used again.
        parser, self._free = self._free or self._made(), None
        parser.reset()
        parser.treeprocessors.register(_Links(address_of), "links", -1)  # after all others
        html = parser.convert(text)
        self._free = parser
        return html, parser.toc_tokens  # type: ignore[attr-defined]


class _Links(Treeprocessor):
    def __init__(self, address_of: AddressOf) -> None:
        super().__init__()
        self.address_of = address_of

    def run(self, root: Element) -> None:
        for element in root.iter():
            if name := LINKED.get(element.tag):
                element.set(name, self._leading(element.get(name, "")))

    def _leading(self, written: str) -> str:
        scheme, server, path, query, fragment = urlsplit(written)
        is_letter = AMP_SUBSTITUTE in written
        if scheme or server or is_letter or not path or path.startswith(("/", "\\")):
            return written
        address = self.address_of(unquote(path))
        return written if address is None else urlunsplit(("", "", address, query, fragment))
