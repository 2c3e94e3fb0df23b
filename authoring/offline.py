"""Make site.zip of a built site: for reading from a disk, without a server.

Links name files, since no server is there to find a folder's index; the search reads its index from
a script. A browser runs no module from a file, so the still figures stand in for the live ones.
"""

from __future__ import annotations

import json
import posixpath
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from search import worker

BUNDLE = re.compile(r'<script src="([^"]*)assets/javascripts/bundle\.')
LONG_AGO = (1980, 1, 1, 0, 0, 0)
ADDRESS = re.compile(
    r'(?P<start>\s(?:href|action)="|\scontent="0; url=)(?P<path>[^"#?:]*)(?P<rest>[#?][^"]*)?"'
)


def linked_by_files(html: str, folder: str, site: Path) -> str:
    """The page, which lies in `folder` of `site`, with every link to a folder to its index."""

    def to_file(address: re.Match[str]) -> str:
        path = address["path"]
        target = site / posixpath.normpath(posixpath.join(folder, unquote(path)))
        if not path or path.startswith("/") or not (target / "index.html").is_file():
            return address[0]
        file = posixpath.join(path, "index.html").removeprefix("./")
        return f'{address["start"]}{file}{address["rest"] or ""}"'

    return ADDRESS.sub(to_file, html)


def searching_from_files(html: str) -> str:
    """The page with a stand-in for the search's worker, loaded before the theme asks for one."""
    return BUNDLE.sub(r'<script src="\1search/offline.js"></script>\n      \g<0>', html)


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
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        name = path.relative_to(site).as_posix()
        if name in ("404.html", "_headers"):  # for a server
            continue
        if name.startswith("search/") and name.endswith(".json"):
            continue
        if name.endswith(".html"):
            html = linked_by_files(path.read_text("utf-8"), posixpath.dirname(name), site)
            yield name, searching_from_files(html).encode()
        else:
            yield name, path.read_bytes()
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
