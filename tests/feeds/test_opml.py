"""The list of all feeds, to be imported into a reader."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from feeds import opml
from feeds.entry import Feeds

Approve = Callable[[str, bytes], None]


def test_the_file_is_as_it_was_approved(announced: Feeds, approve: Approve) -> None:
    approve("all.opml", opml.write(announced))


def test_without_topics_it_is_empty(empty: Feeds) -> None:
    assert not etree.fromstring(opml.write(empty)).xpath("//outline")
