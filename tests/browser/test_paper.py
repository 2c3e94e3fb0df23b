"""Notes on paper: A4, with running heads and page numbers, and nothing cut off at the edge."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import real_notes
from playwright.sync_api import Browser, Page
from print_notes import printed
from pypdf import PdfReader

from book.site import parts

WIDTH = 658
"""CSS pixels between the margins of A4: 174 mm."""
A4 = (595, 842)
"""Points."""
BEYOND = """
() => [...document.querySelectorAll("article :is(math, table, svg, pre, img)")]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => one.outerHTML.slice(0, 200))
"""


@pytest.fixture(scope="module")
def paper(browser: Browser) -> Iterator[Page]:
    """A page as wide as paper."""
    context = browser.new_context(viewport={"width": WIDTH, "height": 900})
    page = context.new_page()
    page.emulate_media(media="print")
    yield page
    context.close()


@pytest.mark.parametrize("note", list(map(real_notes.address, real_notes.NOTES)))
def test_nothing_is_cut_off(paper: Page, site_url: str, note: str) -> None:
    paper.goto(site_url + note)
    assert paper.evaluate(BEYOND) == []


def test_a_note_is_printed_on_a4_with_its_title_and_numbers(site: Path, browser: Browser) -> None:
    note = next(page for part in parts(real_notes.DOCS.parent, site) for page in part.pages)
    ((_, pdf),) = printed([note], site, browser)
    paper = PdfReader(io.BytesIO(pdf))
    count = len(paper.pages)
    for number, sheet in enumerate(paper.pages, start=1):
        assert (int(sheet.mediabox.width), int(sheet.mediabox.height)) == A4
        assert f"{number} / {count}" in " ".join(sheet.extract_text().split())
    ((_, among_all),) = printed([note], site, browser, before=7, count=count + 9)
    last = PdfReader(io.BytesIO(among_all)).pages[-1].extract_text()
    assert f"{count + 7} / {count + 9}" in " ".join(last.split())
    links = [
        one.get_object()["/A"]["/URI"]
        for sheet in paper.pages
        for one in sheet.get("/Annots", ())
        if "/URI" in one.get_object().get("/A", {})
    ]
    assert links
    assert all(link.startswith(("https://", "http://")) for link in links)
