"""Whatever is published is reached from the front page, and whatever is referred to is there."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import lxml.html
import pytest
from conftest import SITE_URL
from lxml import etree
from real_notes import NOTES, meta

ASKED_FOR = {
    "404.html": "hosts, for an address that is not there",
    "_headers": "hosts",
    "sitemap.xml": "search engines, and Material's script",
    "sitemap.xml.gz": "search engines",
    "search/search_index.json": "the search box",
}
"""What no page names, and who asks for it nevertheless."""
OLD = {f"{old}{part}index.html" for note in NOTES for old in meta(note).get("redirect_from", ())
       for part in ("", "checks/")}  # fmt: skip
"""Pages for those who come from elsewhere."""
LINKED = re.compile(r"\]\(<?([^)>\s]+)")
IMPORTED = re.compile(r"""(?:from|import)\s*["'](\.[^"']+)["']""")
LOADED = re.compile(r"""url\(["']?([^"')]+)""")
SOURCES = re.compile(r"sourceMappingURL=([^\s*]+)")


def of_page(text: str) -> Iterator[str]:
    page = lxml.html.document_fromstring(text)
    yield from page.xpath("//@href | //@src | //@action | //meta[@property='og:image']/@content")
    for style in page.xpath("//style/text() | //@style"):
        yield from LOADED.findall(style)
    for config in page.xpath("//script[@id='__config']/text()"):
        yield json.loads(config)["search"]


def of_feed(text: str) -> Iterator[str]:
    root = etree.fromstring(text.encode())
    yield from map(str, root.xpath("//@href | //@url | //@xmlUrl | //@htmlUrl"))
    yield from (text.strip() for text in root.itertext() if text.strip().startswith(SITE_URL))


def of_index(text: str) -> Iterator[str]:
    """The core of the search, and the files whose versions it lists."""
    content = json.loads(text)
    if "config" in content:
        yield f"files/{content['config']['core']}"
    for folder in ("pages", "terms", "sounds"):
        if isinstance(listed := content.get(folder), str):
            found = enumerate(re.findall(".{6}", listed))
            yield from (f"{folder}/{number}.{version}.json" for number, version in found)


READ: dict[str, Callable[[str], Iterator[str]]] = {
    ".html": of_page,
    ".xml": of_feed,
    ".opml": of_feed,
    ".json": of_index,
    ".md": lambda text: iter(LINKED.findall(text)),
    ".txt": lambda text: iter(LINKED.findall(text)),
    ".js": lambda text: iter(IMPORTED.findall(text) + SOURCES.findall(text)),
    ".css": lambda text: iter(LOADED.findall(text) + SOURCES.findall(text)),
}


def references(site: Path, name: str) -> Iterator[str]:
    """Names of files of the site that one of them refers to."""
    path = site / name
    read = READ.get(path.suffix)
    for address in read(path.read_text("utf-8")) if read else ():
        whole = urldefrag(urljoin(SITE_URL + name, address)).url.partition("?")[0]
        if whole.startswith(SITE_URL):
            found = unquote(whole.removeprefix(SITE_URL))
            yield f"{found}index.html" if found.endswith("/") or not found else found


@pytest.fixture(scope="module")
def crawled(site: Path) -> tuple[set[str], list[str]]:
    """Names that are reached, and references to what is not there."""
    reached, dead = set[str](), []
    queue = ["index.html", *ASKED_FOR]
    while queue:
        if (name := queue.pop()) not in reached:
            reached.add(name)
            found = list(references(site, name))
            dead += [f"{name}: {one}" for one in found if not (site / one).is_file()]
            queue += [one for one in found if (site / one).is_file()]
    return reached, dead


def test_every_reference_is_answered(crawled: tuple[set[str], list[str]]) -> None:
    _, dead = crawled
    assert not dead


def test_nothing_is_published_that_nothing_leads_to(
    site: Path, crawled: tuple[set[str], list[str]]
) -> None:
    reached, _ = crawled
    published = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert published - OLD == reached - OLD
