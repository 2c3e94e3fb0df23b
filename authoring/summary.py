"""Tell reviewers, in Markdown, what a branch changes for readers: notes, digest, feeds.

Builds the site of the base commit and of the working tree, and compares what they publish.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import lxml.etree
import lxml.html

from authoring.versions import at_commit, common, git, now

SENTENCE = re.compile(r"[^。！？；]+(?:[。！？；]+[”）]*|$)")
MOST = 80
"""Sentences of a page that are told; a host shows only so much."""
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def digest(site: Path) -> list[str]:
    """The entries of the front page, a line each."""
    page = lxml.html.parse(site / "index.html")
    return [
        "｜".join(" ".join(part.split()) for part in _texts(entry))
        for entry in page.xpath("//ol[@class='log']/li")
    ]


def _texts(entry: lxml.html.HtmlElement) -> Iterator[str]:
    for path in (".//time", ".//*[contains(@class, 'kind')]", ".//h3", ".//*[@class='log__what']"):
        yield from (found.xpath("string()") for found in entry.xpath(path)[:1])


def feed_entries(site: Path) -> dict[str, str]:
    """Title by id, over the feeds of new notes and of updates."""
    found = {}
    for name in ("new", "updates"):
        feed = lxml.etree.parse(site / "feeds" / f"{name}.xml")
        for entry in feed.iterfind("a:entry", ATOM):
            title = entry.findtext("a:title", namespaces=ATOM)
            found[f"{name} {entry.findtext('a:id', namespaces=ATOM)}"] = f"{name}.xml：{title}"
    return found


def announcements(before: Path, after: Path) -> str:
    """What the front page and the feeds of the two built sites say differently, in Markdown."""
    old, new = digest(before), digest(after)
    gone, come = [one for one in old if one not in new], [one for one in new if one not in old]
    lines = ["## 首页的更新", ""]
    lines += [f"- 之前：{one}" for one in gone] + [f"- 之后：{one}" for one in come]
    lines += [] if gone or come else ["- 不变"]
    lines += ["", "## 订阅者会收到", ""]
    known = feed_entries(before)
    fresh = [title for key, title in feed_entries(after).items() if key not in known]
    return "\n".join([*lines, *(f"- {title}" for title in fresh or ["没有新条目"])]) + "\n"


def changed_pages(before: Path, after: Path) -> list[str]:
    """Addresses of pages whose article is another than before, new and gone ones too."""
    every = {_address(site, page) for site in (before, after) for page in site.rglob("index.html")}
    return sorted(one for one in every if _article(before, one) != _article(after, one))


def _address(site: Path, page: Path) -> str:
    folder = page.parent.relative_to(site).as_posix()
    return "" if folder == "." else f"{folder}/"


def _article(site: Path, address: str) -> str:
    path = site / address / "index.html"
    if not path.exists():
        return ""
    articles: Any = lxml.html.document_fromstring(path.read_bytes()).xpath("//article")
    return "".join(lxml.html.tostring(one, encoding="unicode") for one in articles)


def sentences(site: Path, address: str) -> list[str]:
    """What readers read there, formulas as TeX."""
    if not (article := _article(site, address)):
        return []
    root = lxml.html.fragment_fromstring(article, create_parent="div")
    for formula in root.xpath("//math[@alttext]"):
        formula.tail = f"${formula.get('alttext')}$" + (formula.tail or "")
        formula[:], formula.text = [], None
    for unread in root.xpath("//script | //style | //svg | //button | //*[@class='headerlink']"):
        unread.drop_tree()
    blocks = root.xpath(
        "//p | //li | //td | //th | //h1 | //h2 | //h3 | //h4 | //pre | //dd | //dt"
    )
    texts = (" ".join(block.text_content().split()) for block in blocks if not _holds(block))
    return [one.strip() for text in texts for one in SENTENCE.findall(text) if one.strip()]


def _holds(block: lxml.html.HtmlElement) -> bool:
    """Another block, in which its words are read."""
    return bool(block.xpath(".//p | .//li | .//pre"))


def sentences_changed(before: Path, after: Path, address: str) -> list[tuple[str, str]]:
    """`del` or `ins`, and the sentence, in their order."""
    told = difflib.ndiff(sentences(before, address), sentences(after, address))
    kinds = {"- ": "del", "+ ": "ins"}
    return [(kinds[line[:2]], line[2:]) for line in told if line[:2] in kinds]


def summary(notes: list[str], before: Path, after: Path) -> str:
    """What the two built sites say differently."""
    lines = ["## 改到的笔记", "", *([f"- `{note}`" for note in notes] or ["- 没有"]), ""]
    lines += [announcements(before, after), "## 逐句", ""]
    pages = [page for page in changed_pages(before, after) if page.count("/") > 1]
    for page in pages:
        changed = sentences_changed(before, after, page)
        told = [f"{'-' if kind == 'del' else '+'} {text}" for kind, text in changed[:MOST]]
        left = len(changed) - len(told)
        told += [f"还有 {left} 句，见预览"] if left else []
        lines += [f"### {page}", "", "```diff", *(told or ["只有样子变了"]), "```", ""]
    return "\n".join(lines if pages else [*lines, "没有笔记的字变了。"]) + "\n"


@contextmanager
def checked_out(root: Path, commit: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder, "tree")
        git(root, "worktree", "add", "--detach", str(tree), commit)
        try:
            yield tree
        finally:
            git(root, "worktree", "remove", "--force", str(tree))


def build(tree: Path, site: Path) -> None:
    """Each tree with its own hooks. Raises CalledProcessError."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    subprocess.run(command, cwd=tree, env={**os.environ, "PYTHONPATH": str(tree)}, check=True)


@contextmanager
def both_built(root: Path, base: str) -> Iterator[tuple[Path, Path]]:
    """The sites before and after this branch. Raises SystemExit if one cannot be built."""
    with checked_out(root, common(root, base)) as tree, tempfile.TemporaryDirectory() as sites:
        before, after = Path(sites, "before"), Path(sites, "after")
        try:
            build(tree, before)
            build(root, after)
        except subprocess.CalledProcessError:
            raise SystemExit("构建失败，原因见上面几行；改好之后才有摘要。") from None
        yield before, after


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", help="commit or branch to compare with")
    parser.add_argument("--root", type=Path, default=Path(__file__).parents[1])
    given = parser.parse_args()
    old = at_commit(given.root, common(given.root, given.base))
    touched = [note.source for key, note in sorted(now(given.root).items()) if old.get(key) != note]
    with both_built(given.root, given.base) as (before, after):
        print(summary(touched, before, after))


if __name__ == "__main__":
    main()
