"""The picture that goes with a link elsewhere: a note's title and figure, or the site's name alone."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.util import find_spec
from pathlib import Path

import resvg_py
from lxml import etree

from pages import math_font
from pages.figures import PARSER, without_variables
from pages.palette import PALETTE

WIDTH, HEIGHT, MARGIN = 1200, 630, 64
FIGURE = 480
"""Pixels; a figure has a square of so many at the right."""
PAPER, INK, MUTED, SIGNAL = (PALETTE[name] for name in ("paper", "ink", "muted", "signal"))
COLOURS = 64
TITLE = 320
"""Pixels that a title may take; one that is longer is set smaller."""
SCALES = (1, 0.8, 0.6, 0.4)
CARD = f"""<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">
<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>
<g fill="none" stroke-width="4.5">
<path d="M 88 58 A 24 24 0 1 1 64 82" stroke="{INK}"/>
<path d="M 88 71 A 11 11 0 1 1 77 82" stroke="{SIGNAL}"/>
</g>
%s
</svg>"""
SERIF, SANS = "NotoSerifCJKsc-Regular.otf", "NotoSansCJKsc-Regular.otf"
LEAST = 3
"""Signs on the last line of a title."""
CLOSING = "，。、；：？！）》”"
"""Signs that begin no line."""


def han_fonts() -> Path | None:
    """The folder of fonts for Chinese, if the optional package that ships them is installed."""
    package = find_spec("mplfonts")
    return Path(package.origin).with_name("fonts") if package and package.origin else None


@cache
def plain(site: str) -> bytes:
    """PNG of the mark and the site's name; it needs no font for Chinese."""
    name = _text(site, MARGIN, HEIGHT / 2 + 30, 84, INK)
    return _png(CARD % name, [math_font.source()], "STIX Two Math")


def card(site: str, title: str, topic: str, svg: str, fonts: Path) -> bytes:
    """PNG of a note: its title, topic, and figure, if it has one. The same bytes always."""
    room = WIDTH - 2 * MARGIN - (FIGURE + MARGIN if svg else 0)
    parts = [_text(site, 128, 93, 30, INK), _text(topic, MARGIN, HEIGHT - 58, 28, MUTED)]
    for scale in SCALES:
        lines = list(_title(title, room, scale))
        if sum(1.4 * size for _, size, _ in lines) <= TITLE:
            break
    y = 240.0
    for line, size, colour in lines:
        parts.append(_text(line, MARGIN, y, size, colour))
        y += 1.4 * size
    if svg:
        parts.append(_placed(svg))
    png = _png(CARD % "\n".join(parts), [fonts / SERIF, fonts / SANS], "Noto Serif CJK SC")
    return _few_colours(png)


def _title(title: str, room: float, scale: float) -> Iterator[tuple[str, float, str]]:
    """Lines with their size and colour: the name, then what follows its colon."""
    name, _, rest = title.partition("：")
    for text, size, colour in ((name, 68 * scale, INK), (rest, 42 * scale, MUTED)):
        for line in _whole(text, room / size - 1):  # a closing sign may stand beyond
            yield line, size, colour


def _placed(svg: str) -> str:
    """The figure in its square at the right."""
    root = etree.fromstring(without_variables(svg).encode(), PARSER)
    place = {
        "x": WIDTH - MARGIN - FIGURE,
        "y": (HEIGHT - FIGURE) / 2,
        "width": FIGURE,
        "height": FIGURE,
    }
    for name, value in place.items():
        root.set(name, str(value))
    return etree.tostring(root, encoding="unicode")


def _whole(text: str, room: float) -> list[str]:
    """Lines of which the last is no rest of a sign or two, if as many lines can do without."""
    lines = narrower = list(_lines(text, room))
    while len(narrower) == len(lines) > 1 and len(narrower[-1]) < LEAST:
        room -= 0.5
        narrower = list(_lines(text, room))
    return narrower if len(narrower) == len(lines) else lines


def _lines(text: str, room: float) -> Iterator[str]:
    """The text in lines of so many ems at most: a Han character fills one, a letter a little more than half."""
    line, used = "", 0.0
    for word in _words(text):
        width = sum(1 if unicodedata.east_asian_width(one) in "WF" else 0.6 for one in word)
        if used + width > room and line and word not in CLOSING:
            yield line.rstrip()
            line, used = "", 0.0
        line, used = line + word, used + width
    if line:
        yield line


def _words(text: str) -> Iterator[str]:
    """What stays on one line: runs of letters, each Han character."""
    word = ""
    for one in text:
        if unicodedata.east_asian_width(one) in "WF" or one == " ":
            yield from filter(None, (word, one))
            word = ""
        else:
            word += one
    if word:
        yield word


def _text(text: str, x: float, y: float, size: float, colour: str) -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="{colour}">{escape(text)}</text>'


def _few_colours(png: bytes) -> bytes:
    """The same picture, a third as large: a drawing has few colours."""
    from PIL import Image  # beside the fonts, in the group that a plain card does not need

    target = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        picture.convert("RGB").quantize(COLOURS).save(target, "PNG", optimize=True)
    return target.getvalue()


def _png(svg: str, fonts: list[Path], family: str) -> bytes:
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        skip_system_fonts=True,
        font_files=[str(one) for one in fonts],
        serif_family=family,
        font_family=family,
        sans_serif_family="Noto Sans CJK SC",
    )
