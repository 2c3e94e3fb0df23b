"""The files of the search index."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Sequence

import pytest

from pages.facts import Section
from search import index as search_index
from search.index import Entry


def entry(title: str, text: str = "", **more: object) -> Entry:
    return Entry(f"{title}/", title, [Section("", "", (text,))], **more)  # type: ignore[arg-type]


def impacts(entries: Iterable[Entry], term: str) -> dict[str, int]:
    """Impact of a term on each page that has it."""
    entries = list(entries)
    return impacts_in(search_index.files(entries, []), entries, term)


def impacts_in(
    index: tuple[str, dict[str, str]], entries: Sequence[Entry], term: str
) -> dict[str, int]:
    """The same as a browser reads it from the files."""
    core_name, files = index
    core = json.loads(files[core_name])
    number = max(i for i, first in enumerate(core["first"]) if first <= term)
    version = core["blocks"][6 * number : 6 * number + 6]
    block = json.loads(files[f"terms/{number}.{version}.json"])
    if term not in block["terms"]:
        return {}
    place = block["terms"].index(term)
    start, count = sum(block["pages"][:place]), block["pages"][place]
    pages = itertools.accumulate(block["steps"][start : start + count])
    titles = [entries[page].title for page in pages]
    return dict(zip(titles, block["impacts"][start : start + count], strict=True))


def test_a_term_in_the_title_says_more_than_in_the_text() -> None:
    found = impacts([entry("偏置"), entry("激活", "偏置，和别的")], "偏置")
    assert found["偏置"] > found["激活"]


def test_a_term_says_less_in_a_longer_text() -> None:
    found = impacts([entry("甲", "梯度" + "别的话" * 99), entry("乙", "梯度，别的话")], "梯度")
    assert found["乙"] > found["甲"]


def test_other_names_and_tags_are_found() -> None:
    page = entry("低秩", aliases=["LoRA"], tags=["微调"])
    assert impacts([page], "lora")
    assert impacts([page], "微调")


def test_a_page_of_lesser_weight_says_less() -> None:
    found = impacts([entry("甲", "梯度"), entry("乙", "梯度", weight=0.4)], "梯度")
    assert found["甲"] > found["乙"]


@pytest.mark.parametrize("count", [1, 400])
def test_every_term_is_in_the_block_that_the_core_says(count: int) -> None:
    entries = [entry(f"篇{chr(0x4E00 + i)}", f"word{i} 第{i}篇") for i in range(count)]
    index = search_index.files(entries, [])
    for number in range(count):
        assert list(impacts_in(index, entries, f"word{number}")) == [entries[number].title]


def test_an_index_of_nothing_is_a_core_without_blocks() -> None:
    core, files = search_index.files([], [])
    assert list(files) == [core]
    assert json.loads(files[core])["first"] == []


def test_names_change_with_the_content_only() -> None:
    once = search_index.files([entry("甲", "一"), entry("乙")], [["甲", "A"]])
    again = search_index.files([entry("甲", "一"), entry("乙")], [["甲", "A"]])
    other = search_index.files([entry("甲", "二"), entry("乙")], [["甲", "A"]])
    assert once == again
    assert once[0] != other[0]
    assert next(name for name in once[1] if "pages/1" in name) in other[1]
