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
from pathlib import Path
from typing import Any

import matplotlib as mpl
from lxml import etree
from matplotlib.figure import Figure

from notes import programs
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


def figure(height: float) -> Figure:
    """An empty figure of the standard width, `height` inches tall."""
    return Figure(figsize=(WIDTH, height), layout="constrained")


def render(script: Path) -> str:
    """The SVG that `script` draws, the same bytes on each run."""
    buffer = io.StringIO()
    with mpl.rc_context(STYLE), warnings.catch_warnings():
        # Han glyphs are drawn by the reader's browser; matplotlib only measures them.
        warnings.filterwarnings("ignore", "Glyph .* missing from font")
        programs.module(script).draw().savefig(
            buffer, format="svg", metadata={"Date": None, "Creator": None}
        )
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
        for key, value in element.attrib.items():
            if value.startswith("#") and value[1:] in used:
                element.set(key, f"#{name}-{value[1:]}")
            elif value.startswith("url(#"):
                element.set(key, f"url(#{name}-{value[5:]}")
    text = etree.tostring(root, encoding="unicode", pretty_print=True)
    text = re.sub(r"font-family: [^;\"]+", "font-family: var(--figure-font, sans-serif)", text)
    for token, value in PALETTE.items():
        text = text.replace(value, f"var(--figure-{token}, {value})")
    return text


def main(scripts: list[str]) -> None:
    for script in map(Path, scripts):
        script.with_suffix(".svg").write_text(render(script), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
