"""Refuse a change of a note that readers would see and no entry of `changes` tells them.

Compares the text that readers see with that of a base commit. Markup, spaces and punctuation outside
numbers do not count; notes are known by their id, so a note may move. A commit since the base with
the line `Changes: none` says that nothing is worth telling.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import lxml.html
import regex

from feeds.entry import SHANGHAI
from notes import all_of, front_matter, is_note, references, settings
from notes.changes import number_of
from notes.citations import Citations
from notes.kinds import CHOICE
from notes.problem import Problem, tell
from notes.references import Reference

ROOT = Path(__file__).parents[1]
BIB = "docs/references.bib"
NOT_TEXT = regex.compile(
    r"(?P<number>(?<=\d)[./:](?=\d)|(?:(?<![\p{L}\p{N}])|(?<=\de))[-–](?=\d)|(?<=\d)\s*[%‰])|[\s\p{P}\p{Cf}]"
)
"""Spaces and punctuation; a point, a sign and % are part of their number."""


@dataclass(frozen=True)
class Version:
    """A note at one commit."""

    source: str
    text: str
    """What readers see, without spaces and punctuation between words and numbers."""
    changes: list[dict[str, Any]]


def seen(body: str, known: Mapping[str, Reference] = MappingProxyType({})) -> str:
    """The letters, digits and signs of the rendered text, sources included."""
    html = settings.rendered(body, Citations(known))
    text = lxml.html.fromstring(f"<div>{html}</div>").xpath("string()")
    return str(NOT_TEXT.sub(lambda match: (match["number"] or "").strip(), text))


def version(source: str, data: bytes, known: Mapping[str, Reference]) -> tuple[str, Version] | None:
    """Id and version of a note's source; nothing if it cannot be read."""
    meta, body, problems = front_matter.parse(source, data)
    if problems or "id" not in meta:
        return None
    text = seen(f"{meta.get('title', '')}\n\n{meta.get('description', '')}\n\n{body}", known)
    return str(meta["id"]), Version(source, text, list(meta.get("changes") or []))


def git(root: Path, *arguments: str) -> bytes:
    """Raises CalledProcessError."""
    return subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True).stdout


def common(root: Path, other: str) -> str:
    """The commit at which this branch left the other. Raises SystemExit with what to do."""
    try:
        return git(root, "merge-base", other, "HEAD").decode().strip()
    except subprocess.CalledProcessError:
        told = (
            f"没有提交 {other}，或者它同这个分支没有共同的历史。先 git fetch origin，或加上 base=…"
        )
        raise SystemExit(told) from None


def at_commit(root: Path, commit: str) -> dict[str, Version]:
    """Every note of a commit, by id."""
    listed = git(root, "ls-tree", "-r", "--name-only", "-z", commit, "docs").decode().split("\0")
    sources = [path for path in listed if is_note(path.removeprefix("docs/"))]
    bib = git(root, "show", f"{commit}:{BIB}").decode() if BIB in listed else ""
    shown = ((path, git(root, "show", f"{commit}:{path}")) for path in sources)
    return _versions(shown, bib)


def now(root: Path) -> dict[str, Version]:
    """Every note as it stands in the working tree."""
    paths = all_of(root)
    bib = root.joinpath(BIB).read_text("utf-8") if root.joinpath(BIB).exists() else ""
    shown = ((path.relative_to(root).as_posix(), path.read_bytes()) for path in paths)
    return _versions(shown, bib)


def _versions(sources: Iterable[tuple[str, bytes]], bib: str) -> dict[str, Version]:
    known, _ = references.read(BIB, bib)
    return dict(filter(None, (version(*source, known) for source in sources)))


def untold(before: dict[str, Version], after: dict[str, Version]) -> list[Version]:
    """Notes whose text changed while their list of changes did not grow."""
    return [
        note
        for identifier, note in sorted(after.items())
        if identifier in before
        and before[identifier].text != note.text
        and all(change in before[identifier].changes for change in note.changes)
    ]


def reworded(before: dict[str, Version], after: dict[str, Version]) -> Iterator[str]:
    """Of changes that were published already: that subscribers get them again, and how they would not."""
    for identifier, note in sorted(after.items()):
        old = before[identifier].changes if identifier in before else []
        fresh = [change for change in note.changes if change not in old]
        for gone in (change for change in old if change not in note.changes):
            same = [change for change in fresh if change.get("date") == gone.get("date")]
            if same and _number(gone) not in map(_number, same):
                yield (
                    f"{note.source}：{gone['date']} 的改动改写了，订阅者会再收到一次；"
                    f"不想这样，就在那条里写 number: {_number(gone)}。"
                )


def _number(change: dict[str, Any]) -> int:
    return int(change.get("number") or number_of(str(change.get("what"))))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", help="commit or branch to compare with")
    parser.add_argument("--root", type=Path, default=ROOT)
    given = parser.parse_args()
    base = common(given.root, given.base)
    messages = git(given.root, "log", "--format=%B", f"{base}..HEAD").decode()
    before, after = at_commit(given.root, base), now(given.root)
    for told in reworded(before, after):
        print(told)
    found = untold(before, after)
    if re.search(r"^Changes: none\s*$", messages, re.MULTILINE | re.IGNORECASE):
        for note in found:
            print(f"{note.source}：文字变了，提交说明写了 Changes: none，不告诉读者。")
        return 0
    today = datetime.now(SHANGHAI).date()
    line = f'- {{date: {today}, kind: revision, what: "一句话说改了什么"}}'
    untold_change = (
        "读者看得到的文字变了，changes 里没有记",
        f"文件开头的 changes: 下面加一行  {line}",
    )
    tell(Problem(note.source, 1, 0, "R14", *untold_change) for note in found)
    if found:
        print(f"{CHOICE}。不值得告诉读者的，在提交说明里写一行 Changes: none。")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
