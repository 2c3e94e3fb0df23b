"""A note's SVG figure in its page, alone or inside the custom element that makes it interactive."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from pages.allowed import CONTROL, attributes_of
from pages.facts import Mistake
from pages.tags import quoted, start

FIGURE = re.compile(r"figure_[\w-]+\.svg")
ELEMENT = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")
SETTING = re.compile(r"""\bname: ["'](\w+)["']""")
"""A control of an element, as its JavaScript names it; an attribute of that name begins it."""
SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"
PARSER = etree.XMLParser(
    remove_comments=True, remove_pis=True, resolve_entities=False, no_network=True, load_dtd=False
)
# fmt: off
DRAWN = frozenset((
    "svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline",
    "polygon", "text", "tspan", "textPath", "title", "desc", "clipPath", "mask", "pattern", "marker",
    "linearGradient", "radialGradient", "stop",
))
ATTRIBUTES = frozenset((
    "id", "class", "transform", "href", XLINK, "role", "aria-label", "aria-hidden",
    "{http://www.w3.org/XML/1998/namespace}space", "version", "viewBox", "preserveAspectRatio", "x", "y",
    "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "dx", "dy", "d", "points", "width",
    "height", "rotate", "textLength", "lengthAdjust", "startOffset", "pathLength", "offset", "clip-path",
    "clip-rule", "clipPathUnits", "mask", "maskUnits", "maskContentUnits", "marker-start", "marker-mid",
    "marker-end", "markerWidth", "markerHeight", "markerUnits", "refX", "refY", "orient",
    "patternUnits", "patternContentUnits", "patternTransform", "gradientUnits", "gradientTransform",
    "spreadMethod", "stop-color", "stop-opacity", "fill", "fill-opacity", "fill-rule", "stroke",
    "stroke-width", "stroke-opacity", "stroke-linecap", "stroke-linejoin", "stroke-dasharray",
    "stroke-dashoffset", "stroke-miterlimit", "vector-effect", "opacity", "color", "display",
    "visibility", "overflow", "font-family", "font-size", "font-stretch", "font-style", "font-variant", "font-weight", "text-anchor",
    "dominant-baseline", "alignment-baseline", "baseline-shift", "letter-spacing", "word-spacing",
    "text-decoration", "paint-order", "shape-rendering", "text-rendering",
))
# fmt: on
VARIABLE = re.compile(r"var\(--[\w-]+, ([^()]+)\)")
FUNCTION = re.compile(r"([\w-]*)\s*\(\s*[\"']?(#?)")
FUNCTIONS = frozenset(
    ("var", "rgb", "rgba", "hsl", "hsla", "calc", "matrix", "rotate", "scale", "skewX", "skewY", "translate")
)  # fmt: skip


def no_file(name: str) -> tuple[str, str]:
    """What is wrong with an image of this name, and what to do."""
    return f"没有文件 {name}", "放在笔记旁边，或改正文件名"


@dataclass(frozen=True)
class Drawing:
    """An SVG file as a page may hold it."""

    svg: str
    ids: frozenset[str]
    mistakes: tuple[Mistake, ...]


@lru_cache(maxsize=64)  # one page may show it twice, one process may build twice
def drawing(text: str) -> Drawing:
    """Of the text of an SVG file. What is shown is what was looked at, so it is written anew."""
    try:
        root = etree.fromstring(text.encode(), PARSER)
    except etree.XMLSyntaxError as error:
        return Drawing("", frozenset(), (Mistake("图", f"SVG 读不懂：{error.msg}", "重新导出"),))
    for name in ("role", "aria-label"):  # what the page says of it
        root.attrib.pop(name, "")
    elements = list(root.iter())
    found = tuple(dict.fromkeys(told for element in elements for told in _mistakes(element)))
    ids = frozenset(filter(None, (element.get("id") for element in elements)))
    return Drawing(etree.tostring(root, encoding="unicode", with_tail=False), ids, found)


def _mistakes(element: etree._Element) -> Iterator[Mistake]:
    if not isinstance(element.tag, str):
        yield Mistake("图", f"SVG 里不能有 {element.text}", "删去")
        return
    name = element.tag.removeprefix(SVG)
    if name not in DRAWN or element.tag == name or element.prefix:
        yield Mistake("图", f"SVG 里不能有 <{element.tag.replace(SVG, '')}>", "换成图形和文字")
    for key, value in attributes_of(element).items():
        shown = key.rpartition("}")[2]
        if key not in ATTRIBUTES:
            instead = '写成属性，如 fill="…"' if shown == "style" else f"删去 {shown}"
            yield Mistake("图", f"SVG 的 <{name}> 不能有属性 {shown}", instead)
        elif not (value.startswith("#") if shown == "href" else _loads_nothing(value)):
            yield Mistake("图", f'SVG 的 <{name}> 不能有 {shown}="{value}"', "只引用图里自己的部分")


def _loads_nothing(value: str) -> bool:
    """Whether CSS in it asks for nothing but other parts of the drawing."""
    return (
        not CONTROL.search(value.replace("\n", ""))
        and not set("\\@") & set(value)
        and all(
            (own if name.lower() == "url" else name in FUNCTIONS)
            for name, own in FUNCTION.findall(value)
        )
    )


def named(svg: str, alt: str) -> str:
    """The `<svg>` with the figure's alternative text as its accessible name."""
    return svg.replace("<svg", f'<svg role="img" aria-label="{quoted(alt)}"', 1)


def without_variables(svg: str) -> str:
    """For programs that know no variables of CSS: what stands in their place."""
    return VARIABLE.sub(r"\1", svg)


def unlike(taken: Set[str], drawn: Drawing) -> Drawing:
    """The drawing with ids that are not taken: a page may show it twice."""
    if drawn.ids.isdisjoint(taken):
        return drawn
    new = next(
        new
        for number in itertools.count(2)
        if taken.isdisjoint((new := {one: f"{one}-{number}" for one in drawn.ids}).values())
    )
    reference = re.compile(rf"#({'|'.join(map(re.escape, new))})(?![\w-])")
    root = etree.fromstring(drawn.svg.encode(), PARSER)
    for element in root.iter():
        for key, value in attributes_of(element).items():
            if key == "id":
                element.set(key, new[value])
            elif "#" in value:
                element.set(key, reference.sub(lambda found: f"#{new[found[1]]}", value))
    svg = etree.tostring(root, encoding="unicode")
    return Drawing(svg, frozenset(new.values()), drawn.mistakes)


def settings_of(program: str) -> frozenset[str]:
    """Names of the attributes that an element's JavaScript reads."""
    return frozenset(name.lower() for name in SETTING.findall(program))


def wrong_settings(
    name: str, element: str, settings: Mapping[str, str], elements: Mapping[str, Collection[str]]
) -> Iterator[Mistake]:
    """Attributes of a figure that nothing reads; `elements` are those there are, with their settings."""
    if element and (element not in elements or not ELEMENT.fullmatch(element)):
        told = f"没有 docs/assets/elements/{element}.js"
        yield Mistake("图", told, f"写这个文件，或改正 element={element}", f"element={element}")
        return
    known = elements[element] if element else ()
    for key in settings:
        if key not in known:
            instead = f"{element} 有 {'、'.join(sorted(known))}" if known else f"删去 {key}"
            yield Mistake("图", f"{name} 不能有 {key}", instead, key)


def live(svg: str, element: str, settings: Mapping[str, str]) -> str:
    """The drawing inside its custom element."""
    shown = {**settings, "class": "live-figure"}
    return f'{start(element, shown)}<span class="still">{svg}</span></{element}>'
