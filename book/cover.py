"""The cover, in the site's colours on paper."""

from __future__ import annotations

from html import escape

from pages.palette import PALETTE

PAPER, INK, MUTED, SIGNAL = (PALETTE[name] for name in ("paper", "ink", "muted", "signal"))
COVER = f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 1600" role="img" aria-label="{{name}}">
<rect width="1200" height="1600" fill="{PAPER}"/>
<g fill="none" stroke="{INK}" stroke-width="26">
<path d="M 600 420 A 260 260 0 1 1 340 680"/><path d="M 600 560 A 120 120 0 1 1 480 680" stroke="{SIGNAL}"/>
</g>
<g fill="{INK}" text-anchor="middle" font-family="Songti SC, Noto Serif CJK SC, Source Han Serif SC, serif">
<text x="600" y="1160" font-size="92">{{first}}</text>
<text x="600" y="1280" font-size="92">{{rest}}</text>
<text x="600" y="1400" font-size="46" fill="{MUTED}">机器学习笔记 · {{changed}}</text>
</g>
</svg>
"""


def cover(name: str, changed: str) -> str:
    """SVG of the book's name, a word or more on each of two lines, and the day of its newest change."""
    first, _, rest = name.partition(" ")
    return COVER.format(name=escape(name), first=escape(first), rest=escape(rest), changed=changed)
