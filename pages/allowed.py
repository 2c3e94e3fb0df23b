"""The HTML that a page may hold: elements, their attributes, and the addresses in them. All else is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from lxml import etree

from pages.facts import Mistake

SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*(?=:)")
SCHEMES = frozenset({"http", "https", "mailto"})
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
"""Browsers drop some of them, and so read another address than the one written."""
CAPTIONS = ("__figure-caption", "__table-caption")
"""Ids that pymdownx gives to what it counts."""
OWN_CLASSES = frozenset({"checked-number", "cited-in"})
"""Of what the build itself vouches for."""
FILES = (".csv", ".gif", ".jpeg", ".jpg", ".json", ".png", ".py", ".svg", ".txt", ".webp")
"""Endings of what may lie beside a page: of these only drawings could run, and they are looked into."""


def is_link(address: str) -> bool:
    """Whether it leads to a page and runs nothing, however a browser reads it."""
    scheme = SCHEME.match(address.lstrip())
    return not CONTROL.search(address) and (not scheme or scheme[0].lower() in SCHEMES)


def is_local(address: str) -> bool:
    """Whether what it names comes from this site."""
    # Browsers take a backslash for a slash, and two of them for the name of a server.
    start = address.replace("\\", "/").lstrip()
    return not (CONTROL.search(address) or SCHEME.match(start) or start.startswith("//"))


def _any(value: str) -> bool:
    return True


def _own_class(value: str) -> bool:
    classes = value.split()
    return not OWN_CLASSES.intersection(classes) and not any(map(_of_theme, classes))


def _of_theme(name: str) -> bool:
    """Whether Material's scripts look for it."""
    return name.startswith(("md-", "__"))


def _own_id(value: str) -> bool:
    return value.startswith(CAPTIONS) or not _of_theme(value)


def _new_tab(value: str) -> bool:
    return value == "_blank"


Checks = Mapping[str, Callable[[str], bool]]

EVERYWHERE: Checks = {
    **dict.fromkeys(("dir", "lang", "role", "title"), _any),
    "class": _own_class,
    "id": _own_id,
}
PREFIXED = re.compile(r"(?:aria|data(?!-(?:md|clipboard|copies)\b))-[a-z0-9-]+")
"""But not what scripts of the site act upon."""
CELL: Checks = dict.fromkeys(("colspan", "rowspan", "scope"), _any)
# fmt: off
PLAIN = (
    "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "dd", "dfn", "div", "dl",
    "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "kbd", "mark",
    "p", "pre", "q", "rp", "rt", "ruby", "samp", "section", "small", "span", "strong", "sub",
    "summary", "sup", "table", "tbody", "tfoot", "thead", "tr", "u", "ul", "var", "wbr",
)
OWN: Mapping[str, Checks] = {
    "a": {"href": is_link, "name": _own_id, **dict.fromkeys(("rel", "hreflang", "type"), _any), "target": _new_tab},
    "col": {"span": _any},
    "colgroup": {"span": _any},
    "data": {"value": _any},
    "del": {"datetime": _any},
    "details": {"open": _any},
    "img": {"src": is_local, **dict.fromkeys(("alt", "width", "height", "loading"), _any)},
    "ins": {"datetime": _any},
    "li": {"value": _any},
    "ol": dict.fromkeys(("start", "type", "reversed"), _any),
    "td": CELL,
    "th": CELL,
    "time": {"datetime": _any},
}
# fmt: on
ELEMENTS: Mapping[str, Checks] = dict.fromkeys(PLAIN, EVERYWHERE) | {
    tag: {**EVERYWHERE, **own} for tag, own in OWN.items()
}

ELSEWHERE = "图在别人的网站上", "放进笔记的文件夹，写文件名"
"""What is wrong with such an image, and what to do."""


def attributes_of(element: etree._Element) -> dict[str, str]:
    return dict(element.items())  # type: ignore[arg-type]  # never bytes


def mistakes(tag: str, attributes: Mapping[str, str]) -> list[Mistake]:
    """What of an element a page must not hold."""
    allowed = ELEMENTS.get(tag)
    if allowed is None:
        return [element(tag)]
    found = []
    for name, value in attributes.items():
        check = allowed.get(name)
        if check is None:
            if not PREFIXED.fullmatch(name):
                instead = f"删去 {name}" + ("" if value else r"；花括号是正文，就写成 \{")
                if (tag, name) in (("td", "style"), ("th", "style")):
                    instead = '要靠右或居中，写 class="right" 或 class="center"'
                found.append(Mistake("HTML", f"<{tag}> 不能有属性 {name}", instead, name))
        elif not check(value):
            found.append(_refused(tag, name, value))
    return found


def element(tag: str) -> Mistake:
    """Of one that is none of ELEMENTS."""
    instead = f"删去它；要显示的是标签本身，就写成 `<{tag}>` 或 &lt;{tag}&gt;"
    return Mistake("HTML", f"笔记里不能有 <{tag}>", instead, f"<{tag}")


def _refused(tag: str, name: str, value: str) -> Mistake:
    if (tag, name) == ("img", "src") and is_link(value):
        told, instead = ELSEWHERE
        return Mistake("R5", f"{told}：{value}", instead, value)
    if name in ("href", "src"):
        told = f"<{tag}> 不能有地址 {value!r}"
        return Mistake("HTML", told, "写 https:、mailto: 或本站的地址", value)
    return Mistake("HTML", f'<{tag}> 不能有 {name}="{value}"', f"删去 {name}", value)
