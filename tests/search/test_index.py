"""The files of the search index."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Sequence
from functools import partial

import pytest

from pages.facts import Section
from search import index as search_index
from search.index import Entry
from search.postings import Counted, postings


def entry(title: str, text: str = "", **more: object) -> Entry:
    return Entry(f"{title}/", title, [Section("", "", (text,))], **more)  # type: ignore[arg-type]


def impacts(entries: Iterable[Entry], term: str) -> dict[str, int]:
    """Impact of a term on each page that has it: the most that it says of a place."""
    entries = list(entries)
    return impacts_in(search_index.files(entries, []), entries, term)


def impacts_in(
    index: tuple[str, dict[str, str]], entries: Sequence[Entry], term: str
) -> dict[str, int]:
    """The same as a browser reads it from the files."""
    core_name, files = index
    core = json.loads(files[core_name])
    number = max(i for i, first in enumerate(core["first"]) if first <= term)
    version = core["terms"][6 * number : 6 * number + 6]
    block = json.loads(files[f"terms/{number}.{version}.json"])
    if term not in block["terms"]:
        return {}
    steps_and_impacts = block["found"][block["terms"].index(term)]
    places = itertools.accumulate(steps_and_impacts[::2])
    pages = [page for page, places in enumerate(core["places"]) for _ in range(places)]
    found: dict[str, int] = {}
    for number, impact in zip(places, steps_and_impacts[1::2], strict=True):
        title = entries[pages[number]].title
        found[title] = max(found.get(title, 0), impact)
    return found


def test_a_term_in_the_title_says_more_than_in_the_text() -> None:
    found = impacts([entry("偏置"), entry("激活", "偏置，和别的")], "偏置")
    assert found["偏置"] > found["激活"]


def test_a_term_says_less_in_a_longer_text() -> None:
    long = "梯度" + "别的话" * 999
    found = impacts([entry("甲", long), entry("乙", "梯度，别的话")], "梯度")
    assert found["乙"] > found["甲"]


def test_other_names_and_tags_are_found() -> None:
    page = entry("低秩", aliases=["LoRA"], tags=["微调"])
    assert impacts([page], "lora")
    assert impacts([page], "微调")


def test_a_question_is_found_in_the_section_that_answers_it() -> None:
    sections = [Section("a", "子", ("一",)), Section("b", "丑", ("二",))]
    page = Entry("甲/", "甲", sections, asks={"丑": ["怎么省显存"]})
    head, first, second = search_index.page_terms(page.places)
    assert ["显存" in one for one in (head, first, second)] == [False, False, True]


def test_a_page_of_lesser_weight_says_less() -> None:
    found = impacts([entry("甲", "梯度"), entry("乙", "梯度", weight=0.4)], "梯度")
    assert found["甲"] > found["乙"]


@pytest.mark.parametrize("count", [1, 400])
def test_every_term_is_in_the_block_that_the_core_says(count: int) -> None:
    entries = [entry(f"篇{chr(0x4E00 + i)}", f"word{i} 第{i}篇") for i in range(count)]
    index = search_index.files(entries, [])
    for number in range(count):
        assert list(impacts_in(index, entries, f"word{number}")) == [entries[number].title]


def test_an_index_of_nothing_is_one_block_without_terms() -> None:
    index = search_index.files([], [])
    assert impacts_in(index, [], "偏置") == {}
    assert not [name for name in index[1] if name.startswith("pages/")]


def test_a_section_says_what_stands_in_it_and_the_head_what_the_page_is_called() -> None:
    page = Entry("甲/", "甲", [Section("a", "子", ("梯度",)), Section("b", "丑", ("温度",))])
    head, *sections = search_index.page_terms(page.places)
    assert "甲" in head
    assert "梯度" not in head
    assert ["梯度" in one for one in sections] == [True, False]


def test_only_traditional_characters_of_the_index_are_folded() -> None:
    core, files = search_index.files([entry("偏置项")], [])
    pairs = json.loads(files[core])["simplified"]
    assert "項项" in pairs
    assert "覺觉" not in pairs


def test_names_change_with_the_content_only() -> None:
    once = search_index.files([entry("甲", "一"), entry("乙")], [["甲", "A"]])
    again = search_index.files([entry("甲", "一"), entry("乙")], [["甲", "A"]])
    other = search_index.files([entry("甲", "二"), entry("乙")], [["甲", "A"]])
    assert once == again
    assert once[0] != other[0]
    assert next(name for name in once[1] if "pages/1" in name) in other[1]


@pytest.mark.parametrize(
    "changed",
    [
        [entry("甲", "梯度 又一"), entry("乙", "温度"), entry("丙", "损失")],
        [entry("甲", "梯度"), entry("乙"), entry("丁", "权重 梯度")],
        [entry("乙", "温度"), entry("甲", "梯度")],
    ],
)
def test_postings_taken_over_are_those_counted_anew(changed: list[Entry]) -> None:
    before = [entry("甲", "梯度"), entry("乙", "温度"), entry("丙", "损失")]
    taken_over = postings(counted(changed), postings(counted(before), None))
    assert taken_over == postings(counted(changed), None)


def counted(entries: Iterable[Entry]) -> list[Counted]:
    return [
        Counted(repr(one).encode(), 1 + len(one.sections), partial(search_index.indexed, one))
        for one in entries
    ]
