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
from real_notes import DOCS, NOTES, address, meta
from site_shell import ROOT

from notes import LISTS, settings

ASKED_FOR = {
    "404.html": "hosts, for an address that is not there",
    "_headers": "hosts",
    "sitemap.xml": "search engines",
    "sitemap.xml.gz": "search engines",
    "search/search_index.json": "the search box",
}
"""What no page names, and who asks for it nevertheless."""
LEADS_ON = '<meta http-equiv="refresh"'
LINKED = re.compile(r"\]\(<?([^)>\s]+)")
IMPORTED = re.compile(r"""(?:from|import)[\s(]*["'](\.[^"']+)["']""")
LOADED = re.compile(r"""url\(["']?([^"')]+)""")
SOURCES = re.compile(r"sourceMappingURL=([^\s*]+)")


def of_page(text: str) -> Iterator[str]:
    page = lxml.html.document_fromstring(text)
    yield from page.xpath(
        "//@href | //@src | //@action | //@data-preview | //meta[@property='og:image']/@content"
    )
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
    if isinstance(content, str):  # of a preview, which leads nowhere
        return
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
    for one in read(path.read_text("utf-8")) if read else ():
        whole = urldefrag(urljoin(SITE_URL + name, one)).url.partition("?")[0]
        if whole.startswith(SITE_URL):
            found = unquote(whole.removeprefix(SITE_URL))
            yield f"{found}index.html" if found.endswith("/") or not found else found


def left_behind(site: Path) -> Iterator[str]:
    """For those who come from elsewhere: pages that lead on, and feeds under a name that a topic had."""
    for page in site.rglob("index.html"):
        if LEADS_ON in page.read_text("utf-8"):
            yield page.relative_to(site).as_posix()
    for topic in settings.topics(ROOT):
        for old in meta(DOCS / topic / "index.md").get("redirect_from", ()):
            yield f"feeds/topic/{old.strip('/')}.xml"


@pytest.fixture(scope="module")
def crawled(site: Path) -> tuple[set[str], list[str]]:
    """Names that are reached, and references to what is not there."""
    reached, dead = set[str](), []
    queue = ["index.html", *ASKED_FOR, *left_behind(site)]
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
    assert published == reached


@pytest.mark.parametrize("place", ["", "path/", "about/", address(NOTES[0])])
def test_the_navigation_leads_to_each_list_and_to_nothing_twice(site: Path, place: str) -> None:
    page = lxml.html.parse(site / place / "index.html")
    entries = page.xpath("//nav[contains(@class, 'md-nav--primary')]/ul/li")
    led = [urljoin(f"/{place}", one.xpath(".//a/@href")[0]) for one in entries]
    assert len(led) == len(set(led))
    lists = {
        f"/{name.removesuffix('.md').removesuffix('index')}".rstrip("/") + "/" for name in LISTS
    }
    assert lists <= set(led)
