"""OPML 2.0: the feeds of all topics in one list, to be imported into a reader.

Together they tell everything, and nothing twice: readers show an entry in one of the feeds that have it, so
those of the whole site would stand empty beside them.
"""

from __future__ import annotations

from lxml import etree

from feeds.entry import Feeds


def write(feeds: Feeds) -> bytes:
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = feeds.new.site.name
    body = etree.SubElement(root, "body")
    for feed in feeds.topics:
        etree.SubElement(
            body,
            "outline",
            type="rss",  # What OPML calls every feed, Atom too.
            text=feed.title,
            title=feed.title,
            xmlUrl=feed.url,
            htmlUrl=feed.page,
        )
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
