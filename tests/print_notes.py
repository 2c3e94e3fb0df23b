"""Print the notes of the built site as PDFs, one each and one of all: `make pdf`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import unquote

import provide_browser
from playwright.sync_api import Browser, Route
from pypdf import PdfWriter

from book.site import Page, of_itself, parts

ROOT = Path(__file__).parents[1]
HEAD = '<div style="{style}"><span>{site}</span><span style="float: right">{title}</span></div>'
FOOT = (
    '<div style="{style}"><span>{url}</span><span style="float: right">'
    '<span class="pageNumber"></span> / <span class="totalPages"></span></span></div>'
)
STYLE = "font: 8pt 'Noto Serif CJK SC', serif; color: #4f4b44; width: 100%; margin: 0 18mm;"
MARGIN = {"top": "22mm", "bottom": "20mm", "left": "18mm", "right": "18mm"}


def printed(notes: list[Page], folder: Path, browser: Browser) -> Iterator[tuple[Page, bytes]]:
    """A PDF of each note of the site in `folder`; its links lead to where the site lives."""
    site = of_itself(folder)

    def answer(route: Route) -> None:
        name = unquote(route.request.url.removeprefix(site.url).partition("?")[0])
        path = folder / name
        path = path / "index.html" if path.is_dir() else path
        route.fulfill(path=path) if path.is_file() else route.abort()

    tab = browser.new_page(java_script_enabled=False)
    tab.route("**/*", answer)
    for note in notes:
        url = site.url + note.address
        tab.goto(url, wait_until="load")
        yield (
            note,
            tab.pdf(
                format="A4",
                margin=MARGIN,  # type: ignore[arg-type]
                print_background=False,
                display_header_footer=True,
                header_template=HEAD.format(
                    style=STYLE, site=escape(site.name), title=escape(note.title)
                ),
                footer_template=FOOT.format(style=STYLE, url=escape(url)),
                outline=True,
                tagged=True,
            ),
        )
    tab.close()


def write(folder: Path, target: Path, browser: Browser) -> None:
    """`target`/<topic>-<note>.pdf, and all of them in `target`/all.pdf."""
    target.mkdir(exist_ok=True)
    notes = [page for part in parts(ROOT, folder) for page in part.pages if page.meta]
    every = PdfWriter()
    for note, pdf in printed(notes, folder, browser):
        path = target / Path(note.file).with_suffix(".pdf")
        path.write_bytes(pdf)
        every.append(path, outline_item=note.title)
    every.write(target / "all.pdf")


if __name__ == "__main__":
    with provide_browser.opened() as chromium:
        write(Path(sys.argv[1]), Path(sys.argv[2]), chromium)
