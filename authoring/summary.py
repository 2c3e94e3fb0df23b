"""Tell reviewers, in Markdown, what a branch changes for readers: notes, digest, feeds.

Builds the site of the base commit and of the working tree, and compares what they publish.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import lxml.etree
import lxml.html

from authoring.versions import at_commit, common, git, now

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


def summary(notes: list[str], before: Path, after: Path) -> str:
    """What the two built sites say differently."""
    old, new = digest(before), digest(after)
    lines = ["## 改到的笔记", "", *([f"- `{note}`" for note in notes] or ["- 没有"])]
    lines += ["", "## 首页的更新", ""]
    gone, come = [one for one in old if one not in new], [one for one in new if one not in old]
    lines += [f"- 之前：{one}" for one in gone] + [f"- 之后：{one}" for one in come]
    lines += [] if gone or come else ["- 不变"]
    lines += ["", "## 订阅者会收到", ""]
    known = feed_entries(before)
    fresh = [title for key, title in feed_entries(after).items() if key not in known]
    return "\n".join([*lines, *(f"- {title}" for title in fresh or ["没有新条目"])]) + "\n"


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", help="commit or branch to compare with")
    parser.add_argument("--root", type=Path, default=Path(__file__).parents[1])
    given = parser.parse_args()
    base = common(given.root, given.base)
    old, new = at_commit(given.root, base), now(given.root)
    touched = [note.source for key, note in sorted(new.items()) if old.get(key) != note]
    with checked_out(given.root, base) as tree, tempfile.TemporaryDirectory() as sites:
        try:
            build(tree, Path(sites, "before"))
            build(given.root, Path(sites, "after"))
        except subprocess.CalledProcessError:
            raise SystemExit("构建失败，原因见上面几行；改好之后才有摘要。") from None
        print(summary(touched, Path(sites, "before"), Path(sites, "after")))


if __name__ == "__main__":
    main()
