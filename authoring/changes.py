"""Refuse a change of a note that readers would see and no entry of `changes` tells them.

Compares the text that readers see with that of a base commit. Markup, spaces and punctuation outside
numbers do not count; notes are known by their id, so a note may move. A commit since the base with
the line `Changes: none` says that nothing is worth telling.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from authoring import dates
from authoring.versions import ROOT, Version, at_commit, common, git, now, number
from feeds.entry import SHANGHAI
from notes.kinds import CHOICE
from notes.problem import Problem, tell


def untold(before: dict[str, Version], after: dict[str, Version]) -> dict[str, Version]:
    """Notes whose text changed while their list of changes did not grow, by id."""
    return {
        identifier: note
        for identifier, note in sorted(after.items())
        if identifier in before
        and before[identifier].text != note.text
        and all(change in before[identifier].changes for change in note.changes)
    }


def _untold(note: Version, before: Version, today: date) -> Problem:
    names = ", ".join(f'"{heading}"' for heading in note.changed_since(before))
    place = f", at: [{names}]" if names else ""
    line = f'- {{date: {today}, kind: revision, what: "一句话说改了什么"{place}}}'
    told = "读者看得到的文字变了，changes 里没有记"
    return Problem(note.source, 1, 0, "R14", told, f"文件开头的 changes: 下面加一行  {line}")


def reworded(before: dict[str, Version], after: dict[str, Version]) -> Iterator[str]:
    """Of changes that were published already: that subscribers get them again, and how they would not."""
    for identifier, note in sorted(after.items()):
        old = before[identifier].changes if identifier in before else []
        fresh = [change for change in note.changes if change not in old]
        for gone in (change for change in old if change not in note.changes):
            same = [change for change in fresh if change.get("date") == gone.get("date")]
            if same and number(gone) not in map(number, same):
                yield (
                    f"{note.source}：{gone['date']} 的改动改写了，订阅者会再收到一次；"
                    f"不想这样，就在那条里写 number: {number(gone)}。"
                )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", help="commit or branch to compare with")
    parser.add_argument("--root", type=Path, default=ROOT)
    given = parser.parse_args()
    base = common(given.root, given.base)
    messages = git(given.root, "log", "--format=%B", f"{base}..HEAD").decode()
    before, after = at_commit(given.root, base), now(given.root)
    today = datetime.now(SHANGHAI).date()
    for told in (*reworded(before, after), *dates.told_late(given.root, base, today)):
        print(told)
    found = untold(before, after)
    if re.search(r"^Changes: none\s*$", messages, re.MULTILINE | re.IGNORECASE):
        for note in found.values():
            print(f"{note.source}：文字变了，提交说明写了 Changes: none，不告诉读者。")
        return 0
    tell(_untold(note, before[identifier], today) for identifier, note in found.items())
    if found:
        print(f"{CHOICE}。不值得告诉读者的，在提交说明里写一行 Changes: none。")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
