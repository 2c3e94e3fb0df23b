"""Make an EPUB 3 of the built site: the same notes give the same bytes.

`python -m book.epub SITE BOOK.epub`
"""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from html import escape
from operator import itemgetter
from pathlib import Path
from urllib.parse import unquote, urljoin

from lxml import etree

from book.chapter import chapter
from book.cover import cover
from book.site import Page, Part, Site, of_itself, parts
from book.xhtml import identifier
from notes import settings
from notes.front_matter import Meta
from pages import amendments
from pages.palette import PALETTE

ROOT = Path(__file__).parents[1]
STYLE = Path(__file__).with_name("style.css")
VARIABLE = re.compile(r"var\(--([\w-]+)\)")
LONG_AGO = (1980, 1, 1, 0, 0, 0)
RIGHTS = "文字和图按 CC BY-SA 4.0，代码按 MIT 许可"
XHTML = "application/xhtml+xml"
CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="package.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>
"""
PAGE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="zh" xml:lang="zh">
<head><title>{title}</title><link rel="stylesheet" href="style.css"/></head>
<body>{body}</body>
</html>
"""
PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" xml:lang="zh" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">{authority}:book</dc:identifier>
<dc:title>{name}</dc:title>
<dc:language>zh</dc:language>
<dc:creator>{author}</dc:creator>
<dc:description>{description}</dc:description>
<dc:rights>{rights}</dc:rights>
<dc:source>{url}</dc:source>
<meta property="dcterms:modified">{changed}T00:00:00Z</meta>
</metadata>
<manifest>
{manifest}
</manifest>
<spine>
{spine}
</spine>
</package>
"""


@dataclass(frozen=True)
class Item:
    """A file of the book."""

    name: str
    media_type: str
    content: str | bytes
    properties: str = ""

    def listed(self) -> str:
        properties = f' properties="{self.properties}"' if self.properties else ""
        return f'<item id="{identifier(self.name)}" href="{self.name}" media-type="{self.media_type}"{properties}/>'


@dataclass(frozen=True)
class Book:
    folder: Path
    """Of the built site."""
    site: Site
    parts: tuple[Part, ...]

    @property
    def pages(self) -> list[Page]:
        return [page for part in self.parts for page in part.pages]

    @property
    def changed(self) -> date:
        """The day of the newest note or change."""
        notes = [page.meta for page in self.pages if page.meta]
        days: list[date] = [change["date"] for meta in notes for change in meta.get("changes", ())]
        days += [meta["date"] for meta in notes]
        return max(days)

    def resolve(self, page: Page, href: str) -> str:
        """Where a link of a page leads: within the book if that is there, else to the site."""
        absolute = urljoin(urljoin(self.site.url, page.address), href)
        address, _, fragment = absolute.removeprefix(self.site.url).partition("#")
        anchor = unquote(fragment)
        for target in self.pages:
            is_there = unquote(address) in (target.address, *target.further)
            if is_there and (not anchor or anchor in target.ids):
                return f"{target.file}#{identifier(anchor)}" if anchor else target.file
        return absolute


def items(book: Book) -> Iterator[Item]:
    """Every file that the package lists; those that are pages in the order in which they are read."""
    font = book.folder.joinpath("assets/fonts/math.woff").read_bytes()
    yield Item("math.woff", "font/woff", font)
    yield Item("style.css", "text/css", _style())
    yield Item(
        "cover.svg", "image/svg+xml", cover(book.site.name, str(book.changed)), "cover-image"
    )
    yield _page(
        "cover.xhtml",
        "封面",
        '<section epub:type="cover"><img src="cover.svg" alt="封面"/></section>',
    )
    yield _page("contents.xhtml", "目录", _contents(book), "nav")
    for page in book.pages:
        body = chapter(page, partial(book.resolve, page))
        text = etree.tostring(body, encoding="unicode")
        holds = [name for name, tag in (("mathml", "<math "), ("svg", "<svg ")) if tag in text]
        yield _page(page.file, page.title, text, " ".join(holds))
    yield _page("corrections.xhtml", "更正", _corrections(book))


def _style() -> str:
    """With colours themselves: few reader programs know variables."""
    return VARIABLE.sub(lambda found: PALETTE[found[1]], STYLE.read_text("utf-8"))


def _page(name: str, title: str, body: str, properties: str = "") -> Item:
    return Item(name, XHTML, PAGE.format(title=escape(title), body=body), properties)


def _contents(book: Book) -> str:
    entries = "".join(map(_part, book.parts))
    entries += '<li><a href="corrections.xhtml">更正</a></li>'
    return f'<nav epub:type="toc" role="doc-toc"><h1>目录</h1><ol>{entries}</ol></nav>'


def _part(part: Part) -> str:
    pages = "".join(
        f'<li><a href="{page.file}">{escape(page.title)}</a></li>' for page in part.pages
    )
    return f"<li><span>{escape(part.title)}</span><ol>{pages}</ol></li>" if part.title else pages


def _corrections(book: Book) -> str:
    """What was corrected in the notes, the newest first, with the ways to its places."""
    found = [
        (change["date"], change, page)
        for page in book.pages
        for change in page.meta.get("changes", ())
        if change["kind"] == "correction"
    ]
    newest_first = sorted(found, key=itemgetter(0), reverse=True)
    entries = "".join(
        f'<li><p><time>{day}</time> <a href="{page.file}">{escape(page.title)}</a></p>'
        f"<p>{escape(change['what'])}</p>{''.join(_places(page, change))}</li>"
        for day, change, page in newest_first
    )
    return f'<section><h1>更正</h1><ol class="corrections">{entries}</ol></section>'


def _places(page: Page, change: Meta) -> Iterator[str]:
    """Of each, what stood there, if that is told."""
    amended = amendments.of({"changes": [change]})
    found, _ = amendments.places(page.article, amended)
    for place, text in amendments.told(change).items():
        said = f"：{escape(text)}" if text != change["what"] else ""
        yield f'<p><a href="{page.file}#{identifier(found[place])}">{escape(place)}</a>{said}</p>'


def package(book: Book, content: list[Item]) -> str:
    """What is in the book, and the order of its pages."""
    return PACKAGE.format(
        authority=settings.extra(ROOT)["feed_authority"],
        name=escape(book.site.name),
        author=escape(book.site.name),
        description=escape(book.site.description),
        rights=RIGHTS,
        url=escape(book.site.url),
        changed=book.changed,
        manifest="\n".join(item.listed() for item in content),
        spine="\n".join(
            f'<itemref idref="{identifier(item.name)}"/>'
            for item in content
            if item.media_type == XHTML
        ),
    )


def write(book: Book, target: Path) -> None:
    listed = list(items(book))
    files: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "package.opf": package(book, listed),
        **{item.name: item.content for item in listed},
    }
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, compresslevel=9)


def read(root: Path, site: Path) -> Book:
    """The book of a repository and the site that was built of it."""
    return Book(site, of_itself(site), tuple(parts(root, site)))


if __name__ == "__main__":
    write(read(ROOT, Path(sys.argv[1])), Path(sys.argv[2]))
