"""Search as a reader uses it: Chinese words, abbreviations, other names, formulas as text."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("偏置", "basics/bias/"),
        ("感知机", "basics/bias/"),
        ("threshold", "basics/bias/"),
        ("感受野", "basics/receptive-field/"),
        ("RF", "basics/receptive-field/"),
        ("KV缓存", "llama/llama-1/"),
        ("swiglu", "llama/llama-1/"),
        ("羊驼", "llama/llama-1/"),
    ],
)
def test_a_query_finds_its_note_among_the_first_three(
    page: Page, site_url: str, query: str, note: str
) -> None:
    page.goto(site_url + "feeds/")
    page.click(".md-search__input")
    page.keyboard.type(query)
    page.keyboard.press(
        "Shift"
    )  # the theme listens to keys, not to text that an input method enters
    links = page.locator(".md-search-result__item > a")
    links.first.wait_for(state="attached", timeout=10_000)
    first = [links.nth(i).get_attribute("href") or "" for i in range(min(3, links.count()))]
    assert any(note in link for link in first), first


def test_a_page_asks_nobody_else_for_anything(page: Page, site_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("", "basics/bias/", "feeds/", "tags/"):
        page.goto(site_url + path)
        page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith(site_url)] == []
