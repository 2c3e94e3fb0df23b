"""What axe finds wrong in a page, in both palettes."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
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
  noHtml: true,
  rules: [
    {id: "color-contrast", selector: "[data-asked-text]"},
    {id: "link-in-text-block", selector: "[data-asked-link]"},
  ],
})"""
ASK = """async ([known, rules]) => {
  const told = new Set(known), texts = new Map(), links = new Map(), around = new Map();
  const saidBy = (element) => [...element.childNodes].map(one => one.nodeType === Node.TEXT_NODE ? one.data.trim() : "").join("");
  const hasColours = (element) => (element.matches("input, select, textarea") || saidBy(element).length > 1)
    && !(element instanceof SVGElement) && element.checkVisibility();
  for (const element of document.querySelectorAll("*")) {
    const style = getComputedStyle(element), {behind, block} = around.get(element.parentElement) ?? {behind: "", block: ""};
    const painted = [style.backgroundColor, style.backgroundImage, style.opacity, style.filter].join();
    const ground = painted === "rgba(0, 0, 0, 0),none,1,none" ? behind : behind + painted;
    const look = [ground, style.color, style.textShadow, style.fontSize, style.fontWeight, style.fontStyle,
      style.fontFamily, style.textDecoration, style.borderTop, style.borderBottom, style.outline].join();
    const link = `${look} in ${block}`;
    const isAsked = !told.has(look) && hasColours(element);
    element.toggleAttribute("data-asked-text", isAsked);
    element.toggleAttribute("data-asked-link", !told.has(link) && element.matches("a[href], [role=link]"));
    if (isAsked) told.add(look);
    texts.set(element, look);
    links.set(element, link);
    around.set(element, {behind: ground, block: style.display === "inline" ? block : look});
  }
  const looks = {"color-contrast": texts, "link-in-text-block": links};
  const options = {...rules, elementRef: true, selectors: false, resultTypes: ["violations", "passes", "incomplete"]};
  const {violations, passes, incomplete} = await axe.run(options);
  if (violations.length) {
    const named = await axe.run({...rules, resultTypes: ["violations"]});
    return {wrong: named.violations.flatMap(({nodes}) => nodes.map(one => `${one.target}: ${one.failureSummary}`))};
  }
  const isOnGradient = ({any}) => any.some(({data}) => data?.messageKey === "bgGradient");
  const answered = [...passes, ...incomplete.map(({id, nodes}) => ({id, nodes: nodes.filter(isOnGradient)}))];
  return {right: answered.flatMap(({id, nodes}) => id in looks ? nodes.map(({element}) => looks[id].get(element)) : [])};
}"""
"""Asks about text and links that look as nothing did about which axe had an answer: by their colours, sizes
and fonts, what is painted behind them, and for a link the look of the block around it. Of texts with one
look on a page the first is asked. Of a single sign, and within a drawing, axe never tells."""
passed: set[str] = set()
"""Looks in which axe found nothing wrong, on whichever page."""


def assert_accessible(page: Page) -> None:
    """In both palettes."""
    if not page.evaluate("'axe' in window"):
        for script in (AXE_SCRIPT, ONE_OF_A_LOOK, AT_ONCE):
            page.evaluate(script)
    rules: dict[str, Any] = {}
    for scheme, palette in (("dark", "slate"), ("light", "default")):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_selector(f"body[data-md-color-scheme={palette}]")
        page.evaluate(SETTLE)
        answer = page.evaluate(ASK, [list(passed), rules])
        assert "wrong" not in answer, "\n".join([page.url, *answer["wrong"]])
        passed.update(answer["right"])
        rules = {"runOnly": ABOUT_COLOURS}
