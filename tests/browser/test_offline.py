"""The site unpacked from site.zip, opened as files."""

from __future__ import annotations

import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest
from playwright.sync_api import Browser, expect

from authoring import offline


@pytest.fixture(scope="module")
def unpacked(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("offline")
    offline.pack(site, folder / "site.zip")
    with zipfile.ZipFile(folder / "site.zip") as archive:
        archive.extractall(folder)
    return folder / "incoming-transmission"


def test_every_link_within_leads_to_a_file(unpacked: Path) -> None:
    dead = set()
    for page in unpacked.rglob("*.html"):
        for _, _, link, _ in lxml.html.parse(page).getroot().iterlinks():
            address = urlsplit(link)
            target = page.parent / unquote(address.path)
            if not address.scheme and address.path and not target.is_file():
                dead.add(f"{page.relative_to(unpacked)}: {link}")
    assert not dead


def test_a_reader_gets_from_the_front_page_to_a_section(unpacked: Path, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((unpacked / "index.html").as_uri())
    page.click(".log__title a >> text=偏置")
    expect(page.locator("article math").first).to_be_visible()
    fonts = page.evaluate(
        "[...document.fonts].filter(one => one.status === 'loaded').map(one => one.family)"
    )
    assert "Formulas" in fonts
    expect(page.locator("article figure svg").first).to_be_visible()
    page.click("nav >> text=全部小节与标签")
    page.click("article a >> text=算一遍 VGG16")
    expect(page.locator("h2 >> text=算一遍 VGG16")).to_be_visible()
    context.close()


def test_the_search_finds_and_leads_to_a_section(unpacked: Path, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(error.message))
    page.goto((unpacked / "index.html").as_uri())
    page.fill(".front__search input", "logsumexp 的误差")
    page.click(".front__search button")
    page.wait_for_selector(".md-search-result__link")
    page.fill("[data-md-component=search-query]", "空洞卷积：看得远")
    page.click(".md-search-result__link >> text=空洞卷积：看得远，看得稀")
    page.wait_for_url("**/basics/receptive-field/index.html?h=*#*")
    expect(page.locator("h2 >> text=空洞卷积：看得远，看得稀")).to_be_in_viewport()
    assert not errors
    context.close()


def test_the_same_site_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        offline.pack(site, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
