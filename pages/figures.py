"""A note's SVG figure in its page, alone or inside the custom element that makes it interactive."""

from __future__ import annotations

import html as html_entities
import re

IMAGE = re.compile(r'<img(?P<attributes>(?: [\w-]+="[^"]*")+) ?/?>')
FIGURE = re.compile(r"figure_[\w-]+\.svg")
ATTRIBUTE = re.compile(r' (?P<name>[\w-]+)="(?P<value>[^"]*)"')
LIVE = re.compile(r'<([a-z][a-z0-9]*(?:-[a-z0-9]+)+)[^>]*><span class="still">')


def inline(svg: str, alt: str) -> str:
    """The `<svg>` element with the figure's alternative text as its accessible name."""
    element = svg[svg.index("<svg") :].strip()
    label = html_entities.escape(alt)
    return element.replace("<svg", f'<svg role="img" aria-label="{label}"', 1)


def live(svg: str, settings: dict[str, str]) -> str:
    """The drawing inside the custom element that `{element=…}` names, other attributes its settings."""
    if not (tag := settings.pop("element", "")):
        return svg
    attributes = "".join(f' {name}="{value}"' for name, value in settings.items())
    return f'<{tag}{attributes}><span class="still">{svg}</span></{tag}>'
