"""The old address of a note that moved."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from serving import serving
from site_shell import note

from authoring import offline

BODY = "\n\n".join(f"## 第 {number} 节\n\n" + "正文。\n\n" * 9 for number in range(1, 6))


@pytest.fixture
def moved(make_site: Callable[..., Path]) -> Path:
    source = note(body=BODY).replace("requires: []", "requires: []\nredirect_from: [old/place/]")
    checks = "def three():\n    return 3\n"
    return make_site({"basics/one/index.md": source, "basics/one/checks.py": checks})


@pytest.fixture
def without_scripts(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_it_leads_to_the_section_that_was_asked_for(page: Page, moved: Path) -> None:
    with serving(moved) as url:
        page.goto(f"{url}old/place/#第-5-节")
        page.wait_for_url(f"{url}basics/one/#*")
        assert page.evaluate("decodeURI(location.hash)") == "#第-5-节"
        page.wait_for_function("scrollY > 300")
        page.goto(f"{url}old/place/checks/#three")
        page.wait_for_url(f"{url}basics/one/checks/#three")
        # A page that was opened before the note moved links to where it was.
        page.locator("article a").first.evaluate(
            "(link, to) => link.href = to", f"{url}old/place/#第-5-节"
        )
        page.locator("article a").first.click()
        page.wait_for_url(f"{url}basics/one/#*")
        page.wait_for_function("scrollY > 300")
        page.go_back()
        page.wait_for_url(f"{url}basics/one/checks/#three")
        expect(page.locator("h1")).to_contain_text("数字")


def test_it_leads_to_the_note_without_scripts_too(without_scripts: Page, moved: Path) -> None:
    with serving(moved) as url:
        without_scripts.goto(f"{url}old/place/")
        without_scripts.wait_for_url(f"{url}basics/one/")


def test_it_does_so_in_files_that_were_unpacked(
    page: Page, without_scripts: Page, moved: Path, tmp_path: Path
) -> None:
    offline.pack(moved, tmp_path / "site.zip")
    with zipfile.ZipFile(tmp_path / "site.zip") as archive:
        archive.extractall(tmp_path)
    old = (tmp_path / "incoming-transmission/old/place/index.html").as_uri()
    page.goto(f"{old}#第-5-节")
    page.wait_for_url(re.compile(r"/basics/one/index\.html#"))
    assert page.evaluate("decodeURI(location.hash)") == "#第-5-节"
    without_scripts.goto(old)
    without_scripts.wait_for_url(re.compile(r"/basics/one/index\.html$"))
