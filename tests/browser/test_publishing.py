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


def test_a_copied_passage_has_its_formulas_as_tex(page: Page, site_url: str) -> None:
    page.goto(site_url + NOTE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(
        """() => {
            const display = document.querySelector("article div.math");
            getSelection().setBaseAndExtent(display.previousElementSibling, 0, display.querySelector("mi"), 0);
        }"""
    )
    page.keyboard.press("Control+c")
    copied = page.evaluate("navigator.clipboard.readText()")
    lines = [line for line in copied.splitlines() if line]
    assert lines[0].startswith("1943 年，McCulloch 和 Pitts 提出的神经元")
    assert lines[1] == r"$$y=\begin{cases}1,& w^\top x>T\\ 0,& w^\top x\le T\end{cases}$$"
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
