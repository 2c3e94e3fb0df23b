"""The drawing of what to read first."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from feeds.note import Note, Topic
from pages.learning_path import draw

TOPIC = Topic("basics", "基础", "https://example.org/basics/")


def note(identifier: str, *requires: str) -> Note:
    return Note(
        id=identifier,
        authority="tag:example.org,2026",
        source=f"basics/{identifier}/index.md",
        url=f"{TOPIC.url}{identifier}/",
        title=f"{identifier}：副题",
        description="",
        topic=TOPIC,
        published=date(2026, 11, 1),
        tags=(),
        authors=(),
        requires=requires,
        aliases=(),
        redirect_from=(),
        changes=(),
        texts=lambda: ("", ""),
    )


def test_a_note_stands_below_everything_it_requires_and_no_two_in_one_line() -> None:
    drawing = draw([note("a"), note("b", "a"), note("c", "a", "b"), note("d")])
    assert [(place.label, place.subtitle) for place in drawing.places] == [
        (one, "副题") for one in "abcd"
    ]
    for first, second in drawing.arrows:
        assert first.y < second.y <= first.y + drawing.longest
    assert len(drawing.arrows) == 3
    apart = {second.y - first.y for first, second in pairwise(drawing.places)}
    assert apart == {drawing.line}
    assert drawing.places[-1].y < drawing.height


def test_the_way_to_a_note_holds_what_is_read_before_it_and_no_more() -> None:
    drawing = draw([note("a"), note("b", "a"), note("c", "b"), note("d", "a")])
    ways = {
        place.label: {(first.label, second.label) for first, second in drawing.way(place)}
        for place in drawing.places
    }
    assert ways == {
        "a": set(), "b": {("a", "b")}, "c": {("a", "b"), ("b", "c")}, "d": {("a", "d")}
    }  # fmt: skip


def test_no_notes_make_no_drawing() -> None:
    assert draw([]).places == ()
