"""What a reader sees: accessible, still, light, and within the screen, in both palettes."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import material
import pytest
import real_notes
from accessible import assert_accessible
from playwright.sync_api import Browser, Page, Response, Route, expect
from real_notes import address, one_with
from rooms import CUT

from notes import topic_of
from pages import style_sheet

NOTE = one_with("```python", "checks.py#", "figure_", "$$", "[@")
(CITED,) = re.findall(r"\[@(\w)", (real_notes.DOCS / NOTE / "index.md").read_text("utf-8"))[:1]
PAGES = (
    "",
    f"{NOTE}checks/",
    f"{topic_of(NOTE)}/",
    "path/",
    "glossary/",
    "notation/",
    "tags/",
    "feeds/",
    "about/",
)
PAGES += ("404.html", f"sources/{CITED}/")
CITING = one_with("[@mcculloch1943logical]", "element=")
NOTES = list(map(address, real_notes.NOTES))
WIDTHS = (360, 1440)
KIB = 1024
FOR_SEARCH = "search/"
"""What Material's script fetches for search on its own, right after the page."""

CAN_BE_SCROLLED = """() => [...document.querySelectorAll("pre > code")]
  .every(code => code.scrollWidth <= code.clientWidth || code.tabIndex === 0)"""
"""By keyboard; Material sees to it some time after the page has loaded."""
USED = """selectors => selectors.filter(one => {
  try { return document.querySelector(one) } catch { return false }
})"""
STATES = re.compile(
    r"::?(?!(?:is|not|has|where)\()[\w-]+(?:\([^()]*\))?|\.(?:focus-visible|no-js)|\[(?:open|hidden)\]"
)
NOTHING_LEFT = re.compile(r"((?:^|[\s>+~]))(?=[>+~]|$)")
CUT_OFF = """[...document.querySelectorAll(".table:has(.symbols), .md-footer__title .md-ellipsis")]
  .filter(element => element.scrollWidth > element.clientWidth).map(element => element.textContent)"""
LEFT_ALONE = """[...document.querySelectorAll("article :is(h1, h2, h3, .listing__title)")].filter(title => {
    const text = document.createRange();
    text.selectNodeContents(title);
    const boxes = [...text.getClientRects()].filter(box => box.width);
    const last = boxes.filter(box => Math.abs(box.bottom - boxes.at(-1)?.bottom) < 9);
    const width = last.reduce((sum, box) => sum + box.width, 0);
    return /\\p{Script=Han}/u.test(title.textContent) && last.length < boxes.length
      && width < 2.5 * parseFloat(getComputedStyle(title).fontSize);
  }).map(title => title.textContent)"""
"""Chinese titles whose last line has one sign or two."""
BEGINS_A_LINE = """[...document.querySelectorAll("sup:has(> .footnote-ref)")].filter(mark => {
    const before = mark.previousSibling;
    if (before?.nodeType !== Node.TEXT_NODE) return false;
    const sign = document.createRange();
    sign.setStart(before, before.length - 1);
    sign.setEnd(before, before.length);
    return mark.getBoundingClientRect().left < sign.getBoundingClientRect().left;
  }).map(mark => mark.textContent)"""
"""Marks of footnotes that are not beside the word they belong to."""

Open = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, site_url: str) -> Iterator[Open]:
    """Open pages at `width`, by a finger if `touch`, each with a cold cache."""
    contexts = []

    def open_at(
        path: str = "",
        *,
        width: int = 1440,
        touch: bool = False,
        listen: Callable[[Response], None] | None = None,
    ) -> Page:
        size: Any = {"width": width, "height": 800}
        context = browser.new_context(viewport=size, has_touch=touch)
        contexts.append(context)
        page = contexts[-1].new_page()
        if listen:
            page.on("response", listen)
        page.goto(site_url + path, wait_until="networkidle" if listen else "load")
        return page

    yield open_at
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def left_out() -> list[str]:
    """Selectors of the theme's rules that are not published."""
    folder = Path(material.__path__[0], "templates/assets/stylesheets")
    sheets = [sheet.read_text("utf-8") for sheet in folder.glob("*.css")]
    found = {in_any_state(one) for sheet in sheets for one in style_sheet.unseen(sheet)}
    assert len(found) > 100
    return sorted(found)


def in_any_state(selector: str) -> str:
    """What may be hovered, opened, focused or without scripts, as it is found when it is not."""
    return NOTHING_LEFT.sub(r"\1*", STATES.sub("", selector))


def search(page: Page, field: str, query: str) -> None:
    page.click(field)
    page.keyboard.type(query)
    page.keyboard.press("Enter" if "front" in field else "Shift")
    page.wait_for_selector(".md-search-result__item")


class Visit(NamedTuple):
    """A tab in which one page after the other is opened, and what was answered to the last."""

    page: Page
    answers: list[Response]


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Visit]:
    context = browser.new_context()
    visit = Visit(context.new_page(), [])
    visit.page.on("response", lambda answer: visit.answers.append(answer))
    yield visit
    context.close()


@pytest.fixture(scope="module", params=[*PAGES, *NOTES])
def visit(tab: Visit, site_url: str, request: pytest.FixtureRequest) -> Visit:
    """Each page, opened once for all that is asked of it: on a narrow screen, which is widened later."""
    path, page = str(request.param), tab.page
    page.unroute_all()  # without any, the browser keeps what it was sent
    tab.answers.clear()
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 360, "height": 640})
    if path == "404.html":
        page.route("**/notes/**", from_root)
    page.goto(site_url + path)
    return tab


@pytest.fixture
def narrow(visit: Visit) -> Page:
    visit.page.set_viewport_size({"width": 360, "height": 640})
    return visit.page


@pytest.fixture
def wide(visit: Visit) -> Page:
    visit.page.set_viewport_size({"width": 1440, "height": 800})
    return visit.page


@pytest.fixture
def phone(narrow: Page) -> Iterator[Page]:
    """The narrow one under a finger."""
    devtools = narrow.context.new_cdp_session(narrow)
    devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    assert narrow.evaluate("matchMedia('(pointer: coarse) and (hover: none)').matches")
    yield narrow
    devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
    devtools.detach()


def from_root(route: Route) -> None:
    # 404.html names addresses from the site's root, which is /notes/ when published.
    route.continue_(url=route.request.url.replace("/notes/", "/"))


def come_alive(page: Page) -> None:
    """Its figures, when one has come to each of them."""
    for figure in page.locator(".live-figure").all():
        figure.scroll_into_view_if_needed()
        page.wait_for_selector(".live__reading span")


def test_a_page_suits_a_phone(phone: Page) -> None:
    assert phone.evaluate("document.scrollingElement.scrollWidth") == 360
    assert phone.evaluate(CUT_OFF) == []
    assert phone.evaluate(LEFT_ALONE) == []
    assert phone.evaluate(BEGINS_A_LINE) == []
    assert phone.evaluate(CUT) == []
    if phone.locator(".still").count():
        assert_drawing_is_seen_from_the_last_control(phone)


def test_a_narrow_page_is_accessible(narrow: Page) -> None:
    come_alive(narrow)
    narrow.wait_for_function(CAN_BE_SCROLLED)
    assert_accessible(narrow)


def test_a_page_is_accessible(wide: Page) -> None:
    come_alive(wide)
    wide.wait_for_function(CAN_BE_SCROLLED)
    assert_accessible(wide)


def test_every_request_stays_on_the_site_and_is_answered(visit: Visit, site_url: str) -> None:
    visit.page.wait_for_load_state("networkidle")
    answers = [(one.status, one.url) for one in visit.answers]
    assert answers
    assert not [answer for answer in answers if not answer[1].startswith(site_url)]
    assert not [answer for answer in answers if answer[0] >= 400]


def test_the_style_sheet_leaves_out_nothing_that_a_page_has(
    wide: Page, left_out: list[str]
) -> None:
    """Of Material's rules: what `pages/style_sheet.py` names must be on no page, also where scripts put it."""
    assert wide.evaluate(USED, left_out) == []


def test_the_style_sheet_leaves_out_nothing_that_the_search_shows(
    open_page: Open, left_out: list[str]
) -> None:
    page = open_page(NOTES[-1])
    search(page, ".md-search__input", "softmax")
    assert page.evaluate(USED, left_out) == []


def assert_drawing_is_seen_from_the_last_control(page: Page) -> None:
    figure = page.locator(".live-figure").first
    figure.scroll_into_view_if_needed()
    page.wait_for_selector(".live__reading span")
    hand = figure.locator(".live__controls p").last
    hand.evaluate("e => e.scrollIntoView({block: 'end'})")
    drawing, control = figure.locator(".live__drawing").bounding_box(), hand.bounding_box()
    assert drawing
    assert control
    end = drawing["y"] + drawing["height"]
    assert end - 49 > drawing["height"] / 2, "scrolled away under the header"
    assert end <= control["y"], "the drawing covers the control"


@pytest.mark.parametrize("width", WIDTHS)
def test_the_open_search_is_accessible(open_page: Open, width: int) -> None:
    page = open_page("about/", width=width)
    if width == 360:
        page.click("label.md-header__button[for=__search]")
    search(page, ".md-search__input", "softmax 温度")
    page.evaluate(
        "document.querySelector('.md-search-result').ariaBusy = true"
    )  # others are on their way
    assert_accessible(page)
    page.locator(".md-search__input").fill("量子色动力学")
    page.wait_for_selector(".md-search-result__meta a")
    assert_accessible(page)


def test_the_open_drawer_is_accessible(open_page: Open) -> None:
    page = open_page(NOTE, width=360)
    page.click("label.md-header__button[for=__drawer]")
    assert_accessible(page)


def test_controls_for_going_around_are_large_enough_for_a_thumb(open_page: Open) -> None:
    page = open_page(NOTE, width=360, touch=True)
    small = """([selector, least]) => [...document.querySelectorAll(selector)]
      .filter(element => element.checkVisibility())
      .map(element => [element.outerHTML.slice(0, 90), element.getBoundingClientRect()])
      .filter(([_, box]) => box.width && Math.min(box.width, box.height) < least)
      .map(([html, box]) => `${html} ${box.width}×${box.height}`)"""
    controls = ".md-header__button, .copy, summary:not(.amended > *)"
    assert page.evaluate(small, [controls, 43.9]) == []
    within_lines = ".amended > summary, .footnote-ref, .footnote-backref, .cited-in, .facts a"
    assert page.evaluate(small, [within_lines, 24]) == []
    covered = """[...document.querySelectorAll(".copy")].filter(button =>
      button.getBoundingClientRect().bottom
        > button.parentElement.querySelector("pre").getBoundingClientRect().top).length"""
    assert page.evaluate(covered) == 0, "a button lies on the code"
    page.click("label.md-header__button[for=__drawer]")
    assert page.evaluate(small, [".md-nav--primary > ul > li > .md-nav__link", 43.9]) == []
    page = open_page("updates/", width=360, touch=True)
    assert page.evaluate(small, [".change > a, .md-footer__link, .md-copyright a", 43.9]) == []


def test_a_page_is_styled_and_laid_out_whole_only_once(
    browser: Browser, page: Page, site_url: str
) -> None:
    """Each time more takes as long as all scripts together, while a reader scrolls."""
    browser.start_tracing(page=page, categories=["devtools.timeline"])
    page.goto(site_url + NOTE, wait_until="networkidle")
    events = json.loads(browser.stop_tracing())["traceEvents"]
    styled = [
        one["args"].get("elementCount", 0) for one in events if one["name"] == "UpdateLayoutTree"
    ]
    begun = [one["args"]["beginData"] for one in events if one["name"] == "Layout"]
    laid = [one["dirtyObjects"] for one in begun]
    # What has arrived is drawn before the rest has: the whole may come in parts.
    assert sum(styled) < 1.5 * page.locator("*").count(), styled
    assert sum(laid) < 1.5 * max(one["totalObjects"] for one in begun), laid


def test_in_dark_windows_a_first_visit_is_dark_before_the_script_of_the_theme_is_there(
    page: Page, site_url: str
) -> None:
    page.emulate_media(color_scheme="dark")
    page.route("**/bundle.*.js", lambda route: route.abort())
    page.goto(site_url + NOTE)
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"


ASIDE = """() => {
  const box = (one) => one.getBoundingClientRect(), notes = [...document.querySelectorAll(".aside > div")];
  const marks = new Map([...document.querySelectorAll(".footnote-ref[data-aside]")].map(one => [one.textContent, box(one).top]));
  const inTheWay = [...document.querySelectorAll(".live-figure, figcaption, article > :not(.aside, figure)")].map(box);
  return notes.filter(one => one.checkVisibility({visibilityProperty: true})).map(one => {
    const mine = box(one), apart = (other) => other.right <= mine.left || other.left >= mine.right
      || other.bottom <= mine.top || other.top >= mine.bottom;
    const others = notes.filter(other => other !== one && other.checkVisibility({visibilityProperty: true})).map(box);
    return [one.innerText, mine.top - marks.get(one.querySelector(".aside__number").textContent), [...inTheWay, ...others].every(apart)];
  });
}"""
"""What stands beside the text: words, how far below its mark, whether it covers nothing."""
CAPTIONS = """[...document.querySelectorAll("figcaption")].filter(words => {
  const own = words.getBoundingClientRect(), shown = words.parentElement.querySelectorAll("svg, .live > *");
  return own.right > innerWidth || [...shown].map(one => one.getBoundingClientRect()).some(
    one => one.width && own.top < one.bottom && own.bottom > one.top && own.left < one.right && own.right > one.left);
}).map(words => words.innerText)"""
"""Those that lie on what they belong to, or are cut at the edge."""
SHIFTS = """new Promise(done => {
  new PerformanceObserver(list => done(list.getEntries().map(one => one.value))).observe({type: "layout-shift", buffered: true});
  setTimeout(() => done([]), 100);
})"""


def test_on_a_wide_screen_sources_stand_beside_the_place_that_cites_them(
    open_page: Open, site_url: str
) -> None:
    page = open_page(CITING, width=1500)
    page.wait_for_selector("[data-aside]")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 1500
    sources = page.locator(".footnote li").all_inner_texts()
    notes = page.evaluate(ASIDE)
    assert len(notes) >= 0.9 * len(sources)
    for words, below, apart in notes:
        number, source = words.split(maxsplit=1)
        assert source in sources[int(number) - 1].replace("\n", " ")
        assert -30 < below < 300, words
        assert apart, words
    assert page.locator(".aside").get_attribute("aria-hidden") == "true"
    assert page.locator(".aside a").evaluate_all("links => links.every(one => one.tabIndex === -1)")
    page.locator(".live-figure").first.scroll_into_view_if_needed()
    page.wait_for_selector(".live__reading span")
    assert page.evaluate(SHIFTS) == []
    assert page.evaluate(CAPTIONS) == []
    first = page.locator("[data-aside]").first
    first.hover()
    assert page.locator(".told").count() == 0
    assert page.locator(".aside__meant").inner_text().startswith("1")
    assert_accessible(page)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.wait_for_function("!document.querySelector('[data-aside]')")
    assert page.evaluate(ASIDE) == []
    page.locator(".footnote-ref").first.hover()
    page.wait_for_selector(".told")


def test_on_a_wide_screen_tables_need_not_be_scrolled(open_page: Open) -> None:
    page = open_page("about/growth/", width=1500)
    widths = (
        "all => all.map(one => [one.scrollWidth, one.clientWidth, one.parentElement.clientWidth])"
    )
    tables = page.locator(".table").evaluate_all(widths)
    assert all(needed <= shown for needed, shown, _ in tables)
    assert any(shown > text for _, shown, text in tables)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 1500


def weights(open_page: Open, site_url: str, path: str) -> dict[str, int]:
    """Bytes of each answer as a server with gzip sends it; fonts are compressed already."""
    answers: list[Response] = []
    page = open_page(path, listen=lambda answer: answers.append(answer))
    come_alive(page)
    page.wait_for_load_state("networkidle")
    return {
        answer.url.removeprefix(site_url): len(
            answer.body() if answer.url.endswith("woff") else gzip.compress(answer.body())
        )
        for answer in answers
        if not answer.url.startswith("data:")
    }


def test_a_page_without_formulas_is_light(open_page: Open, site_url: str) -> None:
    found = weights(open_page, site_url, "about/")
    before_search = {url: size for url, size in found.items() if FOR_SEARCH not in url}
    assert len(before_search) <= 12, before_search
    assert sum(before_search.values()) <= 85 * KIB, before_search


def test_a_note_with_its_formulas_and_live_figures_is_light(
    site: Path, open_page: Open, site_url: str
) -> None:
    longest = max(NOTES, key=lambda path: site.joinpath(path, "index.html").stat().st_size)
    found = weights(open_page, site_url, longest)
    assert not [url for url in found if url.endswith("woff")]
    assert len(found) <= 18, found
    before_search = {url: size for url, size in found.items() if FOR_SEARCH not in url}
    assert sum(before_search.values()) <= 140_000, before_search


def test_the_front_page_search_finds(open_page: Open) -> None:
    page = open_page(width=360)
    search(page, ".front__search input", "bias")


def test_the_newest_transmission_is_told_in_full_and_others_in_two_lines(open_page: Open) -> None:
    page = open_page(width=360)
    assert page.locator(".log__entry:first-child .log__excerpt").is_visible()
    assert page.locator(".log__excerpt").count() == 1
    lines = """told => told.map(one => one.clientHeight / parseFloat(getComputedStyle(one).lineHeight))"""
    others = page.locator(".log__entry:not(:first-child) .log__what").evaluate_all(lines)
    assert others
    assert max(others) < 2.5


def test_a_first_time_reader_sees_the_notes_and_where_to_begin_on_one_screen(
    open_page: Open,
) -> None:
    page = open_page(width=1440)
    begin, path, *_ = page.locator(".front__begin a").all()
    notes = page.locator(".front__few dd > a").all()
    for seen in (begin, path, *notes[:3], page.locator(".miniature").first):
        box = seen.bounding_box()
        assert box
        assert box["y"] + box["height"] <= 800


def test_on_a_phone_the_first_screen_leads_to_the_notes(open_page: Open) -> None:
    page = open_page(width=360)
    page.locator(".front__begin").get_by_text("目录").click()
    expect(page.locator(".front__few dd > a").first).to_be_in_viewport()


def test_the_front_page_is_light(open_page: Open, site_url: str) -> None:
    found = weights(open_page, site_url, "")
    before_search = {url: size for url, size in found.items() if FOR_SEARCH not in url}
    assert sum(before_search.values()) <= 120 * KIB, before_search


def test_of_what_leads_on_nothing_is_cut_where_letters_are_doubled(open_page: Open) -> None:
    page = open_page("path/", width=720)
    page.evaluate("document.documentElement.style.setProperty('font-size', '250%', 'important')")
    cut = "links => links.filter(one => one.scrollWidth > one.clientWidth).length"
    assert page.locator(".md-footer__link").count() == 2
    assert page.locator(".md-footer__link").evaluate_all(cut) == 0


def test_code_is_copied(open_page: Open) -> None:
    page = open_page(NOTE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    code = page.locator(".highlight:has(.copy) pre").first.inner_text()
    page.locator(".copy").first.click()
    page.wait_for_selector(".md-dialog--active")
    assert page.evaluate("navigator.clipboard.readText()").strip() == code.strip()


def test_a_checked_number_says_what_computed_it(open_page: Open) -> None:
    page = open_page(NOTE)
    page.locator(".checked-number").first.hover()
    said = page.locator("[role=tooltip]", has_text="算得")
    said.wait_for()
    assert said.evaluate("card => parseFloat(getComputedStyle(card).fontSize)") > 13
    assert_accessible(page)
    page.mouse.move(0, 0)
    said.wait_for(state="detached")
    assert page.locator(".checked-number").first.get_attribute("title")


def test_what_is_behind_a_link_is_told_too(open_page: Open) -> None:
    page = open_page(NOTE)
    page.locator("[data-preview]").first.hover()
    page.locator("[role=tooltip] p ~ p").first.wait_for()
    assert_accessible(page)


def test_a_source_is_told_where_it_is_named(open_page: Open) -> None:
    page = open_page(NOTE)
    mark = page.locator(".footnote-ref").first
    mark.evaluate("mark => mark.focus({focusVisible: true})")
    said = page.locator("[role=tooltip]")
    said.wait_for()
    assert mark.get_attribute("aria-describedby") == said.get_attribute("id")
    source = page.locator(".footnote li").first.inner_text().replace("↩", "").strip()
    assert said.inner_text().strip() == source
    page.keyboard.press("Tab")
    assert said.locator("a:focus").count(), "its links come next"
    page.keyboard.press("Escape")
    said.wait_for(state="detached")


def test_a_finger_reads_a_source_with_one_tap_and_goes_there_with_two(
    browser: Browser, site_url: str
) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 800}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(site_url + NOTE)
    mark = page.locator(".footnote-ref").first
    mark.tap()
    said = page.locator("[role=tooltip]")
    said.wait_for()
    box = said.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert "#" not in page.url
    mark.tap()
    page.wait_for_url("**#fn:*")
    context.close()


def test_print_is_the_text_alone(open_page: Open, site_url: str) -> None:
    page = open_page(NOTE)
    page.emulate_media(media="print")
    around = ".md-header, .md-sidebar, .md-footer, .md-search, .copy, .headerlink"
    shown = "s => [...document.querySelectorAll(s)].filter(e => e.checkVisibility()).length"
    assert page.evaluate(shown, around) == 0
    assert page.evaluate(shown, "article h1, article math") > 1
    # Scripts have run: by now every address is absolute.
    printed = """s => [...document.querySelectorAll(s)]
      .map(e => getComputedStyle(e, "::after").content).filter(content => content.includes("http"))"""
    assert page.evaluate(printed, ".checked-number, .footnote-ref, .facts a") == []
    room = """(document.querySelector(".footnote li").getBoundingClientRect().x
      - document.querySelector(".footnote").getBoundingClientRect().x)
      / parseFloat(getComputedStyle(document.querySelector(".footnote li")).fontSize)"""
    assert page.evaluate(room) > 1.8, "a number of two digits is cut at the edge of the paper"
    page.goto(site_url + "about/")
    assert "creativecommons.org" in page.evaluate(printed, "article a")[0]


def test_without_a_script_the_note_is_whole(
    browser: Browser, open_page: Open, site_url: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + NOTE)
    width = open_page(NOTE).locator("article math").first.bounding_box()["width"]
    page.wait_for_timeout(500)  # no script, no word of when a font in a style sheet is ready
    assert page.locator("article math").first.bounding_box()["width"] == width
    assert page.locator("article figure svg").first.bounding_box()
    assert not page.locator(".copy").first.is_visible()
    context.close()
