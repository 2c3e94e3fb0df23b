"""What axe finds wrong in a page, in both palettes."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

ABOUT_COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules of axe that may find in one palette what they do not find in the other."""
AT_ONCE = """(() => {
  const still = new CSSStyleSheet();
  still.replaceSync("*, ::before, ::after { transition: none !important }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
})()"""
"""No transitions, in which axe would measure colours half-way."""
SETTLE = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
ONE_OF_A_LOOK = """axe.configure({
  rules: [{id: "color-contrast", selector: "[data-look], [data-look] *"}],
})"""
NAME_LOOKS = """() => {
  const looks = new Map(), lookOf = new Map(), says = (element) => element.checkVisibility()
    && [...element.childNodes].some(child => child.nodeType === Node.TEXT_NODE && child.data.trim());
  for (const element of document.querySelectorAll("*")) {
    const {color, backgroundColor, backgroundImage, opacity, filter, textShadow, fontSize, fontWeight} = getComputedStyle(element);
    const look = [lookOf.get(element.parentElement), color, backgroundColor, backgroundImage, opacity, filter, textShadow,
      fontSize, fontWeight, says(element)].join();
    if (!looks.has(look)) {
      looks.set(look, looks.size);
      element.toggleAttribute("data-look", says(element));
    }
    lookOf.set(element, looks.get(look));
  }
}"""
"""Marks one of all elements with text that have the same colours and sizes on the same backgrounds."""


def assert_accessible(page: Page) -> None:
    """In both palettes. Of elements that look the same, one is asked about its colours."""
    page.evaluate(AXE_SCRIPT)
    page.evaluate(ONE_OF_A_LOOK)
    page.evaluate(AT_ONCE)
    asked: dict[str, Any] = {"resultTypes": ["violations"]}  # to name all that passes takes long
    for scheme, palette in (("dark", "slate"), ("light", "default")):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_selector(f"body[data-md-color-scheme={palette}]")
        page.evaluate(SETTLE)
        page.evaluate(NAME_LOOKS)
        report = AxeResults(page.evaluate("asked => axe.run(asked)", asked))
        assert not report.violations_count, f"{page.url}\n{report.generate_report()}"
        asked |= {"runOnly": ABOUT_COLOURS}
