"""What a reader takes along."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page
from real_notes import one_with

NOTE = one_with("$$")


def test_the_markdown_of_a_note_is_copied(page: Page, site_url: str, site: Path) -> None:
    page.goto(site_url + NOTE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("text=复制 Markdown")
    page.wait_for_selector(".md-dialog--active")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == (site / NOTE / "index.md").read_text("utf-8")


def test_a_copied_passage_has_its_formulas_as_tex(page: Page, site_url: str) -> None:
    page.goto(site_url + NOTE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    begins, tex = page.evaluate(
        """() => {
            const display = document.querySelector("article p + div.math");
            const before = display.previousElementSibling;
            getSelection().setBaseAndExtent(before, 0, display.querySelector("mi"), 0);
            return [before.firstChild.textContent, display.querySelector("math").getAttribute("alttext")];
        }"""
    )
    page.keyboard.press("Control+c")
    copied = page.evaluate("navigator.clipboard.readText()")
    lines = [line for line in copied.splitlines() if line]
    assert lines[0].startswith(begins.strip())
    assert lines[1] == f"$${tex}$$"
    page.goto(site_url + "notation/")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('article tbody th'))")
    page.keyboard.press("Control+c")
    assert page.evaluate("navigator.clipboard.readText()") == "$d$"


def test_a_script_or_style_that_the_build_has_not_seen_does_nothing(
    page: Page, site: Path, site_url: str
) -> None:
    html = (site / NOTE / "index.html").read_text("utf-8")
    unseen = "<script>window.slipped = true</script><style>article { zoom: 2 }</style>"
    slipped_in = html.replace("</article>", f"{unseen}</article>")
    page.route(
        f"{site_url}{NOTE}",
        lambda route: route.fulfill(
            body=slipped_in,
            headers={**route.fetch().headers, "content-security-policy": policy(site)},
        ),
    )
    page.goto(site_url + NOTE)
    assert page.evaluate("window.slipped") is None
    assert page.evaluate("getComputedStyle(document.querySelector('article')).zoom") == "1"
    assert page.evaluate("typeof component$") == "object"


def policy(site: Path) -> str:
    lines = (site / "_headers").read_text("utf-8").splitlines()
    return next(line for line in lines if "Content-Security-Policy" in line).partition(": ")[2]


def test_pages_ask_for_nothing_that_is_not_there_and_announce_feeds_to_extensions(
    page: Page, site_url: str, site: Path
) -> None:
    asked: list[tuple[int, str]] = []
    page.on("response", lambda response: asked.append((response.status, response.url)))
    page.goto(site_url + NOTE)
    announced = "link[rel='alternate'][type='application/atom+xml'][href$='feeds/{}.xml']"
    of_topic = announced.format(f"topic/{NOTE.split('/')[0]}")
    page.wait_for_selector(of_topic, state="attached")
    for link in (
        ".md-content a[href*='#']",
        ".note__opening a",
        "article .listing__title",
        ".md-logo",
    ):
        page.evaluate("window.stays = true")
        page.locator(link).first.click()
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.stays"), "the whole page was loaded anew"
        page.wait_for_selector(announced.format("new"), state="attached")
    page.wait_for_selector(of_topic, state="detached")
    assert [one for one in asked if one[0] >= 400] == []
    assert not [url for _, url in asked if "sitemap" in url], "a list that grows with the site"


def test_the_learning_path_takes_the_place_of_another_page(
    page: Page, site: Path, site_url: str
) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(site_url, wait_until="networkidle")
    page.evaluate("window.stays = true")
    page.click(".front__begin a[href*=path]")
    page.wait_for_selector("figure.path")
    assert page.evaluate("window.stays")
    page.locator("figure.path a").last.click()
    page.wait_for_selector(".note__opening")
    assert not errors
