"""A pull request as a reviewer sees it: `make preview`.

Writes preview/: index.html lists the pages that changed, each with its picture before and after, the
digest entries and the sentences that changed; site/ is the whole site, to be read from the disk.
"""

from __future__ import annotations

import sys
import zipfile
from contextlib import nullcontext
from html import escape
from pathlib import Path
from urllib.parse import unquote

import lxml.html
import provide_browser
from playwright.sync_api import Browser
from serving import serving

from authoring import offline, summary

MOST = 20
"""Pages of which pictures are taken."""
WIDTH = 1100
STYLE = """
body { font: 16px/1.7 sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
.pair { display: grid; gap: 1rem; grid-template-columns: 1fr 1fr; }
img { border: 1px solid #ccc; width: 100%; }
del { background: #fdd; } ins { background: #dfd; text-decoration: none; }
"""


def write(before: Path, after: Path, target: Path, browser: Browser | None) -> None:
    """`before` and `after` are built sites; without a browser there are no pictures."""
    target.mkdir(parents=True)
    offline.pack(after, target / "site.zip")
    with zipfile.ZipFile(target / "site.zip") as archive:
        archive.extractall(target)
    target.joinpath("incoming-transmission").rename(target / "site")
    target.joinpath("site.zip").unlink()
    pages = summary.changed_pages(before, after)
    others = [one for one in looking_otherwise(before, after) if one not in pages]
    pages += others[: max(0, MOST - len(pages))]
    for name, site in (("before", before), ("after", after)):
        _photograph(site, pages[:MOST], target / name, browser)
    target.joinpath("index.html").write_text(_index(before, after, target, pages), "utf-8")


def looking_otherwise(before: Path, after: Path) -> list[str]:
    """Pages of both sites whose style sheet, scripts or images are others; notes before lists of them."""
    both = (page.parent.relative_to(after).as_posix() for page in after.rglob("index.html"))
    addresses = ["" if folder == "." else f"{folder}/" for folder in both]
    return sorted(
        (
            one
            for one in addresses
            if before.joinpath(one, "index.html").exists()
            and _loaded(before / one) != _loaded(after / one)
        ),
        key=lambda one: (one.count("/") == 1, one),
    )


def _loaded(folder: Path) -> set[bytes]:
    page = lxml.html.parse(folder / "index.html")
    names = page.xpath("//link[@rel='stylesheet']/@href | //script/@src | //article//img/@src")
    files = (folder / unquote(name) for name in names)
    return {file.read_bytes() for file in files if file.is_file()}


def _photograph(site: Path, pages: list[str], folder: Path, browser: Browser | None) -> None:
    folder.mkdir()
    if not browser:
        return
    page = browser.new_page(viewport={"width": WIDTH, "height": 800})
    with serving(site) as url:
        for address in pages:
            if (site / address / "index.html").exists():
                page.goto(url + address, wait_until="networkidle")
                page.screenshot(path=folder / picture(address), full_page=True)
    page.close()


def picture(address: str) -> str:
    return f"{address.strip('/').replace('/', '-') or 'front'}.png"


def _index(before: Path, after: Path, target: Path, pages: list[str]) -> str:
    return (
        f'<!doctype html><html lang="zh"><meta charset="utf-8"><title>改了什么</title><style>{STYLE}</style>'
        f"<h1>改了什么</h1><h2>首页和订阅</h2><pre>{escape(summary.announcements(before, after))}</pre>"
        f"{''.join(_page(before, after, target, one) for one in pages) or '<p>没有页面变了。</p>'}</html>\n"
    )


def _page(before: Path, after: Path, target: Path, address: str) -> str:
    there = (after / address / "index.html").exists()
    title = f'<a href="site/{address}index.html">{address or "首页"}</a>' if there else address
    sentences = "".join(
        f"<p><{tag}>{escape(text)}</{tag}></p>"
        for tag, text in summary.sentences_changed(before, after, address)
    )
    pictures = "".join(_picture(target, name, address) for name in ("before", "after"))
    return f'<h2>{title}</h2>{sentences}<div class="pair">{pictures}</div>'


def _picture(target: Path, name: str, address: str) -> str:
    file = f"{name}/{picture(address)}"
    words = {"before": "之前", "after": "之后"}[name]
    image = (
        f'<img src="{file}" alt="{words}的 {address or "首页"}">'
        if (target / file).exists()
        else "没有"
    )
    return f"<div>{words}<br>{image}</div>"


def main(base: str, target: Path) -> None:
    root = Path(__file__).parents[1]
    chromium = provide_browser.opened() if provide_browser.installed() else nullcontext()
    with summary.both_built(root, base) as (before, after), chromium as browser:
        write(before, after, target, browser)
    print(f"用浏览器打开 {target / 'index.html'}。")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
