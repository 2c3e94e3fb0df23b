"""Addresses in a page that lead nowhere, written as Markdown or as HTML."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from urllib.parse import unquote, urlsplit

from notes import numbers
from pages.allowed import is_local
from pages.facts import Facts, Mistake


def dead(
    facts: Facts, page: str, site: Collection[str], anchors: Mapping[str, Collection[str]]
) -> Iterator[Mistake]:
    """Links and pictures of `page` to what is not among the addresses of the site, below its root.

    `anchors` are all ids of a page, by its address, where they are known.
    """
    for address in filter(None, facts.links):
        if not is_local(address) or numbers.leads_to_checks(address):
            continue
        path, anchor = unquote(urlsplit(address).path), unquote(urlsplit(address).fragment)
        target = normal(posixpath.join(page, path))
        if path.startswith("/"):
            found = f"{address} 从服务器的根目录算起，网站不一定在那里"
            yield Mistake("链接", found, "写成从这一页算起的地址，如 ../two/", address)
        elif path and target not in site:
            yield not_there(address)
        elif path.endswith(".md"):  # there is a source, or the copy for other uses
            instead = f"写成 Markdown 的链接 [文字]({address})，构建时会换成页面的地址"
            yield Mistake("链接", f"HTML 里的 {address} 不是页面的地址", instead, address)
        elif path and anchor and anchor not in anchors.get(target, (anchor,)):
            yield no_section(address, "那一页", anchors[target])
    yield from dead_anchors(facts, anchors.get(normal(page), ()))


def not_there(address: str) -> Mistake:
    return Mistake("链接", f"没有 {address}", "改正地址，或删去链接", address)


def no_section(address: str, page: str, ids: Collection[str]) -> Mistake:
    anchor = unquote(urlsplit(address).fragment)
    close = get_close_matches(anchor.lower(), ids, n=1, cutoff=0.7)
    instead = f"改成 #{close[0]}" if close else "改成有的标题的地址"
    return Mistake("链接", f"{page}没有 #{anchor}", instead, address)


def dead_anchors(facts: Facts, ids: Collection[str]) -> Iterator[Mistake]:
    """Links within the page."""
    known = {*facts.ids, *ids}
    for address in facts.links:
        if address.startswith("#") and unquote(address[1:]) not in known:
            yield no_section(address, "这一页", known)


def normal(address: str) -> str:
    """An address below the site's root, with or without a slash at its end."""
    return posixpath.normpath(address or ".")
