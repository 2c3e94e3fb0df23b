"""What is kept is found again, or worked out again; nothing else ever comes of it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from kept import store as kept_store
from kept.store import Store

RECIPE = b"recipe"


class Work:
    """Doubles, and counts how often it had to."""

    def __init__(self) -> None:
        self.done = 0

    def double(self, text: str) -> str:
        self.done += 1
        return text + text


def asked_again(file: Path, *, recipe: bytes = RECIPE, text: str = "ab") -> int:
    """How often a later build has to work."""
    work = Work()
    later = Store(file, recipe)
    assert later.recall(work.double, text) == text + text
    later.save(is_all=True)
    return work.done


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A store with one value."""
    assert asked_again(tmp_path / "kept.sqlite") == 1
    return tmp_path / "kept.sqlite"


def test_what_is_kept_is_not_worked_out_again(file: Path) -> None:
    assert asked_again(file) == 0


def test_what_was_kept_is_there_after_more_was_kept(file: Path) -> None:
    work, store = Work(), Store(file, RECIPE)
    store.recall(work.double, "new")
    store.save()
    store.recall(work.double, "ab")
    store.recall(work.double, "new")
    assert work.done == 1


def test_another_program_or_other_input_is_worked_out(file: Path) -> None:
    assert asked_again(file, recipe=b"other") == 1
    assert asked_again(file, text="other") == 1


def test_a_value_holds_for_as_long_as_what_it_asked_is_answered_alike(tmp_path: Path) -> None:
    answers = {"one": 1, "two": 2}
    done = []

    def total(ask: kept_store.Ask) -> str:
        done.append(1)
        return f"{ask('one')}"

    for changed, times in (({}, 1), ({"two": 3}, 1), ({"one": 4}, 2), ({}, 2)):
        answers |= changed
        store = Store(tmp_path / "kept.sqlite", RECIPE)
        assert store.recall_asking(b"key", answers.get, total) == f"{answers['one']}"
        store.save()
        assert len(done) == times


@pytest.mark.parametrize(
    "content", [b"", b"SQLite format 3\0 and no more", b"something else" * 999]
)
def test_a_file_that_is_none_of_ours_gives_way(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert asked_again(file) == 1
    assert asked_again(file) == 0


def test_a_file_that_was_cut_gives_way(file: Path) -> None:
    store = Store(file, RECIPE)
    for number in range(200):
        store.recall(Work().double, f"{number}" * 999)
    store.save()
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    asked_again(file)
    assert asked_again(file) == 0


def test_a_value_that_was_cut_or_comes_from_elsewhere_is_worked_out(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE kept SET value = substr(value, 1, 9)")
    connection.close()
    assert asked_again(file) == 1


def test_while_another_build_writes_nothing_is_lost(file: Path) -> None:
    other = sqlite3.connect(file)
    other.execute("BEGIN EXCLUSIVE")
    assert asked_again(file, text="new") == 1
    other.close()
    assert asked_again(file) == 0


def test_a_folder_that_cannot_be_written_is_no_mistake(tmp_path: Path) -> None:
    tmp_path.joinpath("file").write_text("")
    assert asked_again(tmp_path / "file" / "kept.sqlite") == 1


def test_what_no_build_uses_goes_when_there_is_much(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_store, "LARGE", 1)
    assert asked_again(file, text="other") == 1
    assert asked_again(file, text="other") == 0
    assert asked_again(file, text="ab") == 1


def test_what_is_of_use_stays_although_nobody_loads_it(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(file, RECIPE)
    key = store.by_content("a text")
    store.save(is_all=True)
    monkeypatch.setattr(kept_store, "LARGE", 1)
    later = Store(file, RECIPE)
    later.goes_on(key)
    later.by_content("another text")
    later.save(is_all=True)
    assert Store(file, RECIPE).get(key) == "a text"
