"""Notes that have rare things in common find each other, without each being compared with all."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from notes.references import Reference
from pages.related import SHOWN, reason, related

OTHERS = {f"other {number}": {f"thing {number}"} for number in range(20)}
"""Without which whatever two notes share would be frequent."""


def found(has: dict[str, set[str]], note: str, apart: list[str] | None = None) -> dict[str, tuple[str, ...]]:  # fmt: skip
    return {one.note: one.shared for one in related({**has, **OTHERS}, {note: apart or []})[note]}


def test_who_shares_more_comes_first_with_what_it_shares() -> None:
    has = {
        "one": {"a", "b", "c", "own"},
        "two": {"a", "b"},
        "three": {"a", "b", "c"},
        "four": {"a", "d"},
    }
    assert list(found(has, "one").items()) == [("three", ("c", "b", "a")), ("two", ("b", "a"))]


def test_the_rarest_is_told_first() -> None:
    has = {"one": {"a", "z"}, "two": {"a", "z"}, "three": {"a"}}
    assert found(has, "one") == {"two": ("z", "a")}


def test_what_one_has_alone_does_not_hide_what_it_shares() -> None:
    alone = {f"alone {number}" for number in range(99)}
    assert found({"one": {"a", "b", *alone}, "two": {"a", "b"}}, "one") == {"two": ("a", "b")}


def test_one_thing_in_common_is_no_relation() -> None:
    assert found({"one": {"a"}, "two": {"a"}}, "one") == {}


def test_what_every_third_has_is_none_either() -> None:
    common = {name: {*things, "x", "y"} for name, things in OTHERS.items()}
    assert related({**common, "one": {"x", "y"}}, {})["one"] == ()


def test_what_is_told_elsewhere_leaves_its_place_to_others() -> None:
    has = {name: {"a", "b"} for name in ("one", "two", "three", "four", "five")}
    assert list(found(has, "one")) == ["two", "three", "four"]
    assert list(found(has, "one", apart=["two"])) == ["three", "four", "five"]


def test_the_reason_names_some_terms_and_some_sources() -> None:
    references = {
        name: Reference({"year": "2017"}, (name,), False) for name in ("甲", "Vaswani A.")
    }
    assert reason(["RoPE", "@Vaswani A.", "偏置", "秩", "@甲"], references) == (
        "同讲 RoPE、偏置；同引 Vaswani 2017、甲 2017"
    )
    assert reason(["偏置"], references) == "同讲偏置"
    assert reason(["@甲"], references) == "同引甲 2017"


class Counted(AbstractSet[str]):
    """What a note has, and how often somebody looked whether it has something."""

    looks = 0

    def __init__(self, things: set[str]) -> None:
        self.things = things

    def __contains__(self, thing: object) -> bool:
        Counted.looks += 1
        return thing in self.things

    def __iter__(self) -> Iterator[str]:
        return iter(self.things)

    def __len__(self) -> int:
        return len(self.things)


def looks(notes: int) -> int:
    Counted.looks = 0
    has = {
        f"{one}": Counted({f"{one // 5}", f"{one // 6} ", f"every {one % 4}"})
        for one in range(notes)
    }
    shown = related(has, {})
    assert max(map(len, shown.values())) == SHOWN
    return Counted.looks


def test_the_work_for_a_note_does_not_grow_with_their_number() -> None:
    assert looks(4400) <= 4 * looks(1100) * 1.01
