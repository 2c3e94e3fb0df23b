"""Which entries there are, in which order, and how many."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from feeds import atom, json_feed
from feeds.announce import MAX_BYTES, feeds_of
from feeds.entry import EPOCH, Feeds
from feeds.note import Change, Note

MakeNote = Callable[..., Note]
ID = "tag:incoming-transmission.example,2026:"


def test_new_notes_come_newest_first_and_ties_by_id(announced: Feeds, make_note: MakeNote) -> None:
    days = {"a": date(2026, 11, 2), "b": date(2026, 11, 1), "c": date(2026, 11, 2)}
    notes = [make_note(name, published=day) for name, day in days.items()]
    feed = feeds_of(announced.new.site, notes, []).new
    assert [entry.id for entry in feed.entries] == [ID + "c", ID + "a", ID + "b"]


def test_each_change_is_an_update_with_an_id_of_its_own(announced: Feeds) -> None:
    first, second = announced.updates.entries
    assert first.id == ID + "lora@2026-12-01.2"
    assert first.title == "更正：R&D <LoRA> ]]> 🚀"
    assert first.summary == "a<b 更正为 a ≤ b"
    assert first.content.startswith(
        "<p><strong>更正（2026-12-01）：</strong>a&lt;b 更正为 a ≤ b</p>\n<hr>\n<p>为什么"
    )
    assert second.id == ID + "lora@2026-12-01"
    assert second.title.startswith("更新：")


def test_a_change_on_the_day_of_publication_is_an_update_too(
    announced: Feeds, make_note: MakeNote
) -> None:
    day = date(2026, 11, 24)
    note = make_note(published=day, changes=(Change(day, "correction", "一处"),))
    feeds = feeds_of(announced.new.site, [note], [])
    assert len(feeds.new.entries) == 1
    assert [entry.summary for entry in feeds.updates.entries] == ["一处"]


def test_an_update_leads_to_the_passage_that_changed(announced: Feeds, make_note: MakeNote) -> None:
    change = Change(date(2026, 12, 1), "correction", "一处", at=("一节", "fn:b"))
    (entry,) = feeds_of(announced.new.site, [make_note(changes=(change,))], []).updates.entries
    assert entry.url.endswith("/#%E4%B8%80%E8%8A%82")
    assert f'<a href="{entry.url}">看这一处</a></p>' in entry.content
    assert "一节" not in entry.id


def test_of_two_changes_alike_on_one_day_the_later_says_so_in_its_title(
    announced: Feeds, make_note: MakeNote
) -> None:
    day = date(2026, 12, 1)
    told = [("correction", "后写的"), ("addition", "别的"), ("correction", "先写的")]
    note = make_note(title="题目", changes=tuple(Change(day, *one) for one in told))
    for changes in (note.changes, note.changes[1:]):  # whatever comes later, a title stays
        feeds = feeds_of(announced.new.site, [make_note(title="题目", changes=changes)], [])
        titles = {entry.summary: entry.title for entry in feeds.updates.entries}
        assert titles["先写的"] == "更正：题目"
        assert titles["别的"] == "更新：题目"
        assert titles.get("后写的", "更正（2）：题目") == "更正（2）：题目"


def ids(announced: Feeds, note: Note) -> dict[str, str]:
    return {
        entry.summary: entry.id
        for entry in feeds_of(announced.new.site, [note], []).updates.entries
    }


def test_a_change_has_one_id_whatever_else_was_changed_that_day(
    announced: Feeds, make_note: MakeNote
) -> None:
    day = date(2026, 12, 1)
    changes = [Change(day, "revision", f"第 {number} 次") for number in (1, 2, 3)]
    alone = [ids(announced, make_note(changes=(change,))) for change in changes]
    assert len({*alone[0].values(), *alone[1].values(), *alone[2].values()}) == 3
    for some in itertools.permutations(changes):
        assert ids(announced, make_note(changes=some)) == alone[0] | alone[1] | alone[2]


def test_spaces_and_punctuation_and_the_kind_leave_a_change_its_id(
    announced: Feeds, make_note: MakeNote
) -> None:
    day = date(2026, 12, 1)
    changes = (
        Change(day, "correction", "80%更正为88％。"),
        Change(day, "revision", "“80 %” 更正为 88 %"),
    )
    told, again = (list(ids(announced, make_note(changes=(one,))).values()) for one in changes)
    assert told == again


def test_a_change_that_is_reworded_keeps_the_number_its_author_gives(
    announced: Feeds, make_note: MakeNote
) -> None:
    day = date(2026, 12, 1)
    first = Change(day, "correction", "80 更正为 88")
    (known,) = ids(announced, make_note(changes=(first,))).values()
    number = int(known.rpartition(".")[2])
    better = Change(day, "correction", "参数量由 80 更正为 88", number)
    assert list(ids(announced, make_note(changes=(better,))).values()) == [known]


def test_a_topic_feed_has_the_notes_of_the_topic_and_their_changes(announced: Feeds) -> None:
    basics, peft = announced.topics
    assert [entry.id for entry in basics.entries] == [ID + "bias"]
    told = {entry.id for entry in announced.updates.entries}
    assert {entry.id for entry in peft.entries} == {ID + "lora", *told}
    assert basics.page == "https://example.org/notes/basics/"
    assert basics.url == "https://example.org/notes/feeds/topic/basics.xml"


def test_a_feed_was_updated_when_its_newest_entry_was(announced: Feeds, empty: Feeds) -> None:
    assert announced.new.updated.isoformat() == "2026-12-01T00:00:00+08:00"
    assert empty.new.updated == EPOCH


@pytest.mark.parametrize(
    "html",
    ["<p>短</p>", f"<p>{'&lt;' * 12_000}</p>", "<p>" + '"' * 50_000 + "</p>", "<br>" * 12_000],
    ids=["short", "escaped", "quotes", "tags"],
)
def test_a_feed_has_the_newest_twenty_or_as_many_as_fit_below_one_megabyte(
    announced: Feeds, make_note: MakeNote, html: str
) -> None:
    first = date(2026, 1, 1)
    notes = [
        make_note(f"n{number}", published=first + timedelta(number), html=html)
        for number in range(21)
    ]
    feed = feeds_of(announced.new.site, notes, []).new
    count = len(feed.entries)
    assert [entry.id for entry in feed.entries] == [
        f"{ID}n{20 - number}" for number in range(count)
    ]
    size = feed.entries[0].size  # all are alike
    assert count == min(20, MAX_BYTES // size)
    for written in (atom.write(feed), json_feed.write(feed, "feeds/new.json")):
        assert len(written) < 1_000_000


def test_of_each_half_of_a_site_no_more_is_needed_than_its_own_feeds(
    announced: Feeds, make_note: MakeNote
) -> None:
    first = date(2026, 1, 1)
    notes = [
        make_note(
            f"n{number:02}",
            published=first + timedelta(number % 7),
            changes=(Change(first + timedelta(30 + number % 5), "revision", "改写", 1),),
        )
        for number in range(60)
    ]
    site = announced.new.site
    whole, *halves = (feeds_of(site, part, []) for part in (notes, notes[::2], notes[1::2]))
    for name in ("new", "updates"):
        found = itertools.chain(*(getattr(half, name).entries for half in halves))
        newest = sorted(found, key=lambda entry: (entry.published, entry.id), reverse=True)
        entries = getattr(whole, name).entries
        assert tuple(newest[: len(entries)]) == entries
