"""The site unpacked from site.zip, opened as files."""

from __future__ import annotations

import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest
from playwright.sync_api import Browser, expect
from real_notes import NOTES, meta, one_with

from authoring import offline


@pytest.fixture(scope="module")
def packed(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("offline") / "site.zip"
    offline.pack(site, target)
    return target


@pytest.fixture(scope="module")
def unpacked(packed: Path) -> Path:
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(packed.parent)
    return packed.with_name("incoming-transmission")


def test_every_link_within_leads_to_a_file(unpacked: Path) -> None:
    dead = set()
    for page in unpacked.rglob("*.html"):
        for _, _, link, _ in lxml.html.parse(page).getroot().iterlinks():
            address = urlsplit(link)
            target = page.parent / unquote(address.path)
            if not address.scheme and address.path and not target.is_file():
                dead.add(f"{page.relative_to(unpacked)}: {link}")
    assert not dead


@pytest.fixture(scope="module")
def section(unpacked: Path) -> tuple[str, str]:
    """Heading and file of a section whose heading no other has."""
    listed = lxml.html.parse(unpacked / "search/index.html").xpath("//ol[@class='outline']//a")
    headings = [link.text_content() for link in listed]
    alone = [link for link in listed if headings.count(link.text_content()) == 1]
    link = max(alone, key=lambda link: len(link.text_content()))
    return link.text_content(), urlsplit(link.get("href")).path.removeprefix("../")


def test_a_reader_gets_from_the_front_page_to_a_section(
    unpacked: Path, browser: Browser, section: tuple[str, str]
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 400})
    page = context.new_page()
    page.goto((unpacked / "index.html").as_uri())
    page.click(f".front__topics a[href='{one_with('$$', 'figure_')}index.html']")
    expect(page.locator("article math").first).to_be_visible()
    fonts = page.evaluate(
        "[...document.fonts].filter(one => one.status === 'loaded').map(one => one.family)"
    )
    assert "Formulas" in fonts
    expect(page.locator("article figure svg").first).to_be_visible()
    page.click("nav >> text=全部小节与标签")
    page.locator("article a", has_text=section[0]).click()
    expect(page.locator("h2, h3", has_text=section[0])).to_be_visible()
    context.close()


def test_the_search_finds_and_leads_to_a_section(
    unpacked: Path, browser: Browser, section: tuple[str, str]
) -> None:
    heading, file = section
    context = browser.new_context()
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(error.message))
    page.goto((unpacked / "index.html").as_uri())
    page.fill(".front__search input", meta(NOTES[0])["title"])
    page.click(".front__search button")
    page.wait_for_selector(".md-search-result__link")
    page.fill("[data-md-component=search-query]", heading)
    expect(page.locator(".md-search-result")).to_have_attribute("aria-busy", "false")
    page.locator(".md-search-result__link", has_text=heading).click()
    page.wait_for_url(f"**/{file}?h=*#*")
    expect(page.locator("h2, h3", has_text=heading)).to_be_in_viewport()
    page.fill("[data-md-component=search-query]", "qqqqq")
    page.click(".md-search-result__meta a[href*=glossary]")
    expect(page.locator("h1")).to_contain_text("术语表")
    assert not errors
    context.close()


def test_the_same_site_gives_the_same_bytes(site: Path, packed: Path, tmp_path: Path) -> None:
    offline.pack(site, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == packed.read_bytes()
