"""Atom 1.0 (RFC 4287)."""

from __future__ import annotations

from lxml import etree

from feeds.entry import Entry, Feed

NAMESPACE = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"


def write(feed: Feed) -> bytes:
    root = etree.Element(f"{{{NAMESPACE}}}feed", nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    root.set("{http://www.w3.org/XML/1998/namespace}lang", feed.site.language)
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", feed.updated.isoformat())
    _add(root, "link", rel="self", type=MEDIA_TYPE, href=feed.url)
    _add(root, "link", rel="alternate", type="text/html", href=feed.page)
    _add(root, "rights", feed.site.rights)
    for entry in feed.entries:
        _add_entry(root, entry)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _add_entry(root: etree._Element, entry: Entry) -> None:
    element = _add(root, "entry")
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "published", entry.published.isoformat())
    _add(element, "updated", entry.updated.isoformat())
    _add(element, "link", rel="alternate", type="text/html", href=entry.url)
    for name in entry.authors:
        _add(_add(element, "author"), "name", name)
    for category in entry.categories:
        _add(element, "category", term=category.term, label=category.label)
    _add(element, "summary", entry.summary, type="text")
    _add(element, "content", entry.content, type="html")


def _add(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
    element.text = text or None
    return element
