"""A note's HTML made fit for feeds: it must read well with nothing of the site around it."""

from __future__ import annotations

import html as entities
from itertools import accumulate
from urllib.parse import urljoin, urlsplit

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from notes.characters import ILLEGAL
from pages.allowed import ELEMENTS, SCHEMES

MAX_BYTES = 60_000
"""Of one note's content; a longer one is cut at a heading."""
HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
KEPT = ELEMENTS.keys() - {"bdi", "bdo", "col", "colgroup", "data", "section", "span", "wbr"}
"""An element of another name leaves its content behind, but for the title, which feeds have."""
REMOVED_CLASSES = {"footnote-backref", "headerlink", "linenos", "toc"}
ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"alt", "src", "title", "width", "height"},
    "li": {"value"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "time": {"datetime"},
}


def legal(text: str) -> str:
    """The text without the characters that XML forbids."""
    return ILLEGAL.sub("", text)


def content(html: str, url: str) -> str:
    """The note at `url` as HTML for a feed, cut if it is longer than MAX_BYTES."""
    root = lxml.html.fragment_fromstring(legal(html), create_parent="div")
    _remove(root)
    _simplify(root)
    for element in list(root.iterdescendants()):
        _clean(element, url)
    return _shortened(root, url)


def _classes(element: HtmlElement) -> set[str]:
    return set(element.get("class", "").split())


def _remove(root: HtmlElement) -> None:
    for node in list(root.iterdescendants()):
        if not isinstance(node.tag, str) or node.tag == "h1" or _classes(node) & REMOVED_CLASSES:
            node.drop_tree()


def _simplify(root: HtmlElement) -> None:
    """What classes and scripts say on the page is said by elements."""
    for table in root.find_class("highlighttable"):
        _replace(table, table.find(".//pre"))
    for block in root.find_class("language-output"):
        if block.tag == "div":
            block.addprevious(_element("p", "输出："))
    for block in root.iter("pre"):
        text = block.text_content()
        block[:] = [_element("code", text)]
        block.text = None
    for formula in root.find_class("arithmatex"):
        # It stays TeX: many readers strip tags, and stripped MathML is another formula.
        formula.tag = "p" if formula.tag == "div" else "span"
    for title in root.find_class("admonition-title"):
        title[:] = [_element("strong", title.text_content())]
        title.text = None
    for box in root.find_class("admonition"):
        box.tag = "blockquote"
    for number in root.find_class("checked-number"):
        number.drop_tag()  # On the page a quiet underline; here each would be a loud link.
    for block in root.find_class("highlight"):
        if block.tag == "div":
            block.drop_tag()


def _element(tag: str, text: str) -> HtmlElement:
    element = lxml.html.Element(tag)
    element.text = text
    return element


def _replace(old: HtmlElement, new: HtmlElement | None) -> None:
    parent = old.getparent()
    if new is not None and parent is not None:
        new.tail = old.tail
        parent.replace(old, new)


def _clean(element: HtmlElement, url: str) -> None:
    if element.tag not in KEPT:
        element.drop_tag()
        return
    for name in element.keys():  # noqa: SIM118 - a list, since the attributes change
        if name not in ATTRIBUTES.get(element.tag, ()):
            del element.attrib[name]
        elif name in {"href", "src"}:
            _make_absolute(element, name, url)
    if element.tag == "details":
        element.set("open", "")


def _make_absolute(element: HtmlElement, name: str, url: str) -> None:
    """An address that is broken is left out."""
    try:
        target = urljoin(url, element.get(name, "").strip())
        safe = urlsplit(target).scheme in SCHEMES
    except ValueError:
        safe = False
    if safe:
        element.set(name, target)
    else:
        del element.attrib[name]


def _shortened(root: HtmlElement, url: str) -> str:
    blocks = [etree.tostring(child, encoding="unicode", method="html") for child in root]
    headings = [i for i, child in enumerate(root) if child.tag in HEADINGS]
    if root.text:
        blocks.insert(0, entities.escape(root.text))
        headings = [i + 1 for i in headings]
    ends = list(accumulate(len(block.encode()) for block in blocks))
    if not ends or ends[-1] <= MAX_BYTES:
        return "".join(blocks).strip()
    fitting = sum(end <= MAX_BYTES for end in ends)
    enough = sum(end < MAX_BYTES / 2 for end in ends)
    cuts = [i for i in headings if enough < i <= fitting]
    kept = "".join(blocks[: cuts[-1] if cuts else fitting]).strip()
    return f'{kept}\n<p><a href="{entities.escape(url)}">继续阅读</a></p>'.strip()
