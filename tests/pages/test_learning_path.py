"""The drawing of what to read first."""

from __future__ import annotations

import itertools
from datetime import date

from feeds.note import Note, Topic
from pages.learning_path import BOX_WIDTH, WIDTH, draw

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


def test_a_note_stands_below_everything_it_requires() -> None:
    drawing = draw([note("a"), note("b", "a"), note("c", "a", "b")])
    assert [box.label for box in drawing.boxes] == ["a", "b", "c"]
    for first, second in drawing.arrows:
        assert first.y < second.y
    assert len(drawing.arrows) == 3


def test_the_way_to_a_note_holds_what_is_read_before_it_and_no_more() -> None:
    drawing = draw([note("a"), note("b", "a"), note("c", "b"), note("d", "a")])
    ways = {
        box.label: {(first.label, second.label) for first, second in drawing.way(box)}
        for box in drawing.boxes
    }
    assert ways == {
        "a": set(), "b": {("a", "b")}, "c": {("a", "b"), ("b", "c")}, "d": {("a", "d")}
    }  # fmt: skip


def test_a_wide_row_goes_on_below_and_nothing_overlaps_or_leaves_the_drawing() -> None:
    boxes = draw([note(one) for one in "abcdefghij"]).boxes
    places = sorted((box.y, box.x) for box in boxes)
    for (y, x), (next_y, next_x) in itertools.pairwise(places):
        assert next_y > y or next_x - x > BOX_WIDTH
    assert all(BOX_WIDTH / 2 <= box.x <= WIDTH - BOX_WIDTH / 2 for box in boxes)


def test_no_notes_make_no_drawing() -> None:
    assert draw([]).boxes == ()
