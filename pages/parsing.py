"""HTML as Markdown made it, as a tree; what is left open in it or cut off is told."""

from __future__ import annotations

import re

from lxml import etree

from pages import allowed
from pages.facts import Mistake

END = "end-of-content"
SWALLOWED = "标签、引号或注释没有结束"
UNCLOSED = re.compile(r"Opening and ending tag mismatch: \S+ and (\S+)")
UNOPENED = re.compile(r"Unexpected end tag : (\S+)")
MISPLACED = re.compile(r"misplaced <(\w+)>")
"""What libxml2 says of HTML that does not balance."""
AROUND = ("</ol>", "</ul>", "</blockquote>")
"""What Markdown writes around items and paragraphs in which that was told already."""
BETWEEN_BLOCKS = {
    "p": "段落里不能有 <div> 这样的块：前后空一行",
    "li": "列表项里不能只有 <div> 这样的块的一头：前后空一行",
}


def parse(html: str) -> tuple[etree._Element, list[Mistake]]:
    """An element with all of it inside, and what a parser has to guess."""
    parser = etree.HTMLParser(collect_ids=False)
    document = f"<html><body><div>{html}<{END}></{END}></div></body></html>"
    content = etree.fromstring(document, parser)[0][0]
    errors = [one for one in parser.error_log if not _is_of_refused(one, content)]
    lines = html.split("\n")
    mistakes = list[Mistake]()
    for one in errors:
        mistake = _unbalanced(one, lines[min(one.line, len(lines)) - 1])
        if not (mistakes and mistake.written in AROUND):
            mistakes.append(mistake)
    end = next(content.iter(END), None)
    if end is None or end.getparent() is not content:  # the rest was swallowed, as a browser would
        mistakes.append(Mistake("HTML", SWALLOWED, "补上 >、引号或 -->"))
    if end is not None and (parent := end.getparent()) is not None:
        parent.remove(end)
    return content, mistakes


def unclosed(tag: str, place: int | None = None) -> Mistake:
    instead = f"补上 </{tag}>；要显示的是标签本身，就写成 `<{tag}>` 或 &lt;{tag}&gt;"
    return Mistake("HTML", f"<{tag}> 没有结束", instead, f"<{tag}", place=place)


def unopened(tag: str, place: int | None = None) -> Mistake:
    instead = BETWEEN_BLOCKS.get(tag, "删去它，或补上开头")
    return Mistake("HTML", f"</{tag}> 没有开头", instead, f"</{tag}", place=place)


def _is_of_refused(error: etree._LogEntry, content: etree._Element) -> bool:
    """Whether it is an open element that no page may hold, closed or not."""
    found = UNCLOSED.search(error.message)
    return bool(
        found
        and found[1] not in allowed.ELEMENTS
        and next(content.iter(found[1]), None) is not None
    )


def _unbalanced(error: etree._LogEntry, line: str) -> Mistake:
    if found := UNCLOSED.search(error.message):
        return unclosed(found[1])
    if found := UNOPENED.search(error.message):
        close = f"</{found[1]}>"
        texts = [part.partition("<")[0].strip() for part in line.partition(close)[0].split(">")]
        return unopened(found[1])._replace(written=next(filter(None, reversed(texts)), close))
    if misplaced := MISPLACED.search(error.message):
        return allowed.element(misplaced[1])
    return Mistake("HTML", error.message)
