"""Atom, as its specification (RFC 4287) and two readers see it."""

from __future__ import annotations

from collections.abc import Callable

import atoma
import feedparser
import pytest
from lxml import etree

from feeds import atom
from feeds.announce import feeds_of
from feeds.entry import Feeds
from feeds.note import Note
from notes.authors import Author

NS = {"a": atom.NAMESPACE}
Approve = Callable[[str, bytes], None]


@pytest.mark.parametrize("name", ["new", "updates"])
def test_the_file_is_as_it_was_approved(announced: Feeds, approve: Approve, name: str) -> None:
    approve(f"{name}.xml", atom.write(getattr(announced, name)))


def test_a_feed_without_entries_has_what_is_required(empty: Feeds) -> None:
    root = etree.fromstring(atom.write(empty.new))
    assert [root.findtext(f"a:{name}", namespaces=NS) for name in ("id", "title", "updated")] == [
        "tag:incoming-transmission.example,2026:feeds/new",
        "笔记 & <随想> · 新笔记",
        "1970-01-01T00:00:00+08:00",
    ]


def test_feedparser_reads_every_field(announced: Feeds) -> None:
    parsed = feedparser.parse(atom.write(announced.new))
    assert not parsed.bozo
    assert parsed.feed.title == announced.new.title
    assert parsed.feed.link == "https://example.org/notes/"
    entry = parsed.entries[0]
    assert entry.title == "R&D <LoRA> ]]> 🚀"
    assert [author.name for author in entry.authors] == ["鲁迅", "Alice <a@b>"]
    assert [(tag.term, tag.label) for tag in entry.tags] == [
        ("peft", "参数高效微调"), ("R&D", "R&D"), ("LoRA", "LoRA")
    ]  # fmt: skip
    assert entry.summary == "为什么？见偏置。"
    assert entry.content[0].value == announced.new.entries[0].content


def test_atoma_reads_the_same_entries(announced: Feeds) -> None:
    parsed = atoma.parse_atom_bytes(atom.write(announced.updates))
    assert [(entry.id_, entry.title.value, entry.updated) for entry in parsed.entries] == [
        (entry.id, entry.title, entry.updated) for entry in announced.updates.entries
    ]


def test_characters_that_xml_forbids_are_left_out_everywhere(
    announced: Feeds, make_note: Callable[..., Note]
) -> None:
    bad = "甲\x0b乙\ud800\ufffe"
    note = make_note(title=bad, tags=(bad,), authors=(Author(bad, "person"),), html=f"<p>{bad}</p>")
    parsed = feedparser.parse(atom.write(feeds_of(announced.new.site, [note], []).new))
    assert not parsed.bozo
    entry = parsed.entries[0]
    assert {entry.title, entry.author, entry.tags[1].term} == {"甲乙"}
    assert entry.content[0].value == "<p>甲乙</p>"
