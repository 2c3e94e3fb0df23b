"""How much room each live figure needs before its script has run, measured in a browser: `make rooms`.

Rewrites these rules of note.css, and tells what a reader would see cut. Without the right room the page
moves under a reader's eyes when the figure comes alive.
"""

from __future__ import annotations

import math
import re
import sys
from collections import defaultdict
from pathlib import Path

import provide_browser
from playwright.sync_api import Page
from real_notes import NOTES, address
from serving import serving
from site_shell import ROOT

SHEET = ROOT / "docs/assets/styles/note.css"
RULE = re.compile(
    r"^[a-z]+(?:-[a-z]+)+ \{\n  --narrow: .*\n  --rows: .*\n  --shape: .*\n  --wide: .*\n  --beside: .*\n\}\n\n",
    re.MULTILINE,
)
NARROW, PHONE, WIDE, BESIDE = 305, 360, (768, 1440), (1500, 1920)
"""The first is what a scrollbar leaves of the narrowest window."""
EDGES = 32
"""Pixels that a phone's edges take from the drawing."""
ELEMENT = re.compile(r"\belement=([a-z-]+)")
MEASURED = """tag => {
  const figure = document.querySelector(tag);
  figure.style.minHeight = 0;
  const boxes = [...figure.querySelectorAll(".live__drawing svg")].map(svg => svg.viewBox.baseVal);
  return {
    height: figure.getBoundingClientRect().height,
    shape: boxes.reduce((sum, box) => sum + box.height / box.width, 0),
    rem: parseFloat(getComputedStyle(document.documentElement).fontSize),
  };
}"""
CUT = """() => [...document.querySelectorAll("article svg text")].filter(text => {
  const seen = text.getBoundingClientRect(), room = text.ownerSVGElement.getBoundingClientRect();
  // Across, its box has more than its signs.
  return /rotate\\(-?90/.test(text.getAttribute("transform"))
    ? seen.top < room.top - 1 || seen.bottom > room.bottom + 1
    : seen.left < room.left - 1 || seen.right > room.right + 1;
}).map(text => text.textContent)"""
"""Texts of drawings that reach over an edge at their beginning or end."""
Room = tuple[float, float, float, float, float]
"""Rows in rem in a narrow window, and on a phone; shape of the drawings as height over width, all of it in rem on a wide
screen, and on one where controls stand beside the drawing."""


def room(page: Page, url: str, tag: str) -> Room:
    measured = {}
    for width in (NARROW, PHONE, *WIDE, *BESIDE):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(url)
        page.locator(tag).first.scroll_into_view_if_needed()  # it waits to be near the screen
        page.wait_for_selector(f"{tag} .live__reading span")
        page.evaluate("document.fonts.ready.then(() => {})")
        measured[width] = page.evaluate(MEASURED, tag)
        if width == PHONE and (cut := page.evaluate(CUT)):
            print(f"{tag}：{width} 像素宽时图里的字被切掉：{'、'.join(cut)}")
    shape = math.ceil(measured[PHONE]["shape"] * 200) / 200
    narrow, rows = (
        up((measured[width]["height"] - shape * (width - EDGES)) / measured[width]["rem"])
        for width in (NARROW, PHONE)
    )
    wide, beside = (
        up(max(measured[width]["height"] / measured[width]["rem"] for width in widths))
        for widths in (WIDE, BESIDE)
    )
    return narrow, rows, shape, wide, beside


def up(value: float) -> float:
    return math.ceil(round(value * 100, 3)) / 100


def rooms(site: Path) -> dict[str, Room]:
    """By element; of several notes, the largest."""
    found: dict[str, list[Room]] = defaultdict(list)
    with provide_browser.opened() as browser, serving(site) as url:
        page = browser.new_page(has_touch=True)  # a finger needs more room than a mouse
        for note in NOTES:
            for tag in ELEMENT.findall(note.read_text("utf-8")):
                found[tag].append(room(page, url + address(note), tag))
    return {tag: tuple(map(max, zip(*found[tag], strict=True))) for tag in sorted(found)}  # type: ignore[misc]


def written(sheet: str, found: dict[str, Room]) -> str:
    """The style sheet with these rooms in the place of those that it has."""
    rules = "".join(
        f"{tag} {{\n  --narrow: {narrow:g}rem;\n  --rows: {rows:g}rem;\n  --shape: {shape:g};\n"
        f"  --wide: {wide:g}rem;\n  --beside: {beside:g}rem;\n}}\n\n"
        for tag, (narrow, rows, shape, wide, beside) in found.items()
    )
    first = RULE.search(sheet)
    assert first
    return sheet[: first.start()] + rules + RULE.sub("", sheet[first.start() :])


def main(site: Path) -> None:
    before = SHEET.read_text("utf-8")
    after = written(before, rooms(site))
    changed = sorted(set(RULE.findall(after)) - set(RULE.findall(before)))
    for rule in changed:
        print(" ".join(rule.split()))
    SHEET.write_text(after, encoding="utf-8", newline="\n")
    print(f"{SHEET.relative_to(ROOT)}：{len(changed)} 张活的图，地方改了。")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
