"""Nothing that a reader looks at moves, however late and in how many parts a page arrives."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pytest
import real_notes
import rooms
import serving
from playwright.sync_api import Browser, CDPSession, Page, Route
from real_notes import address
from site_shell import note

NOTES = list(map(address, real_notes.NOTES))
PHONE, DESKTOP = 360, 1440
NARROW = 345
"""Of a window, which has scrollbars."""

WATCH = """{
  window.shift = 0;
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) shift += entry.value;
  }).observe({type: "layout-shift", buffered: true});
  // What is swapped in is new and moves in no one's eyes: compared is what its first frame shows.
  window.drawn = null;
  window.places = () => [...document.querySelectorAll("article math")].map(math => {
    const {x, y, width, height} = math.getBoundingClientRect();
    return [x + scrollX, y + scrollY, width, height].join();
  });
  const isPage = node => node.matches?.("[data-md-component=container]");
  new MutationObserver(changes => {
    if (document.readyState === "complete" && changes.some(({addedNodes}) => [...addedNodes].some(isPage)))
      requestAnimationFrame(() => window.drawn = places());
  }).observe(document, {childList: true, subtree: true});
}"""
HAS_FONT = """() => !document.querySelector("article math")
  || [...document.fonts].some(font => font.family === "Formulas" && font.status === "loaded")"""
PAINTED = "() => performance.getEntriesByName('first-contentful-paint').length"
TWO_FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"


class Late:
    """Requests of a kind, which wait until they may arrive."""

    def __init__(self, page: Page, kind: str) -> None:
        self.waiting, self.wait = list[Route](), False
        page.route(kind, self._hold)

    def _hold(self, route: Route) -> None:
        if self.wait:
            self.waiting.append(route)
        else:
            route.continue_()

    def hold(self) -> None:
        self.waiting.clear()  # those of the page before, if its test failed
        self.wait = True

    def arrive(self) -> None:
        self.wait = False
        while self.waiting:
            self.waiting.pop().continue_()


class Tab(NamedTuple):
    """A page that tells what moved, and what is late on it."""

    page: Page
    devtools: CDPSession
    sheets: Late
    fonts: Late
    figures: Late

    def resize(self, width: int) -> None:
        """A desktop has scrollbars that take room, come and go, and may move what is beside them; a phone is touched."""
        self.page.set_viewport_size({"width": width, "height": 800})
        self.devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": width == PHONE})
        self.devtools.send("Emulation.setScrollbarsHidden", {"hidden": width == PHONE})


@pytest.fixture(scope="module")
def tab(launch: Callable[..., Browser]) -> Iterator[Tab]:
    browser = launch(ignore_default_args=["--hide-scrollbars"])
    page = browser.new_page()
    page.add_init_script(WATCH)
    yield Tab(
        page,
        page.context.new_cdp_session(page),
        sheets=Late(page, "**/*.css"),
        fonts=Late(page, "**/*.woff"),
        figures=Late(page, "**/assets/elements/*"),
    )
    browser.close()


def assert_still(page: Page, fonts: Late) -> None:
    page.evaluate(TWO_FRAMES)
    fonts.arrive()
    page.wait_for_function(HAS_FONT)
    page.evaluate("document.fonts.ready.then(() => {})")
    page.evaluate(TWO_FRAMES)
    assert page.evaluate("window.shift") == 0, page.url
    fonts.hold()


def assert_swapped_still(page: Page, url: str, fonts: Late) -> None:
    page.wait_for_function("url => location.href === url && window.drawn", arg=url)
    assert_still(page, fonts)
    drawn, places = page.evaluate("[window.drawn, window.places()]")
    assert drawn == places, page.url
    page.evaluate("window.drawn = null")


def needs_more_rows_when_narrow(note: Path) -> float:
    """How much its live figure does."""
    tags = set(rooms.ELEMENT.findall(note.read_text("utf-8")))
    rules = [
        rule
        for rule in rooms.RULE.findall(rooms.SHEET.read_text("utf-8"))
        if rule.split()[0] in tags
    ]
    found = (re.findall(r"--(?:narrow|rows): ([\d.]+)", rule) for rule in rules)
    return max((float(narrow) - float(rows) for narrow, rows in found), default=0)


@pytest.mark.parametrize(
    ("path", "width"),
    [
        *((path, width) for path in ("", *NOTES) for width in (PHONE, DESKTOP)),
        (address(max(real_notes.NOTES, key=needs_more_rows_when_narrow)), NARROW),
    ],
)
def test_nothing_moves_however_late_style_sheets_fonts_and_figures_are(
    tab: Tab, site_url: str, path: str, width: int
) -> None:
    page, _, sheets, fonts, figures = tab
    tab.resize(width)
    for late in (sheets, fonts, figures):
        late.hold()
    page.goto(site_url + path, wait_until="commit")
    page.wait_for_timeout(200)
    sheets.arrive()
    page.wait_for_function(PAINTED)
    assert_still(page, fonts)
    with_figure = page.locator(".still").count()
    if with_figure:
        page.locator(".still").first.evaluate("figure => figure.scrollIntoView()")
        page.evaluate(TWO_FRAMES)
    for late in (fonts, figures):
        late.arrive()
    page.wait_for_load_state()
    if with_figure:
        page.wait_for_selector(".live__reading span")
    assert_still(page, fonts)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert_still(page, fonts)
    page.evaluate("window.same = true")
    link = page.locator(".md-header .md-logo" if path else ".log__title a").first
    other = str(link.evaluate("link => { link.click(); return link.href; }"))
    assert_swapped_still(page, other, fonts)
    page.evaluate("history.back()")
    assert_swapped_still(page, site_url + path, fonts)
    page.evaluate("history.forward()")
    assert_swapped_still(page, other, fonts)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.shift") == 0
    assert page.evaluate("window.same"), "pages were loaded, not swapped"


def test_a_page_that_comes_late_is_shown_where_it_was_left(page: Page, site_url: str) -> None:
    """However the one before it is scrolled meanwhile."""
    url = site_url + NOTES[0]
    noted = 300  # ms, longer than the theme takes for where a page is scrolled to
    front, note = Late(page, site_url), Late(page, url)
    page.goto(url)
    page.evaluate("scrollTo(0, 900)")
    page.wait_for_function("() => history.state?.y === 900")
    front.hold()
    page.evaluate("document.querySelector('.md-header .md-logo').click()")
    page.evaluate("scrollTo(0, 700)")
    page.wait_for_timeout(noted)
    front.arrive()
    page.wait_for_function("() => document.querySelector('.front') && scrollY === 0")
    note.hold()
    page.evaluate("history.back()")
    page.wait_for_timeout(noted)
    assert page.evaluate("scrollY") == 0
    note.arrive()
    page.wait_for_function("() => !document.querySelector('.front') && scrollY === 900")


def test_an_anchor_of_the_page_one_comes_to_is_gone_to_at_once(page: Page, site_url: str) -> None:
    """Nothing is fetched for it, and what was set in a figure stays."""
    url = site_url + NOTES[0]
    page.goto(url)
    page.evaluate("window.begun = document.querySelector('article')")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition("#")[0]))
    links = page.locator("article h2 > .headerlink")
    for link in (links.nth(1), links.nth(2), links.nth(1)):
        link.evaluate("one => one.click()")
        near = "one => Math.abs(one.getBoundingClientRect().top) < 200"
        page.wait_for_function(near, arg=link.element_handle())
    page.go_back()
    page.wait_for_function(near, arg=links.nth(2).element_handle())
    assert page.evaluate("begun.isConnected")
    assert url not in asked


class InParts(serving.Handler):
    """Sends a page as a slow line does: what has arrived ends within formulas and tables."""

    def copyfile(self, source: BinaryIO, target: BinaryIO) -> None:  # type: ignore[override]
        for part in re.split(rb"(?<=</mi>|</mn>|</td>)", source.read()):
            target.write(part)
            time.sleep(0.02)


FORMULAS = r"""
若 $w^\top x > T$，则 $a_i^2 = \frac{b}{c}$，甲。

$$
\sum_{i=1}^n \frac{a_i}{b_i} = \sqrt{x^2}
$$

| 甲 | 乙 |
| :-- | --: |
| $x^2$ | 一个长一些的格子，里面有字 |
| 一个更长的格子，里面的字更多 | $y$ |
"""


def test_nothing_moves_while_a_page_arrives_in_parts(
    make_site: Callable[..., Path], page: Page
) -> None:
    """And a long one is seen before all of it has arrived."""
    long = FORMULAS + "字" * 2600 + "\n\n## 一\n\n" + FORMULAS
    site = make_site(
        {
            "basics/one/index.md": note(body=FORMULAS),
            "basics/two/index.md": note("two", body=long),
        }
    )
    page.add_init_script(WATCH)
    drawn = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    arrived = "performance.getEntriesByType('navigation')[0].responseEnd"
    with serving.serving(site, InParts) as url:
        for path, early in (("one", False), ("two", True)):
            page.goto(f"{url}basics/{path}/")
            page.evaluate(TWO_FRAMES)
            assert page.evaluate("window.shift") == 0
            assert page.evaluate(f"{drawn} < {arrived}") == early
