"""Who comes back is told what is new and goes on where they stopped; others see nothing of it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from accessible import assert_accessible
from conftest import build_small
from playwright.sync_api import Browser, Page, expect
from serving import serving
from site_shell import ROOT, note

BODY = "\n\n".join(f"## 第 {number} 节\n\n" + "正文。\n\n" * 40 for number in range(1, 6))
ONE = note("one", title="第一篇", body=BODY)
CHANGES = """requires: []
changes:
  - {date: 2026-11-25, kind: correction, what: 八十改为九十, at: {第 2 节: 原写八十}}"""
BEFORE = {
    "about/index.md": ROOT.joinpath("docs/about/index.md").read_text("utf-8"),
    "basics/one/index.md": ONE,
    "basics/two/index.md": note("two", title="第二篇"),
}
AFTER = {
    **BEFORE,
    "basics/one/index.md": ONE.replace("requires: []", CHANGES),
    "basics/new/index.md": note("new", title="第三篇").replace("2026-11-24", "2026-11-26"),
}
FIRST_DAY, SECOND_DAY, THIRD_DAY = (datetime(2026, 12, day) for day in (1, 2, 3))
FOR_THOSE_WHO_RETURN = ".since, .read, .fresh, .path__read, .path__begun"
WATCH = f"""{{
  window.shift = 0;
  new PerformanceObserver(list => list.getEntries().forEach(({{value}}) => shift += value))
    .observe({{type: "layout-shift", buffered: true}});
  window.marks = () => document.querySelectorAll("{FOR_THOSE_WHO_RETURN}").length;
  const look = () => requestAnimationFrame(() => window.atOnce = marks());
  const isPage = node => node.matches?.("[data-md-component=container]");
  look();
  new MutationObserver(changes => changes.some(({{addedNodes}}) => [...addedNodes].some(isPage)) && look())
    .observe(document, {{childList: true, subtree: true}});
}}"""
"""What moves, and which marks the first frame of a page has."""
TWO_FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
LEAVE = f"""link => {{
  const left = document.querySelector("main");
  window.swapped = new Promise(done => document$.subscribe(() => left.isConnected || done()))
    .then(() => {TWO_FRAMES});
  link.click();
}}"""
"""The theme puts the page in place, tells it, and then scrolls to where one begins to read."""
LONGER_THAN_ONE_STAYS = 2500
"""Without scrolling, until what one looks at is taken for read."""
IS_KEPT = "part => Object.values(localStorage).some(kept => kept.includes(part))"


class Reader:
    """One device, day by day."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self._url = page, url
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.add_init_script(WATCH)

    def comes(self, path: str, day: datetime) -> None:
        self.page.clock.set_fixed_time(day)
        self.page.goto(self._url + path)
        self.page.evaluate("window.same = true")

    def goes(self, link: str, to: str) -> None:
        self.page.wait_for_load_state()
        self.page.locator(link).first.evaluate(LEAVE)
        self.page.wait_for_url(f"{self._url}{to}*")
        self.page.evaluate("swapped")
        assert self.page.evaluate("window.same"), "the page was loaded, not swapped"

    def reads(self, selector: str, kept: str) -> None:
        self.page.locator(selector).first.evaluate("place => place.scrollIntoView()")
        self.page.wait_for_function(IS_KEPT, arg=kept)

    def sees(self, selector: str) -> list[str]:
        return [" ".join(one.split()) for one in self.page.locator(selector).all_inner_texts()]

    def is_at_rest(self) -> bool:
        self.page.evaluate(TWO_FRAMES)
        at_once, marks, shift = self.page.evaluate("[atOnce, marks(), shift]")
        return at_once == marks and shift == 0 and not self.errors


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A site, and what it is later."""
    before, after = (
        build_small(tmp_path_factory.mktemp(name), notes)
        for name, notes in (("before", BEFORE), ("after", AFTER))
    )
    for path in after.rglob("*"):  # HTTP does not tell two versions of one second apart
        os.utime(path, (time.time() + 60,) * 2)
    return before, after


@pytest.fixture
def served(sites: tuple[Path, Path], tmp_path: Path) -> Path:
    served = tmp_path / "served"
    served.symlink_to(sites[0])
    return served


@pytest.fixture
def reader(browser: Browser, served: Path) -> Iterator[Reader]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    with serving(served) as url:
        yield Reader(context.new_page(), url)
        context.close()


def test_a_reader_comes_back(reader: Reader, served: Path, sites: tuple[Path, Path]) -> None:
    page = reader.page
    reader.comes("", FIRST_DAY)
    reader.goes(".log__title a[href*=one]", "basics/one/")
    reader.reads("#第-3-节", "第-3-节")
    reader.goes(".md-header .md-logo", "")
    assert reader.sees(".front__begin")[0].startswith("接着读《第一篇》")

    served.unlink()
    served.symlink_to(sites[1])
    reader.comes("", SECOND_DAY)
    assert reader.sees(".front__begin") == [
        "自你上次来：1 篇新笔记、1 处更正。接着读《第一篇》，上次读到“第 3 节”，或者按学习路线挑一篇。"
    ]
    assert reader.sees(".log__entry:has(.fresh) .log__title") == ["第三篇", "第一篇"]
    assert reader.sees("dd:has(.read) > a") == ["第一篇"]
    assert reader.is_at_rest()
    assert_accessible(page)

    reader.goes(".front__begin a[href*=one]", "basics/one/#")
    assert reader.sees(".since") == [
        "你读过之后改了： 八十改为九十 看这一处",
        "上次读到“第 3 节”，接着读。",
    ]
    assert reader.is_at_rest()
    page.wait_for_function("scrollY > 300")
    page.click(".since >> text=看这一处")
    page.wait_for_function("decodeURI(location.hash) === '#第-2-节'")
    assert_accessible(page)
    page.set_viewport_size({"width": 360, "height": 640})
    reader.comes("basics/one/", SECOND_DAY)
    assert len(reader.sees(".since")) == 2, "until the visit ends"
    assert reader.is_at_rest()
    assert page.evaluate("document.scrollingElement.scrollWidth") == 360
    reader.reads(".note__end", '"at":""')

    reader.goes(".note__opening .facts a:text('基础')", "basics/")
    assert reader.sees("li:has(.read) .listing__title") == ["第一篇"]
    assert reader.is_at_rest()
    reader.comes("path/", SECOND_DAY)
    assert page.locator(".path__read").count() == 1
    assert reader.sees(".order .read") == ["读过"]
    assert reader.is_at_rest()
    assert_accessible(page)

    reader.comes("", THIRD_DAY)
    assert page.locator(".fresh").count() == 0
    reader.goes(".log__title a[href*=one]", "basics/one/")
    assert page.locator(".since").count() == 0
    assert not reader.errors


def test_who_is_led_to_the_end_has_not_read_it(
    reader: Reader, served: Path, sites: tuple[Path, Path]
) -> None:
    served.unlink()
    served.symlink_to(sites[1])
    reader.comes("basics/one/", FIRST_DAY)
    reader.reads("#第-3-节", "第-3-节")
    reader.page.locator(".note__opening a[href$='#changes']").click()
    reader.page.wait_for_url("**/basics/one/#changes")
    reader.page.mouse.wheel(0, -5)
    reader.page.wait_for_timeout(LONGER_THAN_ONE_STAYS)
    reader.goes(".md-header .md-logo", "")
    assert "上次读到“第 3 节”" in reader.sees(".front__begin")[0]


def test_a_reader_who_is_here_for_the_first_time_sees_nothing_of_it(reader: Reader) -> None:
    reader.comes("", FIRST_DAY)
    for path in ("basics/one/", "basics/", "path/", "tags/", ""):
        reader.comes(path, FIRST_DAY)
        assert reader.page.locator(FOR_THOSE_WHO_RETURN).count() == 0, path
    assert reader.sees(".front__begin")[0].startswith("第一次来")
    assert not reader.errors


def test_a_passage_that_changed_says_when_and_what_stood_there(
    browser: Browser, sites: tuple[Path, Path]
) -> None:
    size: Any = {"width": 360, "height": 640}
    context = browser.new_context(viewport=size, has_touch=True)
    with serving(sites[1]) as url:
        page = context.new_page()
        page.goto(f"{url}basics/one/")
        mark, said = page.locator("#第-2-节 + .amended > summary"), page.get_by_text("原写八十")
        assert mark.inner_text() == "2026-11-25 更正"
        assert not said.is_visible()
        mark.tap()
        assert said.is_visible()
        mark.focus()
        page.keyboard.press("Enter")
        assert not said.is_visible()
        page.keyboard.press("Enter")
        assert said.is_visible()
    context.close()


def test_what_is_remembered_is_cleared(reader: Reader) -> None:
    reader.comes("basics/one/", FIRST_DAY)
    reader.reads("#第-3-节", "第-3-节")
    reader.goes(".md-header .md-logo", "")
    reader.goes(".front a[href*=about]", "about/")
    said = reader.page.locator("article [role=status]")
    expect(said).to_contain_text("1 篇")
    assert_accessible(reader.page)
    reader.page.click("text=清除记录")
    expect(said).to_contain_text("清除了")
    assert not reader.page.evaluate(IS_KEPT, "第-3-节")
    reader.goes(".md-header .md-logo", "")
    assert reader.sees(".front__begin")[0].startswith("第一次来")
    assert not reader.errors
