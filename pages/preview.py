"""What a link to a note shows of it before one goes there: title, one line, the first sentences."""

from __future__ import annotations

import json
from html import escape

import lxml.html
from lxml import etree

from pages.excerpt import excerpt
from pages.mathml import ANCHOR
from pages.walk import Around, walk

MOST = 2048
"""Bytes of a file."""
WIDTHS = (110, 80, 55, 30)
"""Of what is quoted, from the longest on, until that fits: formulas take most of it."""
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def written(title: str, line: str, html: str, anchor: str = "") -> str:
    """The file: HTML as a string of JSON. `html` is that of the note, as feeds take it."""
    heading, text = _from(html, anchor) if anchor else ("", html)
    named = f"<b>{drawn(heading)}</b>　" if heading else ""
    opening = f"<p><b>{escape(title)}</b></p><p>{escape(line)}</p>"
    formula, text = ("", text) if excerpt(text, width=WIDTHS[0]).text else _formula(text)
    for width in WIDTHS:
        quoted = (formula + drawn(excerpt(text, width=width).html)).replace(' tabindex="0"', "")
        content = json.dumps(f"{opening}<p>{named}{quoted}</p>", ensure_ascii=False)
        if len(content.encode()) <= MOST:
            return content
    return json.dumps(f"{opening}<p>{named}</p>", ensure_ascii=False)


def drawn(html: str) -> str:
    """An excerpt with its formulas. What they are numbered by stands where they come from."""
    return ANCHOR.sub("", walk(html, Around()).html)


def _from(html: str, anchor: str) -> tuple[str, str]:
    """The heading at a place of a page, if one is there, and what follows it up to the next of its level."""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    place = next((one for one in root.iter() if one.get("id") == anchor), None)
    if place is None:  # it is in a formula
        return "", html
    while place.getparent() is not root:
        place = place.getparent()
    is_heading = place.tag in HEADINGS
    ends = HEADINGS[: HEADINGS.index(place.tag) + 1] if is_heading else HEADINGS
    following = [] if is_heading else [place]
    for one in place.itersiblings():
        if one.tag in ends:
            break
        following.append(one)
    text = "".join(map(_html, following))
    return _prose(place) if is_heading else "", text


def _formula(html: str) -> tuple[str, str]:
    """The formula of its own with which a text opens, with the words that lead to it, and what follows."""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    first, second = [*root, None, None][:2]
    leads = first is not None and first.tag == "p"
    formula = second if leads else first
    if formula is None or formula.get("class") != "arithmatex":
        return "", html
    words = excerpt(_html(first)).html if leads else ""
    following = "".join(map(_html, formula.itersiblings()))
    return f"{drawn(words)}</p>{drawn(_html(formula))}<p>", following


def _html(element: etree._Element) -> str:
    return etree.tostring(element, encoding="unicode", method="html", with_tail=False)


def _prose(heading: etree._Element) -> str:
    heading.tag = "div"
    return excerpt(_html(heading)).html
