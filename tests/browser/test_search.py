"""Search as a reader uses it: what it finds, what it shows, and what it says when it cannot."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import lxml.html
import pytest
from playwright.sync_api import Browser, Page, Route, expect

FIELD = "[data-md-component=search-query]"
COUNT = ".md-search-result__meta"
ITEM = ".md-search-result__item"
BIAS = "basics/bias/"


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def page(tab: Page) -> Iterator[Page]:
    """One for all: a search keeps nothing from page to page."""
    yield tab
    tab.context.unroute_all(behavior="ignoreErrors")


def show(page: Page, query: str) -> None:
    """Open the search, paste a query and wait for all of its answer."""
    page.locator(FIELD).focus()
    page.keyboard.insert_text(query)
    expect(page.locator(COUNT)).to_contain_text(re.compile("符合|没有"))
    expect(page.locator(".md-search-result")).to_have_attribute("aria-busy", "false")


# What it shows


def test_pasted_text_is_searched(page: Page, site_url: str) -> None:
    page.goto(site_url + "feeds/")
    show(page, "感受野")
    assert "receptive-field" in (page.locator(f"{ITEM} a").first.get_attribute("href") or "")


def test_it_works_by_keyboard_from_opening_to_the_section(page: Page, site_url: str) -> None:
    page.goto(site_url + "feeds/")
    page.keyboard.press("Control+k")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type("BatchNorm")
    expect(page.locator(COUNT)).to_contain_text("符合")
    expect(page.locator(".md-search-result")).to_have_attribute("aria-busy", "false")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"{ITEM} a").nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "#" in url)
    target = unquote(page.url.partition("#")[2])
    expect(page.locator(f'[id="{target}"]')).to_be_visible()


def test_enter_opens_the_best_hit_and_the_search_goes_on_there(page: Page, site_url: str) -> None:
    page.goto(site_url + "feeds/")
    show(page, "感受野")
    page.keyboard.press("Enter")
    page.wait_for_url("**/receptive-field/**")
    page.wait_for_timeout(300)
    page.locator(FIELD).fill("")
    show(page, "幻觉")
    assert "hallucination" in (page.locator(f"{ITEM} a").first.get_attribute("href") or "")


def test_an_address_can_ask(page: Page, site_url: str) -> None:
    page.goto(site_url + "basics/?q=InfoNCE")
    expect(page.locator(f"{ITEM} h1").first).to_contain_text("CPC")


def test_the_front_page_asks_in_place(page: Page, site_url: str) -> None:
    page.goto(site_url)
    page.fill(".front__search input", "幻觉")
    page.click(".front__search button")
    expect(page.locator(f"{ITEM} h1").first).to_contain_text("幻觉")


def test_hits_are_counted_marked_and_formulas_drawn(page: Page, site_url: str) -> None:
    page.goto(site_url + "feeds/")
    show(page, "softmax 温度")
    assert re.match(r"\d+ 篇符合", page.locator(COUNT).inner_text().strip())
    assert {text.lower() for text in page.locator(f"{ITEM} mark").all_inner_texts()} & {"softmax"}
    assert page.locator(f"{ITEM} math").count() > 0
    assert page.locator(COUNT).get_attribute("role") == "status"


def test_found_formulas_have_their_font_on_a_page_without_any(page: Page, site_url: str) -> None:
    fonts: list[str] = []
    page.on("request", lambda one: fonts.append(one.url) if one.resource_type == "font" else None)
    page.goto(f"{site_url}about/")
    show(page, "logsumexp")
    formula = page.locator(f"{ITEM} math").first
    formula.wait_for()
    page.wait_for_function("() => document.fonts.check('16px \"Any Formulas\"')")
    assert fonts == [f"{site_url}assets/fonts/math.woff2"]
    assert "Any Formulas" in str(formula.evaluate("math => getComputedStyle(math).fontFamily"))


def test_what_a_note_says_comes_before_what_it_cites(page: Page, site_url: str) -> None:
    page.goto(site_url + "feeds/")
    show(page, "LoRA")
    lora = page.locator(ITEM).first
    assert "来源" not in lora.locator("h2").first.inner_text()
    marks = {text.lower() for text in lora.locator("mark").all_inner_texts()}
    assert "lora" in marks
    assert "ra" not in marks
    page.locator(FIELD).fill("")
    show(page, "Rajbhandari")
    assert "#sources" in (page.locator(f"{ITEM} a").nth(1).get_attribute("href") or "")


def test_the_page_marks_words_as_they_were_typed(page: Page, site_url: str) -> None:
    page.goto(site_url + "feeds/")
    show(page, "LoRA")
    page.locator(f"{ITEM} a").first.click()
    page.wait_for_url("**/peft/lora/**")
    marked = page.locator("article mark")
    expect(marked.first).to_be_visible()
    folded = {""}  # inside a closed solution nothing is visible
    assert {text.lower() for text in marked.all_inner_texts()} - folded == {"lora"}


def test_what_nothing_answers_says_so_and_offers_something(page: Page, site_url: str) -> None:
    page.goto(site_url + BIAS)
    show(page, "量子色动力学")
    expect(page.locator(COUNT)).to_contain_text("没有笔记回答“量子色动力学”")
    assert page.locator(ITEM).count() == 0
    page.click(f"{COUNT} a:has-text('全部小节')")
    page.wait_for_url("**/search/")


def test_nothing_of_the_index_is_fetched_before_the_field_has_focus(
    page: Page, site_url: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site_url)))
    with page.expect_response("**/search/search_index.json"):  # by the theme, when it is ready
        page.goto(site_url + BIAS)
    page.wait_for_load_state("networkidle")
    of_search = [url for url in asked if url.startswith("search/") and "worker." not in url]
    assert of_search == ["search/search_index.json"]
    with page.expect_response(re.compile(r"search/files/core\.[0-9a-f]{6}\.json")):
        page.locator(FIELD).focus()


# Bad input


def test_html_in_a_query_is_text(page: Page, site_url: str) -> None:
    page.goto(site_url + BIAS)
    show(page, "<img src=qqzx onerror=qqzy>量子色")
    expect(page.locator(COUNT)).to_contain_text("<img src=qqzx onerror=qqzy>")
    assert page.locator(f"{COUNT} img, {ITEM} img").count() == 0


def test_a_part_that_fails_is_told_and_asked_for_again(page: Page, site_url: str) -> None:
    page.goto(site_url + "feeds/")
    failing = True

    def sometimes(route: Route) -> None:
        route.abort() if failing else route.continue_()

    page.context.route(re.compile(r"/files/pages/"), sometimes)
    show_failed(page, "偏置")
    failing = False
    page.click(f"{COUNT} button")
    expect(page.locator(f"{ITEM} h1").first).to_contain_text("偏置")
    expect(page.locator(f"{COUNT} button")).to_have_count(0)


def show_failed(page: Page, query: str) -> None:
    page.locator(FIELD).focus()
    page.keyboard.insert_text(query)
    expect(page.locator(f"{COUNT} button")).to_have_text("重试")


def test_what_was_found_stays_when_a_part_fails(page: Page, site_url: str) -> None:
    page.goto(site_url + "feeds/")
    page.context.route(re.compile(r"/files/pages/"), only_once())
    show_failed(page, "偏置")
    expect(page.locator(ITEM)).to_have_count(1)


def only_once() -> Callable[[Route], None]:
    seen: list[str] = []

    def handle(route: Route) -> None:
        seen.append(route.request.url)
        route.continue_() if route.request.url == seen[0] else route.abort()

    return handle


def test_without_a_network_it_says_so(page: Page, site_url: str) -> None:
    page.goto(site_url + "feeds/", wait_until="networkidle")
    page.context.set_offline(True)
    show_failed(page, "偏置")
    expect(page.locator(COUNT)).to_contain_text("没有网络")
    page.context.set_offline(False)
    page.click(f"{COUNT} button")
    expect(page.locator(f"{ITEM} h1").first).to_contain_text("偏置")


def test_without_a_script_the_search_leads_to_a_page_of_everything(
    browser: Browser, site: Path, site_url: str
) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 1440, "height": 900}
    )
    page = context.new_page()
    page.goto(site_url + BIAS)
    page.fill(FIELD, "缓存")
    page.press(FIELD, "Enter")
    page.wait_for_url("**/search/**")
    linked = {link.get_attribute("href") for link in page.locator("article a").all()}
    for path in site.glob("*/*/index.html"):
        address = path.parent.relative_to(site).as_posix()
        html = lxml.html.parse(path).getroot()
        if not html.xpath("//header[@class='note__opening']"):
            continue
        for heading in html.xpath("//article//h2[not(ancestor::footer)]"):
            assert f"../{address}/#{heading.get('id')}" in linked
    context.close()
