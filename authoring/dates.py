"""Date what a branch brings to the day on which it is merged: new notes, and new changes of others.

Feeds sort by these dates: what waited for weeks would come in behind what subscribers have read.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

import yaml

from authoring.versions import ROOT, Version, at_commit, common, now
from feeds.entry import SHANGHAI
from notes import front_matter, scanner
from notes.edits import edited
from notes.spans import FrontMatter, Span

LATE = 7
"""Days after which a date of what is new is told."""


def fresh(root: Path, base: str) -> Iterator[tuple[Path, str, list[Span]]]:
    """Sources, their text, and where in them a date stands that nobody has been told yet."""
    before = at_commit(root, base)
    for identifier, note in sorted(now(root).items()):
        path = root / note.source
        text = path.read_text("utf-8")
        meta, _, _ = front_matter.parse(note.source, text.encode())
        places = list(_dates(text, before.get(identifier)))
        if places and not front_matter.is_draft(meta):
            yield path, text, places


def _dates(text: str, before: Version | None) -> Iterator[Span]:
    head = scanner.front_matter(text)
    assert head
    for key, _, value in scanner.keys(text):
        if key == "date" and before is None:
            yield _place(head, value)
        elif key == "changes" and isinstance(value, yaml.SequenceNode):
            meta, _, _ = front_matter.parse("", text.encode())
            for entry, change in zip(value.value, meta["changes"], strict=True):
                if before is None or not before.told(change):
                    yield from (
                        _place(head, node) for name, node in entry.value if name.value == "date"
                    )


def _place(head: FrontMatter, node: yaml.Node) -> Span:
    return Span(head.yaml[0] + node.start_mark.index, head.yaml[0] + node.end_mark.index)


def late(found: Mapping[Path, list[date]], today: date) -> Iterator[str]:
    """Of dates that are long past, though nobody has been told of what they date."""
    for path, dates in found.items():
        days = (today - min(dates)).days
        if days > LATE:
            yield f"{path}：新写的日期有 {min(dates)}，早了 {days} 天；合并的那天 make date，改成当天。"


def told_late(root: Path, base: str, today: date) -> list[str]:
    found = {
        path.relative_to(root): [date.fromisoformat(text[one.start : one.end]) for one in places]
        for path, text, places in fresh(root, base)
    }
    return list(late(found, today))


def set_to(root: Path, base: str, day: date) -> list[Path]:
    """The sources in which a date changed."""
    changed = []
    for path, text, places in fresh(root, base):
        written = edited(text, ((one.start, one.end, str(day)) for one in places))
        if written != text:
            path.write_text(written, encoding="utf-8", newline="\n")
            changed.append(path)
    return changed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", help="commit or branch that it is merged into")
    parser.add_argument("--root", type=Path, default=ROOT)
    given = parser.parse_args()
    today = datetime.now(SHANGHAI).date()
    for path in set_to(given.root, common(given.root, given.base), today):
        print(f"{path.relative_to(given.root)}：日期改成了 {today}。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
