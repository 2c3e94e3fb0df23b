"""A page of the site as a chapter: what only a browser can do is left out or written as text."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from book.site import Page
from book.xhtml import XHTML, converted
from pages.allowed import attributes_of

Resolve = Callable[[str], str]
"""Where a link of the page leads in the book."""

DROPPED = ("headerlink", "copy", "footnote-backref", "facts", "note__end", "amended")
"""Classes of what is there for a browser, and of what the book says elsewhere."""
CODE_OF_SITE = ("script", "button", "style", "link")
KEPT = frozenset((
    "id", "class", "title", "lang", "datetime", "value", "scope", "colspan", "rowspan", "start",
    "href", "role",
))  # fmt: skip
"""Attributes of HTML that mean something in a book."""


def chapter(page: Page, resolve: Resolve) -> etree._Element:
    """The body of a page. The page's own tree is used up."""
    for element in list(page.article.iter()):
        if _is_dropped(element):
            _remove(element)
    for element in list(page.article.iter("{*}*")):
        _rewrite(element, resolve)
    body = converted(page.article)
    body.tag = f"{{{XHTML}}}section"
    return body


def _is_dropped(element: etree._Element) -> bool:
    classes = (element.get("class") or "").split()
    return element.tag in CODE_OF_SITE or not set(classes).isdisjoint(DROPPED)


def _remove(element: etree._Element) -> None:
    """The element without the text that follows it."""
    parent, previous = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail:
        if previous is not None:
            previous.tail = (previous.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _rewrite(element: etree._Element, resolve: Resolve) -> None:
    tag = str(element.tag)
    if "-" in tag or element.get("class") == "still":  # a live figure around the drawing
        element.tag = "span"
        element.attrib.clear()
    elif tag == "a":
        _link(element, resolve)
    elif tag in ("details", "summary"):  # a book has nothing to unfold
        element.tag = "div" if tag == "details" else "p"
        if tag == "summary":
            element.set("class", "admonition-title")
    elif "footnote" in (element.get("class") or "").split():
        _footnotes(element)
    if not _is_drawn(element):
        for key in attributes_of(element):
            if key not in KEPT and not key.startswith("epub:"):
                del element.attrib[key]
        if element.get("role") == "group":
            del element.attrib["role"]


def _is_drawn(element: etree._Element) -> bool:
    return any(one.tag in ("svg", "math") for one in (element, *element.iterancestors()))


def _link(element: etree._Element, resolve: Resolve) -> None:
    if "checked-number" in (element.get("class") or ""):
        element.tag = "span"
        element.attrib.clear()
        return
    if element.get("class") == "footnote-ref":
        element.set("epub:type", "noteref")
        element.set("role", "doc-noteref")
    element.set("href", resolve(element.get("href") or ""))


def _footnotes(element: etree._Element) -> None:
    """A list of sources becomes notes that a reader program can show where they are cited."""
    items = list(element.iter("li"))
    for child in list(element):
        element.remove(child)
    element.tag = "section"
    element.set("epub:type", "footnotes")
    element.set("role", "doc-endnotes")
    heading = etree.SubElement(element, "h2")
    heading.text = "来源"
    for number, item in enumerate(items, 1):
        item.tag = "aside"
        item.set("epub:type", "footnote")
        item.set("role", "doc-footnote")
        first = item[0]
        first.text = f"{number}. {(first.text or '').lstrip()}"
        element.append(item)
