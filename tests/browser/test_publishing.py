"""What a reader takes along."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

NOTE = "basics/bias/"


def test_the_markdown_of_a_note_is_copied(page: Page, site_url: str, site: Path) -> None:
    page.goto(site_url + NOTE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("text=复制 Markdown")
    page.wait_for_selector(".md-dialog--active")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == (site / NOTE / "index.md").read_text("utf-8")


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
