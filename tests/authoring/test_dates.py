"""What waited for its merge is dated anew; what subscribers have keeps its date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from repositories import commit, git, repository_with, write
from site_shell import note

from authoring import dates

ONE, TWO = "docs/basics/one/index.md", "docs/basics/two/index.md"
OLD = "  - {date: 2026-11-24, kind: correction, what: 八改成九}"
PLACED = OLD.replace("}", ", at: 一节}")
"""Published, and told to readers no other day."""
NEW = "  - {date: 2026-11-25, kind: addition, what: 加一节}  # 注\n"
DAY = date(2026, 12, 20)


def with_changes(*lines: str) -> str:
    return note().replace("requires: []", "\n".join(["requires: []", "changes:", *lines]))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A branch that brings a note, a draft, and a change of another."""
    repository_with(tmp_path, {ONE: with_changes(OLD)})
    write(tmp_path, ONE, with_changes(NEW.rstrip(), PLACED))
    write(tmp_path, TWO, note("two"))
    write(
        tmp_path, "docs/basics/three/index.md", note("three").replace("tags:", "draft: true\ntags:")
    )
    commit(tmp_path, "notes: two")
    return tmp_path


def test_new_notes_and_new_changes_are_dated(repository: Path) -> None:
    changed = dates.set_to(repository, "main", DAY)
    assert [path.relative_to(repository).as_posix() for path in changed] == [ONE, TWO]
    assert (repository / TWO).read_text("utf-8") == note("two").replace("2026-11-24", "2026-12-20")
    expected = with_changes(NEW.rstrip().replace("2026-11-25", "2026-12-20"), PLACED)
    assert (repository / ONE).read_text("utf-8") == expected
    assert dates.set_to(repository, "main", DAY) == []


def test_dates_long_past_are_told(repository: Path) -> None:
    assert dates.told_late(repository, "main", date(2026, 11, 30)) == []
    assert dates.told_late(repository, "main", DAY) == [
        f"{ONE}：新写的日期有 2026-11-25，早了 25 天；合并的那天 make date，改成当天。",
        f"{TWO}：新写的日期有 2026-11-24，早了 26 天；合并的那天 make date，改成当天。",
    ]


def test_nothing_new_has_no_date(repository: Path) -> None:
    git(repository, "switch", "-q", "main")
    assert dates.told_late(repository, "main", date(2027, 12, 1)) == []
