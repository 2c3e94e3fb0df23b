"""What a set of notes looks like as a site: navigation, reading time, addresses, refused HTML."""

from __future__ import annotations

import math
import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any

import lxml.html
import regex

from feeds import front_matter
from feeds.problem import Problem

LISTS = ("path.md", "glossary.md", "notation.md", "tags.md", "search.md", "feeds/index.md")
HAN_PER_MINUTE, WORDS_PER_MINUTE = 350, 200
SUSPECT = re.compile(r"<script|javascript:|[\s/\"']on[a-z]+\s*=", re.IGNORECASE)
"""What a parser then looks at: browsers need no space before an attribute."""
NOT_TEX = re.compile(
    r"\A---\n.*?^---$|^( *)(```+|~~~+).*?^\1\2|(`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)\3(?!`)|\\\$|<!--.*?-->"
    r"|<(pre|code)\b.*?</\4>",
    re.DOTALL | re.MULTILINE,
)
"""Front matter, code, escaped dollars and comments of a Markdown source."""
WHOLE_FORMULA = re.compile(r"\$\$.+?\$\$|(?<!\$)\$(?!\s)[^$]+?(?<!\s)\$(?!\$)", re.DOTALL)
BLOCK = re.compile(r"(?:.*\S.*\n?)+")
FORMULA_OR_CODE = re.compile(
    r'<(pre|code)\b.*?</\1>|<(span|div) class="arithmatex">.*?</\2>', re.DOTALL
)


def navigation(
    metas: Mapping[str, front_matter.Meta], topics: Mapping[str, str], pages: set[str]
) -> list[Any]:
    """The `nav` of mkdocs.yml: front page, topics with their notes in reading order, the rest."""
    try:
        order = front_matter.reading_order(metas.values())
    except ValueError:  # a circle, reported elsewhere
        order = [meta["id"] for meta in metas.values()]
    source_of = {meta["id"]: source for source, meta in metas.items()}
    nav: list[Any] = ["index.md"]
    for slug, title in topics.items():
        index = [f"{slug}/index.md"] if f"{slug}/index.md" in pages else []
        notes = [source_of[one] for one in order if source_of[one].startswith(f"{slug}/")]
        if notes:
            nav.append({title: index + notes})
    nav += [page for page in LISTS if page in pages]
    about = sorted(page for page in pages if page.startswith("about/") and page.endswith(".md"))
    return [*nav, {"关于": about}] if about else nav


def reading_time(html: str) -> dict[str, int]:
    """Han characters, words in other scripts, and minutes; code and formulas are not counted."""
    text = re.sub(r"<[^>]+>", " ", FORMULA_OR_CODE.sub(" ", html))
    han = len(regex.findall(r"\p{Han}", text))
    words = len(regex.findall(r"[\p{L}\p{N}--\p{Han}]+", text, flags=regex.V1))
    minutes = math.ceil(han / HAN_PER_MINUTE + words / WORDS_PER_MINUTE)
    return {"han": han, "words": words, "minutes": max(1, minutes)}


def relative(target: str, page: str) -> str:
    """Address of `target` as seen from `page`, both relative to the site's root."""
    start = page if page.endswith("/") or not page else posixpath.dirname(page)
    path = posixpath.relpath(target or ".", start or ".")
    return f"{path}/" if target.endswith("/") or not target else path


def problems_in_html(source: str, html: str) -> list[Problem]:
    """Scripts and event handlers in a rendered page."""
    problems = []
    if SUSPECT.search(html):
        root = lxml.html.fragment_fromstring(html, create_parent="div")
        for element in root.iter(lxml.html.etree.Element):
            if element.tag == "script":
                problems.append(Problem(source, 0, "HTML", "no script in a note", "<script>"))
            problems += [
                Problem(source, 0, "HTML", "no event handler in a note", f"{name}={value!r}")
                for name, value in element.items()
                if name.startswith("on") or value.strip().lower().startswith("javascript:")
            ]
    return problems


def open_formulas(source: str, text: str) -> Iterator[Problem]:
    """Dollars of a Markdown source that no other closes in the same paragraph."""

    def blank(part: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", part[0])

    for block in BLOCK.finditer(NOT_TEX.sub(blank, text)):
        left = WHOLE_FORMULA.sub(blank, block[0])
        if (at := left.find("$")) >= 0:
            line = text.count("\n", 0, block.start() + at) + 1
            expected = r"a $ or $$ that closes it (a price is written \$5)"
            found = text[block.start() + at :].split("\n\n", 1)[0]
            yield Problem(source, line, "formula", expected, " ".join(found.split())[:40])
