"""A reader who finds an error selects the sentence and reports it."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page
from real_notes import NOTES as EVERY
from real_notes import address, meta, one_with

NOTE = one_with("$$")
SELECT = """() => {
  const block = [...document.querySelectorAll("article h2 ~ p")].find(one => one.querySelector("math"));
  block.scrollIntoView({block: "center"});
  getSelection().selectAllChildren(block);
  return [block.querySelector("math").getAttribute("alttext"),
    [...document.querySelectorAll("article h2")].filter(one => one.compareDocumentPosition(block) & 4).at(-1).firstChild.textContent];
}"""

FAR = """() => {
  const inner = document.querySelectorAll("article > :is(h2, h3, p)");
  const below = [...inner].filter((one, n) => one.querySelector("math") && [...inner].slice(0, n).findLast(
    above => above.matches("h2, h3"))?.getBoundingClientRect().top < one.getBoundingClientRect().top - innerHeight);
  below.at(-1).scrollIntoView({block: "center"});
  getSelection().selectAllChildren(below.at(-1));
  return below.at(-1).getBoundingClientRect().top + scrollY;
}"""
"""A paragraph so far below its heading that this cannot be what the address leads to."""


@pytest.fixture
def selected(page: Page, site_url: str) -> tuple[str, str]:
    page.goto(site_url + NOTE, wait_until="networkidle")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tex, heading = page.evaluate(SELECT)
    page.wait_for_selector(".report a")
    return str(tex), str(heading)


def test_the_form_is_filled_in(page: Page, selected: tuple[str, str]) -> None:
    tex, heading = selected
    href = page.locator(".report a").get_attribute("href") or ""
    given = {key: value for key, (value,) in parse_qs(urlsplit(href).query).items()}
    assert urlsplit(href).path.endswith("/issues/new")
    assert given["template"] == "error.yml"
    assert NOTE in given["note"]
    start = unquote(given["note"].partition(":~:text=")[2])
    assert start
    assert given["sentence"].startswith(f"{heading}\n\n")
    assert f"${tex}$" in given["sentence"]
    (source,) = (note for note in EVERY if address(note) == NOTE)
    newest = meta(source).get("changes", [{"date": meta(source)["date"]}])[0]["date"]
    assert given["version"] == str(newest)


def test_its_address_leads_back_over_formulas(page: Page, site_url: str) -> None:
    page.goto(site_url + NOTE, wait_until="networkidle")
    top = page.evaluate(FAR)
    note = page.locator(".report a").get_attribute("href") or ""
    (address,) = parse_qs(urlsplit(note).query)["note"]
    page.goto("about:blank")
    page.goto(f"{site_url}{NOTE}#{address.partition('#')[2]}")
    page.wait_for_function("top => scrollY <= top && top < scrollY + innerHeight", arg=top)


def test_the_same_is_copied_by_keyboard(page: Page, selected: tuple[str, str]) -> None:
    page.locator(".report a").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".md-dialog--active")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert NOTE in copied.splitlines()[0]
    assert selected[1] in copied
    assert page.locator(".report").count() == 0


def test_a_paragraph_before_a_formula_is_selected_by_three_clicks(
    page: Page, site_url: str
) -> None:
    page.goto(site_url + NOTE, wait_until="networkidle")
    page.locator("article > p:has(+ .math)").first.click(click_count=3, position={"x": 4, "y": 8})
    page.wait_for_selector(".report a")


def test_escape_and_an_empty_selection_put_it_away(page: Page, selected: tuple[str, str]) -> None:
    page.keyboard.press("Escape")
    assert page.locator(".report").count() == 0
    page.evaluate("getSelection().removeAllRanges()")
    page.wait_for_timeout(300)
    page.evaluate(SELECT)
    page.wait_for_selector(".report a")
    page.evaluate("getSelection().removeAllRanges()")
    page.wait_for_selector(".report", state="detached")


def test_words_of_the_frame_are_no_sentence(page: Page, site_url: str) -> None:
    page.goto(site_url + NOTE)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.note__end p'))")
    page.wait_for_timeout(400)
    assert page.locator(".report").count() == 0


def test_a_thumb_finds_it_within_the_screen(browser: Browser, site_url: str) -> None:
    size = {"width": 360, "height": 640}
    context = browser.new_context(viewport=size, has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(site_url + NOTE, wait_until="networkidle")
    page.evaluate(SELECT)
    page.wait_for_selector(".report a")
    for one in page.locator(".report :is(a, button)").all():
        box = one.bounding_box()
        assert box
        assert box["height"] >= 43.9
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        assert box["y"] + box["height"] <= 640
    context.close()


def test_without_a_script_the_plain_link_stays(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + NOTE)
    href = page.locator("a[data-report]").get_attribute("href") or ""
    assert "template=error.yml" in href
    assert NOTE in unquote(href)
    context.close()
