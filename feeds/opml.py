"""OPML 2.0: all Atom feeds in one list, to be imported into a reader."""

from __future__ import annotations

from lxml import etree

from feeds.entry import Feed, Feeds


def write(feeds: Feeds) -> bytes:
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = feeds.new.site.name
    body = etree.SubElement(root, "body")
    # In folders, since what is new comes in both: a subscriber deletes one of them.
    _add_folder(body, "全站", (feeds.new, feeds.updates))
    _add_folder(body, "按主题", feeds.topics)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _add_folder(body: etree._Element, name: str, feeds: tuple[Feed, ...]) -> None:
    if not feeds:
        return
    folder = etree.SubElement(body, "outline", text=name)
    for feed in feeds:
        etree.SubElement(
            folder,
            "outline",
            type="rss",  # What OPML calls every feed, Atom too.
            text=feed.title,
            title=feed.title,
            xmlUrl=feed.url,
            htmlUrl=feed.page,
        )
