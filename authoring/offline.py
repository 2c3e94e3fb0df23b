"""Make site.zip of a built site: for reading from a disk, without a server.

Links name files, since no server is there to find a folder's index; the search reads its index from
a script. A browser runs no module from a file, so the still figures stand in for the live ones.
"""

from __future__ import annotations

import html as html_entities
import itertools
import json
import posixpath
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from pages.markup import MarkupChangedError
from search import worker

BOX = "assets/actions/everywhere."
PREVIEWS = "*/*/preview/*.json"
"""A browser fetches nothing from a disk."""
LONG_AGO = (1980, 1, 1, 0, 0, 0)
REFRESH = re.compile(r"(?P<delay>\s*\d+\s*;\s*url=)(?P<address>.*)", re.IGNORECASE)
"""What a `<meta>` says that leads on."""
INSTANT = re.compile(r'"navigation\.instant",? ?')
"""A setting of the theme that asks a server for the next page; from a file it stops all else that the theme does."""


class _Tags(HTMLParser):
    """Pages with some of their start tags written anew, all else as it is."""

    def __init__(self, html: str, to_file: Callable[[str], str]) -> None:
        super().__init__(convert_charrefs=False)
        self._html, self._to_file = html, to_file
        self._lines = [0, *itertools.accumulate(len(line) + 1 for line in html.split("\n"))]
        self._parts: list[str] = []
        self._done = 0
        self.searches = False

    def written(self) -> str:
        self.feed(self._html)
        self.close()
        return "".join([*self._parts, self._html[self._done :]])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        new = [(name, self._linked(tag, name, value)) for name, value in attrs]
        written = self.get_starttag_text() or ""
        before = ""
        if tag == "script" and BOX in (source := dict(attrs).get("src") or ""):
            # The stand-in for the search's worker, loaded before the theme asks for one.
            before = (
                f'<script src="{source.partition("assets/")[0]}search/offline.js"></script>\n      '
            )
            self.searches = True
        if before or new != attrs:
            line, column = self.getpos()
            start = self._lines[line - 1] + column
            tag_text = _tag(tag, new) if new != attrs else written
            self._parts += [self._html[self._done : start], before + tag_text]
            self._done = start + len(written)

    def _linked(self, tag: str, name: str, value: str | None) -> str | None:
        if name in ("href", "xlink:href", "action") and value:
            return self._to_file(value)
        if tag == "meta" and name == "content" and (leads := REFRESH.fullmatch(value or "")):
            return leads["delay"] + self._to_file(leads["address"])
        return value


def _tag(name: str, attributes: list[tuple[str, str | None]]) -> str:
    written = "".join(
        f" {key}" if value is None else f' {key}="{html_entities.escape(value)}"'
        for key, value in attributes
    )
    return f"<{name}{written}>"


def for_files(html: str, folder: str, site: Path) -> tuple[str, bool]:
    """The page, which lies in `folder` of `site`, with links to files only; whether it can search."""

    def to_file(address: str) -> str:
        path, *rest = re.split(r"(?=[#?])", address, maxsplit=1)
        target = site / posixpath.normpath(posixpath.join(folder, unquote(path)))
        is_elsewhere = not path or ":" in path or path.startswith("/")
        if is_elsewhere or not (target / "index.html").is_file():
            return address
        return "".join((posixpath.join(path, "index.html").removeprefix("./"), *rest))

    tags = _Tags(html, to_file)
    return INSTANT.sub("", tags.written(), count=1), tags.searches


def search_files(site: Path) -> dict[str, str]:
    """The search for readers without a server: the stand-in, and the whole index as a script."""
    folder = site / "search" / "files"
    index = {}
    for path in sorted(folder.rglob("*.json")):
        content = json.loads(path.read_text("utf-8"))
        if path.parent.name == "pages":
            content["url"] += "index.html"
        index[path.relative_to(folder).as_posix()] = content
    stub = site.joinpath("search", "search_index.json").read_text("utf-8")
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    return {
        "search/offline.js": worker.offline(),
        "search/search_index.js": f"__index = {stub};\n__files = {text};\n",
    }


def files(site: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of everything in the archive."""
    found = False
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        name = path.relative_to(site).as_posix()
        if name in ("404.html", "_headers") or path.match(PREVIEWS):  # for a server
            continue
        if name.startswith("search/") and name.endswith(".json"):
            continue
        if name.endswith(".html"):
            html, searches = for_files(path.read_text("utf-8"), posixpath.dirname(name), site)
            found |= searches
            yield name, html.encode()
        else:
            yield name, path.read_bytes()
    if not found:
        raise MarkupChangedError("页面的脚本", f'<script src="…{BOX}', 1)
    for name, text in search_files(site).items():
        yield name, text.encode()


def pack(site: Path, target: Path) -> None:
    """Every file in order, with one date, so that the same site gives the same bytes."""
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files(site):
            entry = zipfile.ZipInfo(f"incoming-transmission/{name}", LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, compresslevel=9)


if __name__ == "__main__":
    pack(Path(sys.argv[1]), Path(sys.argv[2]))
