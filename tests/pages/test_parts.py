"""Long lists in parts."""

from __future__ import annotations

import pytest

from pages import parts


def ways(number: int, count: int) -> list[int]:
    return [one for one, _ in parts.Part(number, [], [f"{one}/" for one in range(count)]).ways]


@pytest.mark.parametrize(("count", "links"), [(1, 1), (6, 6), (100, 20), (1_000, 26)])
def test_few_links_lead_from_any_part_to_any_other_in_few_steps(count: int, links: int) -> None:
    assert all(len(ways(number, count)) <= links for number in range(1, count + 1))
    reached, steps = {count // 3 or 1}, 0
    while len(reached) < count:
        reached = {one for number in reached for one in ways(number, count)}
        steps += 1
    assert steps <= 6


def test_every_entry_stands_on_one_part() -> None:
    entries = [("", f"n{number}") for number in range(7)]
    cut = parts.cut(entries, 3)
    assert [entry for part in cut for entry in part] == entries
    assert [len(part) for part in cut] == [3, 3, 1]
    assert parts.cut([], 3) == [[]]


@pytest.mark.parametrize("place", [0, 3, 20, 38, 39])
def test_as_many_are_near_an_end_as_near_the_middle(place: int) -> None:
    shown = list(range(40))[parts.near(place, 40)]
    assert place in shown
    assert len(shown) == 2 * parts.NEAR + 1
