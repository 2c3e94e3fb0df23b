"""What of the built site goes into the book, in reading order."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from lxml import etree

from notes import all_of, front_matter, order, settings, topic_of
from notes.front_matter import Meta, is_draft, is_withdrawn

APPENDICES = ("glossary", "notation", "sources")
"""Pages of the site that a reader of the book needs too."""


@dataclass(frozen=True)
class Page:
    """A page of the built site."""

    address: str
    """Below the site's root, with a trailing slash."""
    title: str
    article: etree._Element
    meta: Meta
    """The note's front matter; empty for other pages."""
    further: tuple[str, ...] = ()
    """Addresses of the parts of a list that go on in it."""

    @property
    def file(self) -> str:
        """In the book."""
        return self.address.strip("/").replace("/", "-") + ".xhtml"

    @cached_property
    def ids(self) -> frozenset[str]:
        """What links can lead to."""
        return frozenset(element.get("id", "") for element in self.article.iter("{*}*"))


@dataclass(frozen=True)
class Site:
    """What the site says of itself."""

    name: str
    description: str
    url: str


@dataclass(frozen=True)
class Part:
    """A topic and its notes; without a title, the appendices."""

    title: str
    pages: tuple[Page, ...]


def parts(root: Path, site: Path) -> Iterator[Part]:
    """All notes that are listed by topic, each after those it requires, then the lists that explain them."""
    metas = {}
    for path in all_of(root):
        source = path.relative_to(root / "docs").as_posix()
        meta, _, _ = front_matter.parse(source, path.read_bytes())
        if not is_draft(meta) and not is_withdrawn(meta):
            metas[source] = meta
    source_of = {meta["id"]: source for source, meta in metas.items()}
    ordered = [source_of[one] for one in order.reading_order(metas.values())]
    for slug, title in settings.topics(root).items():
        pages = (
            _page(site, f"{posixpath.dirname(source)}/", metas[source])
            for source in ordered
            if topic_of(source) == slug
        )
        yield Part(title, tuple(pages))
    yield Part("", tuple(_list(site, name) for name in APPENDICES))


def _page(site: Path, address: str, meta: Meta) -> Page:
    article = next(_tree(site / address / "index.html").iter("article"))
    title = meta.get("title") or " ".join(
        "".join(map(str, next(article.iter("h1")).itertext())).split()
    )
    return Page(address, title.removesuffix("¶").strip(), article, meta)


def _list(site: Path, name: str) -> Page:
    """A list that the site has cut into pages, in one."""
    first = _page(site, f"{name}/", {})
    addresses = [
        f"{path.parent.relative_to(site).as_posix()}/"
        for path in site.joinpath(name).glob("*/**/index.html")
    ]
    in_order = sorted(addresses, key=lambda one: [(len(part), part) for part in one.split("/")])
    for address in in_order:
        article = _page(site, address, {}).article
        for heading in list(article.iter("h1")):
            heading.tag = "h2"
            if "/page/" in address:  # in the middle of what is one list here
                article.remove(heading)
        first.article.extend(article)
    return replace(first, further=tuple(in_order))


def of_itself(site: Path) -> Site:
    head = next(_tree(site / "index.html").iter("head"))
    said = {
        one.get("property") or one.get("name"): one.get("content", "") for one in head.iter("meta")
    }
    url = next(one.get("href", "") for one in head.iter("link") if one.get("rel") == "canonical")
    return Site(said["og:site_name"], said["description"], url)


def _tree(path: Path) -> etree._ElementTree:
    return etree.parse(str(path), etree.HTMLParser(encoding="utf-8", collect_ids=False))
