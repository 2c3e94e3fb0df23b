"""Draw a note's figures: matplotlib with the site's type and colours, saved as SVG that follows the page's palette.

A figure script defines `draw() -> matplotlib.figure.Figure`; `make figures` saves it beside the
script under the same name. Colours are the names below: on the site they are CSS variables, so the
figure changes with light and dark; anywhere else the value given here is used.
"""

from __future__ import annotations

import io
import re
import sys
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import matplotlib as mpl
from lxml import etree
from matplotlib.figure import Figure

from notes import programs
from pages.allowed import attributes_of
from pages.palette import PALETTE

INK, MUTED, RULE, PAPER, SIGNAL, SECOND, THIRD = PALETTE.values()
WIDTH = 5.5
"""Inches. 396 SVG units: labels of 13 are 11.8 px on a phone of 360 px."""

STYLE: Any = {  # matplotlib's type lists every key
   
    "svg.fonttype": "none", "svg.hashsalt": "figures", "font.size": 13,
    "font.family": "sans-serif", "text.color": INK, "axes.labelcolor": INK, "axes.edgecolor": MUTED,
    "axes.titlesize": "medium", "axes.titlelocation": "left", "axes.titlecolor": INK,
    "axes.spines.top": False, "axes.spines.right": False, "axes.linewidth": 0.8,
    "xtick.color": MUTED, "ytick.color": MUTED, "grid.color": RULE, "figure.facecolor": PAPER,
    "axes.facecolor": "none", "legend.frameon": False, "lines.linewidth": 1.8,
    "lines.solid_capstyle": "round", "patch.linewidth": 0.8,
}  # fmt: skip
SVG = "{http://www.w3.org/2000/svg}"
BELOW = "below"
"""Class of the panels that stand below others."""
COMMAND = re.compile(r"([MLQCz])([^MLQCz]*)")
"""What matplotlib's paths are made of."""


def figure(height: float) -> Figure:
    """An empty figure of the standard width, `height` inches tall."""
    return Figure(figsize=(WIDTH, height), layout="constrained")


def render(script: Path) -> str:
    """The SVG that `script` draws, the same bytes on each run."""
    buffer = io.StringIO()
    with mpl.rc_context(STYLE), warnings.catch_warnings():
        # Han glyphs are drawn by the reader's browser; matplotlib only measures them.
        warnings.filterwarnings("ignore", "Glyph .* missing from font")
        sheet: Figure = programs.module(script).draw()
        for number, axes in enumerate(sheet.axes):
            if (place := axes.get_subplotspec()) and not place.is_first_row():
                axes.set_gid(f"{BELOW}-{number}")
        sheet.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return _follow_the_page(buffer.getvalue(), script.stem)


def _follow_the_page(svg: str, name: str) -> str:
    """Drop what matplotlib adds for other programs, make ids unique to the figure, name the colours."""
    root = etree.fromstring(
        svg.encode(), etree.XMLParser(remove_blank_text=True, remove_comments=True)
    )
    etree.strip_elements(root, f"{SVG}metadata", f"{SVG}style")
    root.set("stroke-linejoin", "round")
    for attribute in ("width", "height"):
        root.set(attribute, (root.get(attribute) or "").removesuffix("pt"))
    del root.attrib["version"]
    elements = list(root.iter("{*}*"))
    values = [value for element in elements for value in element.attrib.values()]
    used = {value[1:] for value in values if value.startswith("#")}
    used |= {value[5:-1] for value in values if value.startswith("url(#")}
    for element in elements:
        identifier = element.get("id")
        if identifier in used:
            element.set("id", f"{name}-{identifier}")
        elif identifier is not None:
            del element.attrib["id"]
            if identifier.startswith(BELOW):
                element.set("class", BELOW)
        for key, value in element.attrib.items():
            if value.startswith("#") and value[1:] in used:
                element.set(key, f"#{name}-{value[1:]}")
            elif value.startswith("url(#"):
                element.set(key, f"url(#{name}-{value[5:]}")
    _shorten(root)
    for element in root.iter("{*}*"):
        _say_style_in_attributes(element)
    text = etree.tostring(root, encoding="unicode", pretty_print=True)
    for token, value in PALETTE.items():
        text = text.replace(value, f"var(--figure-{token}, {value})")
    return text


def _shorten(root: etree._Element) -> None:
    """A page carries its figures: without what nobody sees, and to a tenth of a unit, less than a pixel."""
    for element in reversed(list(root.iter("{*}*"))):
        for key, value in attributes_of(element).items():
            if key == "d":
                element.set(key, _in_steps(value))
            elif key in ("x", "y"):
                element.set(key, f"{float(value):.1f}")
            elif key == "transform" and value.startswith("rotate(-0 "):
                del element.attrib[key]
        for child in list(element):
            if child.get("style") == "fill: none":
                element.remove(child)
            elif not child.attrib and (child.tag == f"{SVG}g" or not len(child)):
                place = element.index(child)
                element[place : place + 1] = list(child)


def _say_style_in_attributes(element: etree._Element) -> None:
    """The site's policy lets no page style itself."""
    style = str(element.attrib.pop("style", ""))
    for name, value in (one.split(": ") for one in style.split("; ") if one):
        font = name == "font-family"
        element.set(name, "var(--figure-font, sans-serif)" if font else value)


def _in_steps(path: str) -> str:
    """Each point from the one before: of curves most steps are short, and many the same."""
    x, y, steps = 0, 0, []
    for command, numbers in COMMAND.findall(path):
        points = [round(10 * float(number)) for number in numbers.split()]
        if command in "Mz":
            steps.append(command + _tenths(points))
        else:
            moved = (point - (y if place % 2 else x) for place, point in enumerate(points))
            steps.append(command.lower() + _tenths(moved))
        x, y = points[-2:] or (x, y)
    return "".join(steps)


def _tenths(numbers: Iterable[int]) -> str:
    return " ".join(f"{number / 10:g}" for number in numbers).replace(" -", "-")


def main(scripts: list[str]) -> None:
    for script in map(Path, scripts):
        script.with_suffix(".svg").write_text(render(script), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
