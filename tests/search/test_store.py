"""Files of the index are fetched when a query needs them, and once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from javascript import Search

from pages.facts import Section
from search.index import Entry

Searching = Callable[..., Search]
MANY = [
    Entry(f"{i}/", f"第{i}篇", [Section("", "", (f"word{i:04} thing{i:04} 共同",))])
    for i in range(1200)
]


@pytest.fixture
def search(searching: Searching) -> Search:
    return searching(*MANY)


def fetched(search: Search) -> list[str]:
    """Kinds of the files that were asked for since the last time, in order."""
    names: list[str] = search.call("() => fetched.splice(0)")
    return [name.removeprefix("search/files/").split("/")[0].split(".")[0] for name in names]


def test_the_core_is_fetched_at_once_and_the_rest_when_a_query_needs_it(search: Search) -> None:
    assert fetched(search) == ["core"]
    search.ask("word0700 ")
    assert fetched(search) == ["terms", "pages"]


def test_the_same_query_fetches_nothing_more(search: Search) -> None:
    search.ask("word0700 ")
    fetched(search)
    search.ask("word0700 ")
    assert fetched(search) == []


def test_only_the_ten_pages_that_are_shown_are_fetched(search: Search) -> None:
    answer = search.ask("共同")
    assert answer["total"] == 1200
    assert len(answer["items"]) == 10
    assert fetched(search).count("pages") == 10


def test_a_beginning_of_many_words_fetches_few_blocks(search: Search) -> None:
    search.ask("wor")
    assert 1 < fetched(search).count("terms") <= 8


def test_what_failed_is_asked_for_again(search: Search) -> None:
    kept = search.call("() => ({ ...files })")
    search.call(
        "() => { for (const name in files) if (name.includes('/terms/')) delete files[name]; }"
    )
    assert search.ask("word0700 ")["trouble"]
    search.publish(kept)
    answer = search.ask("word0700 ")
    assert not answer["trouble"]
    assert [items[0]["location"] for items in answer["items"]] == ["700/"]


@pytest.mark.parametrize("term", ["word0000", "word0599", "word1199", "共同", "第", "thing0042"])
def test_a_term_is_found_in_its_block(search: Search, term: str) -> None:
    search.ask("word0700 ")
    found = search.call("(term) => store.startingWith(term)", term)
    assert term in found


def test_what_the_index_lacks_has_no_postings(search: Search) -> None:
    search.ask("word0700 ")
    for term in ("", "word", "word07000", "zzz", "\uffff"):
        assert search.call("(term) => store.postings(term)", term) is None


def test_not_more_files_are_kept_than_memory_is_meant_to_hold(search: Search) -> None:
    for start in range(0, 400, 10):
        search.ask(" ".join(f"word{i:04}" for i in range(start, start + 10)))
    assert search.call("() => store.files.size") <= search.call("() => KEPT")
