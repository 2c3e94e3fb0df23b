"""THE scanner of Markdown: reads a source once and says where its parts stand.

What Python-Markdown and the site's extensions make of a source is the truth: tests/notes/test_scanner.py
holds what is found here against the rendered page. Where the scanner cannot follow, it takes text for
text: a footnote that is defined twice, the second time within a quote, keeps both its texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from functools import cache, lru_cache

import yaml

from notes import blocks, inline
from notes.blocks import Line
from notes.dialect import ASIDE
from notes.fences import fences
from notes.raw_html import raw_html
from notes.spans import Code, Comment, Fence, Formula, FrontMatter, Heading, InlineCode, Open, Span

FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)


def front_matter(text: str) -> FrontMatter | None:
    """The front matter of a source, if it begins with one."""
    found = FRONT_MATTER.match(text)
    return FrontMatter(*found.span(), found.span(1)) if found else None


@lru_cache(maxsize=256)
def spans(text: str) -> tuple[Span, ...]:
    """Everything in a source that is more than text, in the order of the page: footnotes come last."""
    head = front_matter(text)
    start = head.end if head else 0
    start += len(text[start:]) - len(text[start:].lstrip("\n"))  # as MkDocs hands it on
    body, places = _without_tabs(text[start:], start)
    found = (_moved(_drawn(span), places) for span in _spans(body))
    return (*([head] if head else ()), *found)


def _drawn(span: Span) -> Span:
    """A formula, if it is written as code in the language of formulas."""
    if isinstance(span, Fence) and span.language == "math":
        return Formula(span.start, span.end, span.code, display=True)
    return span


def within(text: str) -> list[Span]:
    """What stands in a text that is no file: a paragraph, a value."""
    return inline.spans([Line(0, text)], {})


def formulas_apart(text: str) -> list[str | Formula]:
    """A text that is no file, cut at its formulas; no part is empty."""
    parts: list[str | Formula] = []
    done = 0
    for one in within(text):
        if isinstance(one, Formula):
            parts += [text[done : one.start], one]
            done = one.end
    return [part for part in (*parts, text[done:]) if part]


def _without_tabs(text: str, start: int) -> tuple[str, Sequence[int]]:
    """Markdown's view of the text, four columns a tab, and the offset in the source of each sign of it."""
    if "\t" not in text:
        return text, range(start, start + len(text) + 1)
    places, column = list[int](), 0
    for place, sign in enumerate(text, start):
        width = 4 - column % 4 if sign == "\t" else 1
        column = 0 if sign == "\n" else column + width
        places += [place] * width
    return text.expandtabs(4), [*places, start + len(text)]


def _moved(span: Span, places: Sequence[int]) -> Span:
    moved: dict[str, object] = {}
    for name, is_pair in _place_names(type(span)):  # type: ignore[arg-type]
        place = getattr(span, name)
        moved[name] = (places[place[0]], places[place[1]]) if is_pair else places[place]
    return replace(span, **moved)  # type: ignore[arg-type]


@cache
def _place_names(kind: type[Span]) -> tuple[tuple[str, bool], ...]:
    """Fields that hold a place, and whether they hold two."""
    pair = "tuple[Place, Place]"
    return tuple(
        (one.name, one.type == pair) for one in fields(kind) if one.type in ("Place", pair)
    )


@lru_cache(maxsize=64)
def _spans(text: str) -> tuple[Span, ...]:
    """Those of a body without tabs."""
    fenced = list(fences(text))
    asides = list(_asides(text, [fence for fence in fenced if isinstance(fence, Fence)]))
    read = blocks.Blocks(text)
    read.read(list(_lines(text, asides)))
    found: list[Span] = []
    for one in read.found:
        if isinstance(one, Span):
            found.append(one)
        else:
            is_title = bool(found) and isinstance(found[-1], Heading)
            parts = inline.spans(one, read.definitions, heading=is_title)
            parts += [span for line in one for span in line.aside if type(span) is not Span]
            found += sorted(parts, key=lambda part: (part.start, -part.end))
    verbatim = [s for s in found if isinstance(s, Code | Comment) and not isinstance(s, InlineCode)]
    left_open = [fence for fence in fenced if isinstance(fence, Open)]
    return (*found, *(one for one in left_open if not one.is_in_any(verbatim)))


def _asides(text: str, fenced: list[Fence]) -> list[tuple[Span, ...]]:
    """Fences and blocks of HTML, in their order, each with what is in it."""
    html = list(raw_html(blank(text, fenced, inline.TAKEN)))
    asides: list[tuple[Span, ...]] = []
    for block, inside in html:
        hidden = [one for one in inside if isinstance(one, Comment)]
        shown = [one for one in fenced if one.is_in_any([block]) and not one.is_in_any(hidden)]
        asides.append((block, *inside, *shown))
    outer = [block for block, _ in html if _is_put_aside(block)]
    asides += [(fence,) for fence in fenced if not fence.is_in_any(outer)]
    return sorted(asides, key=lambda aside: aside[0].start)


def _is_put_aside(block: Span) -> bool:
    """Whether it is not one end of a block in which there is Markdown."""
    return block.start < block.end


def _lines(text: str, asides: Iterable[tuple[Span, ...]]) -> Iterator[Line]:
    """The lines of a text; each block that was put aside is one, or ends one."""
    at = 0
    for aside in asides:
        block = aside[0]
        *above, before = text[at : block.start].split("\n")
        for line in above:
            yield Line(at, line)
            at += len(line) + 1
        if isinstance(block, Fence):
            yield Line(at, before + ASIDE, aside)
            at = block.end + 1
        else:  # HTML is a block of its own, whatever stands beside it
            none = Line(block.start, "")
            yield from (Line(at, before), none)
            if _is_put_aside(block):
                yield from (Line(block.start, ASIDE, aside), none)
            at = block.end
    for line in text[at:].split("\n"):
        yield Line(at, line)
        at += len(line) + 1


def blank(text: str, parts: Iterable[Span], sign: str = " ") -> str:
    """The text with every sign of these parts replaced, so that all else keeps its place."""
    pieces, done = [], 0
    for part in sorted(parts, key=lambda part: part.start):
        if part.end > done:
            start = max(done, part.start)
            lines = text[start : part.end].split("\n")
            pieces += [text[done:start], "\n".join([sign * len(line) for line in lines])]
            done = part.end
    return "".join([*pieces, text[done:]])


def keys(text: str) -> list[tuple[str, int, yaml.Node]]:
    """Keys of the front matter, where they stand, and their values; none if it cannot be read."""
    head = front_matter(text)
    try:
        top = yaml.compose(text[slice(*head.yaml)], yaml.CSafeLoader) if head else None
    except yaml.YAMLError:
        return []
    if not head or not isinstance(top, yaml.MappingNode):
        return []
    return [
        (str(key.value), head.yaml[0] + key.start_mark.index, value) for key, value in top.value
    ]


def shown_values(text: str) -> list[Span]:
    """Values of the front matter that readers see."""
    nodes = []
    for key, _, value in keys(text):
        if key in ("title", "description", "excerpt"):
            nodes.append(value)
        elif key == "changes" and isinstance(value, yaml.SequenceNode):
            entries = [entry.value for entry in value.value if isinstance(entry, yaml.MappingNode)]
            nodes += [told for entry in entries for name, told in entry if name.value == "what"]
    head = front_matter(text)
    start = head.yaml[0] if head else 0
    return [Span(start + one.start_mark.index, start + one.end_mark.index) for one in nodes]
