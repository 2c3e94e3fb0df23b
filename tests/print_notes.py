"""Print the notes of the built site as PDFs, one each and one of all: `make pdf`."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import provide_browser
from playwright.sync_api import Browser, Route
from pypdf import PdfReader, PdfWriter

from book.site import Page, of_itself, parts

ROOT = Path(__file__).parents[1]
SHEET = """
@page {{
  margin: 22mm 18mm 20mm;
  @top-left {{ content: {site}; {style} }}
  @top-right {{ content: {title}; {style} }}
  @bottom-left {{ content: {url}; {style} }}
  @bottom-right {{ content: counter(page) " / " {count}; {style} }}
}}
@page :first {{ counter-increment: page {first} }}
"""
STYLE = "font: 8pt 'Noto Serif CJK SC', serif; color: #4f4b44; white-space: nowrap"


def printed(
    notes: list[Page], folder: Path, browser: Browser, before: int = 0, count: int = 0
) -> Iterator[tuple[Page, bytes]]:
    """A PDF of each note of the site in `folder`; its links lead to where the site lives.

    Pages are numbered in each by itself, or, if there is a `count`, through all behind those that are `before` them.
    """
    site = of_itself(folder)

    sheets: dict[str, str] = {}

    def answer(route: Route) -> None:
        url = route.request.url
        name = unquote(url.removeprefix(site.url).partition("?")[0])
        path = folder / name
        path = path / "index.html" if path.is_dir() else path
        if url in sheets:
            html = path.read_text("utf-8")
            route.fulfill(body=html.replace("</head>", f"<style>{sheets[url]}</style></head>", 1))
        elif path.is_file():
            route.fulfill(path=path)
        else:
            route.abort()

    tab = browser.new_page(java_script_enabled=False)
    tab.route("**/*", answer)
    for note in notes:
        url = site.url + note.address
        named = {"site": site.name, "title": note.title, "url": url}
        texts = {key: json.dumps(text, ensure_ascii=False) for key, text in named.items()}
        total = f'"{count}"' if count else "counter(pages)"
        sheets[url] = SHEET.format(**texts, style=STYLE, count=total, first=before + 1)
        tab.goto(url, wait_until="load")
        pdf = tab.pdf(format="A4", prefer_css_page_size=True, outline=True, tagged=True)
        before += length(pdf) if count else 0
        yield note, pdf
    tab.close()


def length(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


def write(folder: Path, target: Path, browser: Browser) -> None:
    """`target`/<topic>-<note>.pdf, and all of them in `target`/all.pdf, with their pages numbered through."""
    target.mkdir(exist_ok=True)
    notes = [page for part in parts(ROOT, folder) for page in part.pages if page.meta]
    count = 0
    for note, pdf in printed(notes, folder, browser):
        target.joinpath(note.file).with_suffix(".pdf").write_bytes(pdf)
        count += length(pdf)
    every = PdfWriter()
    for note, pdf in printed(notes, folder, browser, count=count):
        every.append(io.BytesIO(pdf), outline_item=note.title)
    every.write(target / "all.pdf")


if __name__ == "__main__":
    with provide_browser.opened() as chromium:
        write(Path(sys.argv[1]), Path(sys.argv[2]), chromium)
