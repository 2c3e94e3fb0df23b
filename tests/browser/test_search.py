"""Search as a reader uses it: what it finds, what it shows, and what it says when it cannot."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import lxml.html
import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect
from real_notes import BY_ID, address

from notes import topic_of

FIELD = "[data-md-component=search-query]"
COUNT = ".md-search-result__meta"
RESULT = ".md-search-result"
AGAIN = f"{COUNT} button:has-text('重试')"
ITEM = ".md-search-result__item"
BIAS = address(BY_ID["bias"])


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def page(tab: Page, site_url: str) -> Iterator[Page]:
    """One for all, which keeps nothing from test to test."""
    yield tab
    tab.context.set_offline(False)
    tab.context.unroute_all(behavior="ignoreErrors")
    tab.goto(f"{site_url}llms.txt")
    tab.evaluate("(localStorage.clear(), sessionStorage.clear())")
    devtools = tab.context.new_cdp_session(tab)
    devtools.send("Network.clearBrowserCache")  # where there is no network, it would answer
    devtools.detach()


def show(page: Page, query: str) -> None:
    """Open the search, paste a query and wait for all of its answer."""
    page.locator(FIELD).focus()
    page.keyboard.insert_text(query)
    expect(page.locator(COUNT)).to_contain_text(re.compile("符合|没有|沾边"))
    expect(page.locator(".md-search-result")).to_have_attribute("aria-busy", "false")


CLOSED = """globalThis.isClosed = new Promise((done) => {
  const before = document.querySelector("article");
  let soon = 0;
  const later = () => {
    clearTimeout(soon);
    soon = setTimeout(done, 300);
  };
  document$.subscribe(() => before.isConnected || later());
  addEventListener("hashchange", later);
})"""
"""The theme closes the box 125 ms after it has put another page in place, and again after it has gone to a section."""


def open_best(page: Page, pattern: str) -> None:
    """Press Enter, and wait until the page is another and the box is closed."""
    page.evaluate(f"void ({CLOSED})")
    page.keyboard.press("Enter")
    page.wait_for_url(pattern)
    page.evaluate("isClosed")


# What it shows


def test_pasted_text_is_searched(page: Page, site_url: str) -> None:
    page.goto(site_url + "feeds/")
    show(page, "感受野")
    assert address(BY_ID["receptive-field"]) in (
        page.locator(f"{ITEM} a").first.get_attribute("href") or ""
    )


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
    expect(page.locator(f"{ITEM} a").nth(1)).not_to_have_accessible_name("")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "#" in url)
    target = unquote(page.url.partition("#")[2])
    expect(page.locator(f'[id="{target}"]')).to_be_visible()


def test_enter_opens_the_best_hit_and_the_search_goes_on_there(page: Page, site_url: str) -> None:
    page.goto(site_url + "feeds/")
    show(page, "感受野")
    open_best(page, f"**/{address(BY_ID['receptive-field'])}**")
    page.locator(FIELD).fill("")
    show(page, "幻觉")
    assert "hallucination" in (page.locator(f"{ITEM} a").first.get_attribute("href") or "")


def test_an_address_can_ask(page: Page, site_url: str) -> None:
    page.goto(site_url + f"{topic_of(BIAS)}/?q=InfoNCE")
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
    assert fonts == [f"{site_url}assets/fonts/math.woff"]
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
    page.wait_for_url(f"**/{address(BY_ID['lora'])}**")
    marked = page.locator("article mark")
    expect(marked.first).to_be_visible()
    folded = {""}  # inside a closed solution nothing is visible
    assert {text.lower() for text in marked.all_inner_texts()} - folded == {"lora"}


def test_what_nothing_answers_says_so_and_offers_something(page: Page, site_url: str) -> None:
    page.goto(site_url + BIAS)
    show(page, "量子色动力学")
    expect(page.locator(COUNT)).to_contain_text("没有笔记讲到“量子色动力学”")
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


# Results are of the text in the field, or visibly on their way


def first_note(page: Page) -> str:
    return page.locator(f"{ITEM} a").first.get_attribute("href") or ""


def hold(page: Page, pattern: str) -> Callable[[], None]:
    """Keep what is asked for from arriving, until it is let go."""
    held: list[Route] = []
    holding = [True]
    page.context.route(
        re.compile(pattern),
        lambda route: held.append(route) if holding[0] else route.continue_(),
    )

    def let_go() -> None:
        holding[0] = False
        for route in held:
            route.continue_()

    return let_go


def test_clearing_the_field_clears_the_results(page: Page, site_url: str) -> None:
    page.goto(site_url + "feeds/")
    show(page, "感受野")
    page.locator(".md-search [type=reset]").click()
    expect(page.locator(ITEM)).to_have_count(0)
    expect(page.locator(COUNT)).to_contain_text("键入以开始搜索")


def test_spaces_ask_nothing(page: Page, site_url: str) -> None:
    page.goto(site_url + "feeds/")
    page.locator(FIELD).focus()
    page.keyboard.insert_text("   ")
    expect(page.locator(COUNT)).to_contain_text("键入以开始搜索")


def test_enter_waits_for_the_answer_to_what_is_typed(page: Page, site_url: str) -> None:
    page.goto(site_url + "feeds/")
    show(page, "感受野")
    let_go = hold(page, "/files/(?:terms|pages)/")
    page.locator(FIELD).fill("rosenblatt")
    expect(page.locator(RESULT)).to_have_attribute("aria-busy", "true")
    expect(page.locator(COUNT)).to_contain_text("正在查找")
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    assert "/feeds/" in page.url
    let_go()
    page.wait_for_url(lambda url: "/feeds/" not in url)
    assert "receptive-field" not in page.url


@pytest.mark.parametrize("code", [229, 13])
def test_the_enter_that_ends_a_composition_opens_nothing(
    page: Page, site_url: str, code: int
) -> None:
    page.goto(site_url + "feeds/")
    show(page, "感受野")
    # Safari sends it after compositionend, as key 229.
    press = """code => document.activeElement.dispatchEvent(new KeyboardEvent("keydown",
      { key: "Enter", keyCode: code, isComposing: code === 13, bubbles: true, cancelable: true }))"""
    page.evaluate(press, code)
    page.wait_for_timeout(300)
    assert "/feeds/" in page.url


def test_the_address_follows_what_is_typed_and_back_returns_to_it(
    page: Page, site_url: str
) -> None:
    page.goto(site_url + "feeds/")
    show(page, "感受野")
    assert "q=感受野" in unquote(page.url)
    open_best(page, "**/receptive-field/**")
    page.go_back()
    page.wait_for_url("**/feeds/**")
    expect(page.locator(FIELD)).to_have_value("感受野")
    expect(page.locator(f"{ITEM} h1").first).to_contain_text("感受野")
    expect(page.locator("#__search")).to_be_checked()
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()
    assert "q=" not in page.url


def test_it_is_found_from_a_page_at_another_depth_than_the_first(page: Page, site_url: str) -> None:
    page.goto(site_url)
    page.evaluate("globalThis.isSame = true")
    page.locator(".front__topics a").first.click()
    page.wait_for_url(lambda url: url != site_url)
    show(page, "感受野")
    assert page.evaluate("isSame"), "loaded, not put in place"


def test_escape_gives_the_focus_back(page: Page, site_url: str) -> None:
    page.goto(site_url + "feeds/")
    link = page.locator("article a").first
    link.focus()
    page.keyboard.press("Control+k")
    page.keyboard.press("Escape")
    expect(link).to_be_focused()


def test_escape_clears_the_marks_of_a_result(page: Page, site_url: str) -> None:
    page.goto(site_url + "feeds/")
    show(page, "393216")
    page.keyboard.press("Enter")
    marks = page.locator("article mark")
    expect(marks.first).to_have_text("393,216")
    expect(page.locator("#__search")).not_to_be_checked()
    page.keyboard.press("Escape")
    expect(marks).to_have_count(0)
    assert "h=" not in page.url


@pytest.mark.parametrize(
    ("file", "again"),
    [
        (r"/files/core\.", "重试"),
        (r"/search/search_index\.json", "重新载入"),
        (r"/files/worker\.", "重试"),
    ],
    ids=["core", "stub", "worker"],
)
def test_what_fails_once_is_asked_for_again(
    page: Page, site_url: str, file: str, again: str
) -> None:
    failing = [True]
    page.context.route(
        re.compile(file), lambda route: route.abort() if failing[0] else route.continue_()
    )
    page.goto(site_url + "feeds/")
    page.locator(FIELD).focus()
    page.keyboard.insert_text("偏置")
    button = page.locator(f"{COUNT} button", has_text=again)
    expect(button).to_be_visible()
    failing[0] = False
    press(page, button) if again == "重试" else button.click()
    expect(page.locator(f"{ITEM} h1").first).to_contain_text("偏置")


def press(page: Page, button: Locator) -> None:
    """Until it is gone: what is asked upon opening, and again upon typing, may fail or succeed meanwhile."""
    while button.count():
        button.evaluate_all("all => all.forEach((one) => one.click())")
        page.wait_for_timeout(100)


# What it offers


def test_what_sounds_like_a_name_is_told_above_its_results(page: Page, site_url: str) -> None:
    page.goto(site_url + "feeds/")
    show(page, "赶受业")
    expect(page.locator(COUNT)).to_contain_text("你是不是要找 感受野")
    assert "receptive-field" in first_note(page)


def test_a_composition_that_pauses_shows_the_name(page: Page, site_url: str) -> None:
    page.goto(site_url + "feeds/")
    page.locator(FIELD).focus()
    client = page.context.new_cdp_session(page)
    client.send(
        "Input.imeSetComposition", {"text": "huan'jue", "selectionStart": 8, "selectionEnd": 8}
    )
    expect(page.locator(COUNT)).to_contain_text("你是不是要找 幻觉")
    expect(page.locator(COUNT)).not_to_contain_text("没有笔记")


def test_what_is_missing_is_told_and_enter_opens_what_is_there(page: Page, site_url: str) -> None:
    page.goto(site_url + "feeds/")
    show(page, "温度计")
    expect(page.locator(COUNT)).to_contain_text("没有笔记讲到“温度计”；下面只讲“温度”")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/feeds/" not in url)


def test_a_topic_narrows_and_is_let_go(page: Page, site_url: str) -> None:
    page.goto(site_url + "feeds/")
    show(page, "LoRA")
    before = page.locator(ITEM).count()
    chip = page.locator(".search-topics button", has_text="参数高效微调")
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "true")
    expect(page.locator(RESULT)).to_have_attribute("aria-busy", "false")
    assert {"/peft/" in link.get_attribute("href") for link in page.locator(f"{ITEM} a").all()} == {
        True
    }
    page.locator(".search-topics button", has_text="全部").click()
    expect(page.locator(ITEM)).to_have_count(before)


def test_a_name_is_completed_that_an_input_method_wrote(page: Page, site_url: str) -> None:
    page.goto(site_url + "feeds/")
    show(page, "梯度消")
    expect(page.locator("[data-md-component=search-suggest]")).to_have_text("梯度消失")
    page.keyboard.press("ArrowRight")
    expect(page.locator(FIELD)).to_have_value("梯度消失")


def test_the_keys_are_told_below_however_long_the_list_is(page: Page, site_url: str) -> None:
    page.goto(site_url + "feeds/")
    show(page, "LoRA")
    expect(page.locator(".search-keys")).to_be_in_viewport(ratio=0.9)


def test_recent_searches_are_offered_until_they_are_forgotten(page: Page, site_url: str) -> None:
    page.goto(site_url + "feeds/")
    show(page, "感受野")
    open_best(page, "**/receptive-field/**")
    page.locator(FIELD).fill("")
    page.click(f"{COUNT} button:has-text('感受野')")
    expect(page.locator(f"{ITEM} h1").first).to_contain_text("感受野")
    page.locator(FIELD).fill("")
    page.click(f"{COUNT} button:has-text('清除')")
    expect(page.locator(COUNT)).to_have_text("键入以开始搜索")


# Bad input


def test_html_in_a_query_is_text(page: Page, site_url: str) -> None:
    page.goto(site_url + BIAS)
    show(page, "<qqzx onerror=qqzy>量子色")
    expect(page.locator(COUNT)).to_contain_text("<qqzx onerror=qqzy>")
    assert page.locator(f"{COUNT} qqzx, {ITEM} qqzx").count() == 0


def test_a_part_that_fails_is_told_and_asked_for_again(page: Page, site_url: str) -> None:
    page.goto(site_url + "feeds/")
    failing = True

    def sometimes(route: Route) -> None:
        route.abort() if failing else route.continue_()

    page.context.route(re.compile(r"/files/pages/"), sometimes)
    show_failed(page, "偏置")
    failing = False
    page.click(AGAIN)
    expect(page.locator(f"{ITEM} h1").first).to_contain_text("偏置")
    expect(page.locator(AGAIN)).to_have_count(0)


def show_failed(page: Page, query: str) -> None:
    page.locator(FIELD).focus()
    page.keyboard.insert_text(query)
    expect(page.locator(AGAIN)).to_be_visible()


def test_what_was_found_stays_when_a_part_fails(page: Page, site_url: str) -> None:
    page.goto(site_url + "feeds/")
    page.context.route(re.compile(r"/files/pages/"), only_once())
    show_failed(page, "偏置")
    expect(page.locator(ITEM)).to_have_count(1)


def test_what_is_chosen_in_the_list_stays_so_when_it_is_asked_for_again(
    page: Page, site_url: str
) -> None:
    page.goto(site_url + "feeds/")
    failing: list[str] = []

    def all_but_the_third(route: Route) -> None:
        failing.append(route.request.url)
        route.abort() if len(failing) == 3 else route.continue_()

    page.context.route(re.compile(r"/files/pages/"), all_but_the_third)
    show_failed(page, "偏置")
    page.locator(f"{ITEM} summary").last.click()
    chosen = page.locator(f"{ITEM} details[open] a").last
    title = chosen.inner_text()
    chosen.focus()
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(AGAIN)).to_have_count(0)
    expect(page.locator(RESULT)).to_have_attribute("aria-busy", "false")
    expect(page.locator(f"{ITEM} a:focus")).to_have_text(title, use_inner_text=True)


def test_nothing_is_opened_for_who_left_the_field_before_the_answer(
    page: Page, site_url: str
) -> None:
    page.goto(site_url + "feeds/")
    page.context.route(re.compile(r"/files/pages/"), lambda _: None)
    page.locator(FIELD).focus()
    expect(page.locator("#__search")).to_be_checked()  # the theme hears Escape from now on
    with page.expect_request(re.compile(r"/files/pages/")):
        page.keyboard.insert_text("偏置")
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
    page.context.unroute_all()
    expect(page.locator(RESULT)).to_have_attribute("aria-busy", "false")
    page.wait_for_timeout(500)
    assert page.url.partition("?")[0] == site_url + "feeds/"


def only_once() -> Callable[[Route], None]:
    seen: list[str] = []

    def handle(route: Route) -> None:
        seen.append(route.request.url)
        route.continue_() if route.request.url == seen[0] else route.abort()

    return handle


def test_without_a_network_it_says_so(browser: Browser, site_url: str) -> None:
    page = browser.new_page()  # which has but the theme's own index, and what it has is found
    with page.expect_response(re.compile("search_index.json")) as theirs:
        page.goto(site_url + "feeds/")
    theirs.value.finished()
    page.context.set_offline(True)
    show_failed(page, "偏置")
    expect(page.locator(COUNT)).to_contain_text("没有网络")
    page.context.set_offline(False)  # and it asks again by itself
    expect(page.locator(f"{ITEM} h1").first).to_contain_text("偏置")
    page.close()


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
