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


def test_a_script_that_the_build_has_not_seen_does_not_run(
    page: Page, site: Path, site_url: str
) -> None:
    html = (site / NOTE / "index.html").read_text("utf-8")
    slipped_in = html.replace("</article>", "<script>window.slipped = true</script></article>")
    page.route(
        f"{site_url}{NOTE}",
        lambda route: route.fulfill(
            body=slipped_in,
            headers={**route.fetch().headers, "content-security-policy": policy(site)},
        ),
    )
    page.goto(site_url + NOTE)
    assert page.evaluate("window.slipped") is None
    assert page.evaluate("typeof component$") == "object"


def policy(site: Path) -> str:
    lines = (site / "_headers").read_text("utf-8").splitlines()
    return next(line for line in lines if "Content-Security-Policy" in line).partition(": ")[2]
