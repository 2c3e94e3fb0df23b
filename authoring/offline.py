"""Make site.zip of a built site: for reading from a disk, without a server.

Links name files, since no server is there to find a folder's index. A browser runs no worker and no
module from a file, so the search and the live figures are left out; the page of all sections and
the still figures stand in.
"""

from __future__ import annotations

import posixpath
import re
import sys
import zipfile
from pathlib import Path
from urllib.parse import unquote

LONG_AGO = (1980, 1, 1, 0, 0, 0)
ADDRESS = re.compile(r'(?P<start>\s(?:href|action)=")(?P<path>[^"#?:]*)(?P<rest>[#?][^"]*)?"')


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


def pack(site: Path, target: Path) -> None:
    """Every file in order, with one date, so that the same site gives the same bytes."""
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(path for path in site.rglob("*") if path.is_file()):
            name = path.relative_to(site).as_posix()
            data = path.read_bytes()
            if name in ("404.html", "_headers"):  # for a server
                continue
            if name.endswith(".html"):
                data = linked_by_files(data.decode(), posixpath.dirname(name), site).encode()
            entry = zipfile.ZipInfo(f"incoming-transmission/{name}", LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, compresslevel=9)


if __name__ == "__main__":
    pack(Path(sys.argv[1]), Path(sys.argv[2]))
