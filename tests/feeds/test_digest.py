"""The digest: one transmission a note, numbered as they came in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import reduce

from feeds.digest import LABELS, MAX_NAMED, MAX_TRANSMISSIONS, history, latest, listed
from feeds.note import Change, Note

MakeNote = Callable[..., Note]
FIRST, SECOND, THIRD = (date(2026, 11, day) for day in (1, 2, 3))


def lines(notes: list[Note]) -> list[tuple[int, str, str, str]]:
    return [(one.number, one.note.id, LABELS[one.kind], one.what) for one in latest(history(notes))]


def test_the_newest_come_first_and_ties_are_broken_by_id(make_note: MakeNote) -> None:
    days = {"a": SECOND, "b": FIRST, "c": SECOND}
    notes = [make_note(name, published=day) for name, day in days.items()]
    assert lines(notes) == [(3, "c", "新增", ""), (2, "a", "新增", ""), (1, "b", "新增", "")]


def test_a_note_is_listed_once_with_what_it_last_changed(make_note: MakeNote) -> None:
    changes = (Change(THIRD, "correction", "八十改为九十"), Change(SECOND, "addition", "一个例子"))
    notes = [make_note("a", published=FIRST, changes=changes), make_note("b", published=SECOND)]
    assert lines(notes) == [(4, "a", "更正", "八十改为九十"), (3, "b", "新增", "")]


def test_numbers_stay_when_something_new_comes_in(make_note: MakeNote) -> None:
    old, other = make_note("old", published=FIRST), make_note("other", published=SECOND)
    changed = make_note("old", published=FIRST, changes=(Change(THIRD, "revision", "改写"),))
    before = {one.note.id: one.number for one in latest(history([old, other]))}
    after = {one.note.id: one.number for one in latest(history([changed, other]))}
    assert after == {**before, "old": 3}


def test_a_change_on_the_day_of_publication_leaves_a_note_new(make_note: MakeNote) -> None:
    note = make_note("a", published=FIRST, changes=(Change(FIRST, "correction", "一处"),))
    assert lines([note]) == [(1, "a", "新增", "一处")]


def test_the_list_does_not_grow_without_end(make_note: MakeNote) -> None:
    notes = [
        make_note(f"n{i}", published=FIRST + timedelta(i)) for i in range(2 * MAX_TRANSMISSIONS)
    ]
    shown = latest(history(notes))
    assert [shown[0].number, len(shown)] == [2 * MAX_TRANSMISSIONS, MAX_TRANSMISSIONS]


def names(notes: list[Note]) -> list[str]:
    """What scripts are given, with days of the month."""
    every = history(notes)
    days = (str(one.date.toordinal()) for one in every)
    given = listed(every, latest(every))
    return reduce(
        lambda text, day: text.replace(day, date.fromordinal(int(day)).strftime("%d")), days, given
    ).split("|")


def test_all_that_came_of_the_listed_has_a_name(make_note: MakeNote) -> None:
    changes = (
        Change(THIRD, "correction", "一"), Change(THIRD, "correction", "二"), Change(SECOND, "revision", "三"),
    )  # fmt: skip
    changed = make_note("a", published=FIRST, changes=changes)
    assert names([changed, make_note("b", published=SECOND)]) == ["", "a 03c 03c2 02u 01n", "b 02n"]


def test_what_is_left_out_is_older_than_what_is_named(make_note: MakeNote) -> None:
    days = [FIRST + timedelta(i) for i in range(MAX_TRANSMISSIONS + 5)]
    notes = [make_note(f"n{i:02}", published=day) for i, day in enumerate(days)]
    corrected = replace(notes[0], changes=(Change(days[-1], "correction", "一"),))
    floor, *named = names([corrected, *notes[1:]])
    assert floor == f"{days[5]:%d}"
    assert len(named) == MAX_TRANSMISSIONS
    assert named[1] == f"n00 {days[-1]:%d}c"


def test_no_more_is_named_than_a_page_can_carry(make_note: MakeNote) -> None:
    corrected = tuple(Change(FIRST + timedelta(i), "correction", "") for i in range(99, 0, -1))
    floor, named = names([make_note("a", published=FIRST, changes=corrected)])
    assert named.count("c") == MAX_NAMED
    assert floor == f"{corrected[MAX_NAMED].date:%d}"


def test_of_a_note_that_was_taken_back_nothing_else_is_named(make_note: MakeNote) -> None:
    changes = (Change(THIRD, "withdrawal", "错了", 1), Change(SECOND, "revision", "二", 1))
    assert names([make_note("a", published=FIRST, changes=changes)]) == [" a", "a 03w"]
