"""What is behind a link to a note is shown before one goes there, and nothing of it gets in the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import firefox
import pytest
from conftest import build_small
from playwright.sync_api import Browser, Page, Request
from serving import serving
from site_shell import note

FILLING = "\n\n".join(["占一行。"] * 40)
ONE = f"""先读[第二篇](../two/index.md#一节-l)，再读[全部](../two/index.md)。

{FILLING}
"""
TWO = """开头。

## 一节 $L$

取 $\\oint_{\\Gamma}\\mathfrak{g}$ 的[长度](../one/index.md)。后一句。

## 二节

别的。
"""
LINK, WHOLE = "article p > a[data-preview]", "article p > a[data-preview] ~ a[data-preview]"
CARD = "[role=tooltip]"
SHOWN = "第二篇两句一节 L　取 ∮Γ𝔤 的长度。后一句。"
HAS_FONT = "[...document.fonts].some(font => font.family.includes('Any Formulas') && font.status === 'loaded')"
LONGER_THAN_A_PAUSE = 700


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {
        "basics/one/index.md": note(body=ONE),
        "basics/two/index.md": note("two", title="第二篇", body=TWO).replace("一句话", "两句"),
    }
    return build_small(tmp_path_factory.mktemp("previews"), files)


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    with serving(built) as url:
        yield url


@pytest.fixture
def asked(page: Page) -> list[str]:
    """Previews that the page asked for."""
    found: list[str] = []

    def listen(request: Request) -> None:
        if "/preview/" in request.url:
            found.append(request.url)

    page.on("request", listen)
    return found


def said(page: Page) -> str:
    return page.locator(CARD).text_content() or ""


def test_the_pointer_asks_when_it_stays_and_not_before(
    page: Page, address: str, asked: list[str]
) -> None:
    page.clock.install(time=0)
    page.goto(f"{address}basics/one/", wait_until="networkidle")
    page.clock.pause_at(3_600_000)  # from here on time passes only as the test says
    page.locator(LINK).first.hover()
    page.mouse.move(0, 0)
    page.clock.run_for(LONGER_THAN_A_PAUSE)
    assert asked == []
    page.locator(LINK).first.hover()
    page.clock.run_for(LONGER_THAN_A_PAUSE)
    page.locator(CARD).wait_for()
    assert said(page) == SHOWN
    assert len(asked) == 1
    assert page.evaluate(HAS_FONT), "of formulas that the page itself has not"
    page.locator(CARD).hover()
    page.clock.run_for(LONGER_THAN_A_PAUSE)
    assert page.locator(CARD).is_visible()
    page.mouse.move(0, 0)
    page.clock.run_for(LONGER_THAN_A_PAUSE)
    page.locator(CARD).wait_for(state="detached")


def test_the_keyboard_gets_it_as_a_description_and_puts_it_away(page: Page, address: str) -> None:
    page.goto(f"{address}basics/one/")
    page.locator(LINK).first.evaluate("link => link.focus({focusVisible: true})")
    page.locator(CARD).wait_for()
    described = "document.getElementById(document.activeElement.getAttribute('aria-describedby'))"
    assert page.evaluate(f"{described}.textContent") == SHOWN
    page.keyboard.press("Escape")
    page.locator(CARD).wait_for(state="detached")
    assert page.evaluate("document.activeElement.matches('[data-preview]')")
    page.keyboard.press("Tab")
    page.locator(CARD).wait_for()
    assert said(page).startswith("第二篇两句开头。"), "the next link, and nothing between"


def test_a_finger_follows_the_link_at_once(browser: Browser, address: str) -> None:
    size: Any = {"width": 360, "height": 640}
    context = browser.new_context(viewport=size, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{address}basics/one/")
    page.evaluate("addEventListener('toggle', () => window.wasShown = true, {capture: true})")
    page.locator(WHOLE).first.tap()
    page.wait_for_url("**/basics/two/")
    page.wait_for_timeout(LONGER_THAN_A_PAUSE)
    assert not page.evaluate("window.wasShown")
    context.close()


def test_it_works_on_a_page_that_was_swapped_in(page: Page, address: str) -> None:
    page.goto(f"{address}basics/two/", wait_until="networkidle")
    page.evaluate("window.same = true")
    page.locator(LINK).first.hover()
    page.locator(CARD).wait_for()
    page.locator(LINK).first.click()
    page.wait_for_url("**/basics/one/")
    page.wait_for_selector(WHOLE)
    page.locator(LINK).first.hover()
    page.locator(CARD).wait_for()
    assert said(page) == SHOWN
    assert page.evaluate("window.same"), "the page was loaded, not swapped"


def test_where_nothing_answers_the_link_is_all_there_is(page: Page, address: str) -> None:
    failed: list[object] = []
    page.on("pageerror", lambda error: failed.append(error))
    page.route("**/preview/*", lambda route: route.abort())
    page.goto(f"{address}basics/one/")
    page.locator(LINK).first.hover()
    page.wait_for_timeout(LONGER_THAN_A_PAUSE)
    assert page.locator(CARD).count() == 0
    assert failed == []
    page.locator(LINK).first.click()
    page.wait_for_url("**/basics/two/**")


def test_paper_shows_none(page: Page, address: str) -> None:
    page.goto(f"{address}basics/one/")
    page.locator(LINK).first.hover()
    page.locator(CARD).wait_for()
    page.emulate_media(media="print")
    assert not page.locator(CARD).is_visible()


@pytest.mark.skipif(not firefox.installed(), reason="no Firefox")
def test_firefox_shows_it_too(address: str) -> None:
    with firefox.running() as window:
        window.open(f"{address}basics/one/")
        card = f"document.querySelector('{CARD}')"
        window.point_at(LINK)
        window.wait_for(card)
        assert window.evaluate(f"{card}.textContent") == SHOWN
        assert window.evaluate(HAS_FONT)
        window.press(firefox.ESCAPE)
        window.wait_for(f"!{card}")
        window.evaluate(f"document.querySelector('{LINK}').focus({{focusVisible: true}})")
        window.wait_for(card)
        window.press(firefox.ESCAPE)
        window.wait_for(f"!{card}")
