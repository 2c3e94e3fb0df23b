"""What a reviewer opens: the pages that changed, before and after."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import preview
import pytest
from playwright.sync_api import Browser, Page
from site_shell import note


@pytest.fixture
def before(make_site: Callable[..., Path], tmp_path: Path) -> Path:
    return make_site({"basics/one/index.md": note(body="旧句。")}).rename(tmp_path / "before")


@pytest.fixture
def folder(
    before: Path,
    make_site: Callable[..., Path],
    tmp_path: Path,
    browser: Browser,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    monkeypatch.setattr(preview, "MOST", 4)
    after = make_site(
        {"basics/one/index.md": note(body="新句。"), "basics/two/index.md": note("two")}
    )
    preview.write(before, after, tmp_path / "preview", browser)
    return tmp_path / "preview"


def test_it_opens_from_the_disk_and_shows_both(folder: Path, page: Page) -> None:
    page.goto(folder.joinpath("index.html").as_uri())
    assert "旧句。" in page.locator("del").all_inner_texts()
    assert "新句。" in page.locator("ins").all_inner_texts()
    assert page.evaluate("[...document.images].every(image => image.naturalHeight > 100)")
    assert page.locator("img[alt='之后的 basics/two/']").count() == 1
    assert page.locator("img[alt='之前的 basics/two/']").count() == 0
    page.click("text=basics/one/")
    page.wait_for_url("**/site/basics/one/index.html")
    assert "新句。" in page.inner_text("article")


def test_pages_of_another_look_are_found(before: Path) -> None:
    after = before.with_name("after")
    shutil.copytree(before, after)
    assert preview.looking_otherwise(before, after) == []
    (sheet,) = after.glob("assets/styles/*.css")
    sheet.write_text("body { color: red }", encoding="utf-8")
    assert preview.looking_otherwise(before, after)[:2] == ["", "basics/one/"]
