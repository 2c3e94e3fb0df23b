"""Search as a reader uses it: what it finds, what it shows, and what it says when it cannot."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, Route, expect
from search_queries import QUERIES, READERS
from serving import serving
from site_shell import ROOT

from search import terms as search_terms

FIELD = "[data-md-component=search-query]"
COUNT = ".md-search-result__meta"
ITEM = ".md-search-result__item"
BIAS = "basics/bias/"
ASK = """([worker, core]) => {
  const engine = new Worker(worker);
  engine.postMessage({ type: 0, data: { config: { core } } });
  window.ask = (typed) => new Promise((resolve) => {
    engine.onmessage = ({ data: { type, data } }) => {
      if (type === 3 && data.typed === typed && data.done) resolve(data);
    };
    engine.postMessage({ type: 2, data: typed });
  });
}"""
Ask = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="module")
def ask(browser: Browser, site: Path, site_url: str) -> Iterator[Ask]:
    """The search worker without the theme around it."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(site_url + "about/")
    page.evaluate(ASK, [site_url + _worker(site), _core(site)])
    yield lambda query: page.evaluate("query => ask(query)", query)
    context.close()


def _worker(site: Path) -> str:
    return next(site.glob("search/files/worker.*.js")).relative_to(site).as_posix()


def _core(site: Path) -> str:
    stub = json.loads((site / "search/search_index.json").read_text("utf-8"))
    return str(stub["config"]["core"])


def notes_of(answer: dict[str, Any]) -> list[str]:
    return [items[0]["location"].strip("/").split("/")[-1] for items in answer["items"]]


def show(page: Page, query: str) -> None:
    """Open the search and paste a query."""
    page.locator(FIELD).focus()
    page.keyboard.insert_text(query)
    expect(page.locator(COUNT)).to_contain_text(re.compile("符合|没有"))


# What it finds


@pytest.mark.parametrize("query", QUERIES, ids=lambda one: one["q"])
def test_a_query_finds_its_note(ask: Ask, query: dict[str, Any]) -> None:
    found = notes_of(ask(query["q"]))
    if query["expect"]:
        assert set(found[:3]) & set(query["expect"]), found
    else:
        assert found == []


def test_the_best_answer_is_mostly_first(ask: Ask) -> None:
    asked = [query for query in QUERIES if query["expect"]]
    first = [query for query in asked if notes_of(ask(query["q"]))[:1][0] in query["expect"]]
    assert len(first) >= 0.9 * len(asked), [one["q"] for one in asked if one not in first]


def test_queries_in_the_words_of_others_mostly_find_their_note(ask: Ask) -> None:
    asked = [query for query in READERS if query["expect"]]
    missed = [one["q"] for one in asked if not set(notes_of(ask(one["q"]))[:3]) & {*one["expect"]}]
    assert len(missed) <= 0.06 * len(asked), missed


def test_what_nothing_answers_is_mostly_told(ask: Ask) -> None:
    asked = [query["q"] for query in READERS if not query["expect"]]
    answered = [query for query in asked if notes_of(ask(query))]
    assert len(answered) <= 0.3 * len(asked), answered


@pytest.mark.parametrize(
    ("query", "same"),
    [
        ("KV缓存", "kv 缓存"),
        ("ＬｏＲＡ", "lora"),
        ("18,874,368", "18874368"),
        ("prefix tuning", "Prefix-Tuning"),
        ("低秩适配是什么？", "低秩适配"),
    ],
)
def test_ways_of_writing_find_the_same(ask: Ask, query: str, same: str) -> None:
    assert notes_of(ask(query))[0] == notes_of(ask(same))[0]


@pytest.mark.parametrize("typo", ["infonec", "infnce", "infoonce", "imfonce", "nifonce"])
def test_one_typo_is_forgiven_wherever_it_is(ask: Ask, typo: str) -> None:
    assert notes_of(ask(typo))[0] == "cpc"


def test_a_rare_word_and_what_is_with_it_answer_though_the_rest_is_missing(ask: Ask) -> None:
    assert notes_of(ask("集群故障"))[0] == "llama-3"  # no note has 集群
    assert notes_of(ask("支持向量机")) == []  # 支持 alone


def test_half_of_a_short_word_is_no_answer(ask: Ask) -> None:
    assert notes_of(ask("决策树")) == []  # 决策边界 is another name of bias's subject


def test_a_letter_is_found_by_its_name_in_a_formula_only(ask: Ask) -> None:
    assert "hallucination" in notes_of(ask("lambda/(1+lambda)"))[:3]
    assert notes_of(ask("Eta Carinae")) == []


def test_two_typos_are_not(ask: Ask) -> None:
    assert notes_of(ask("imfonec")) == []


def test_a_section_title_leads_to_its_section(ask: Ask, site: Path) -> None:
    sections: dict[str, list[str]] = {}
    for path in site.glob("search/files/pages/*.json"):
        page = json.loads(path.read_text("utf-8"))
        for anchor, heading, _ in page["sections"]:
            if anchor and page["url"].count("/") == 2:
                sections.setdefault(heading, []).append(f"{page['url']}#{anchor}")
    only_once = {heading: places[0] for heading, places in sections.items() if len(places) == 1}
    assert len(only_once) > 60
    for heading, place in only_once.items():
        found = [item["location"] for items in ask(heading)["items"][:3] for item in items[:2]]
        assert place in found, heading


def texts(site: Path) -> Iterator[str]:
    for path in site.glob("search/files/pages/*.json"):
        page = json.loads(path.read_text("utf-8"))
        yield page["title"]
        for _, heading, pieces in page["sections"]:
            yield heading
            yield "".join(piece if isinstance(piece, str) else piece[0] for piece in pieces)


def test_the_browser_sees_the_same_terms_as_the_index(
    browser: Browser, site: Path, site_url: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(site_url + "about/")
    source = (ROOT / "docs/assets/search/terms.js").read_text("utf-8")
    page.evaluate(f"{source}; Object.assign(window, {{ terms, fold }})")

    def same(several: list[str]) -> None:
        found = page.evaluate("all => all.map((text) => [terms(text), fold(text)])", several)
        assert found == [[search_terms.terms(text), search_terms.fold(text)] for text in several]

    same(list(texts(site)))

    @settings(max_examples=60, deadline=None)
    @given(st.lists(st.text(st.characters(exclude_categories=["Cs"], max_codepoint=0xFFFF))))
    def same_of_any(several: list[str]) -> None:
        same(several)

    same_of_any()
    context.close()


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
    assert re.fullmatch(r"\d+ 篇符合", page.locator(COUNT).inner_text().strip())
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


def test_a_page_asks_nobody_else_for_anything(page: Page, site_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("", BIAS, "feeds/", "tags/"):
        page.goto(site_url + path)
        page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith(site_url)] == []


# Bad input


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("偏置" * 5_000, id="very long"),
        pytest.param("，。！？……——", id="only punctuation"),
        pytest.param("\x00\x07\x1b", id="control characters"),
        pytest.param("🦙🦙🦙", id="emoji"),
        pytest.param("(((", id="brackets"),
        pytest.param("toString", id="a name that every object has"),
        pytest.param("__proto__", id="the name of a prototype"),
    ],
)
def test_odd_queries_get_an_answer(ask: Ask, query: str) -> None:
    answer = ask(query)
    assert not answer.get("trouble")
    assert isinstance(answer["items"], list)


def test_html_in_a_query_is_text(page: Page, site_url: str) -> None:
    page.goto(site_url + BIAS)
    show(page, "<img src=x onerror=alert(1)>量子色")
    expect(page.locator(COUNT)).to_contain_text("<img src=x onerror=alert(1)>")
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


@pytest.mark.parametrize(
    ("part", "body"),
    [
        ("terms", '{"terms": ["偏'),
        ("terms", '{"terms": ["偏置"], "pages": [1], "steps": [], "impacts": []}'),
        ("pages", '{"url": "", "title": "甲", "sections": [1]}'),
    ],
    ids=["cut off", "postings missing", "another form"],
)
def test_a_damaged_part_is_told(page: Page, site_url: str, part: str, body: str) -> None:
    page.goto(site_url + "feeds/")
    page.context.route(re.compile(rf"/files/{part}/"), lambda route: route.fulfill(body=body))
    show_failed(page, "偏置")


def test_without_a_network_it_says_so(page: Page, site_url: str) -> None:
    page.goto(site_url + "feeds/", wait_until="networkidle")
    page.context.set_offline(True)
    show_failed(page, "偏置")
    expect(page.locator(COUNT)).to_contain_text("没有网络")
    page.context.set_offline(False)
    page.click(f"{COUNT} button")
    expect(page.locator(f"{ITEM} h1").first).to_contain_text("偏置")


def test_an_old_page_finds_in_a_new_deployment(
    browser: Browser, site: Path, tmp_path: Path
) -> None:
    """The page and its core are from before; blocks and pages of that index are gone."""
    old, new = tmp_path / "site", site
    shutil.copytree(site / "search", old / "search")
    core = _core(site)
    stale = json.loads((old / "search/files" / core).read_text("utf-8"))
    stale["blocks"] = re.sub("[0-9a-f]", "0", stale["blocks"])
    (old / "search/files" / "core.000000.json").write_text(json.dumps(stale), encoding="utf-8")
    with serving(old) as url:
        context = browser.new_context()
        page = context.new_page()
        page.goto(url + "search/search_index.json")
        page.evaluate(ASK, [url + _worker(new), "core.000000.json"])
        assert notes_of(page.evaluate("query => ask(query)", "偏置"))[0] == "bias"
        context.close()


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
