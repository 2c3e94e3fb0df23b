"""What the search of the built site finds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from javascript import Search
from real_notes import BY_ID, address
from search_queries import QUERIES, READERS

from search import worker

ID_AT = {address(note): identifier for identifier, note in BY_ID.items()}


def notes_of(answer: dict[str, Any]) -> list[str]:
    """Ids of notes, addresses of other pages."""
    found = [items[0]["location"].partition("#")[0] for items in answer["items"]]
    return [ID_AT.get(address, address) for address in found]


@pytest.mark.parametrize("query", QUERIES, ids=lambda one: one["q"])
def test_a_query_finds_its_note(
    site_search: Search, index_of_site: dict[str, str], query: dict[str, Any]
) -> None:
    answer = site_search.ask(query["q"])
    found = notes_of(answer)
    if query["expect"]:
        assert set(found[:3]) & set(query["expect"]), found
    elif not any(query["q"] in text for text in index_of_site.values()):  # no note says it by now
        assert not found or answer["missing"]["not"]


def test_the_best_answer_is_mostly_first(site_search: Search) -> None:
    asked = [query for query in QUERIES if query["expect"]]
    first = [q for q in asked if notes_of(site_search.ask(q["q"]))[:1][0] in q["expect"]]
    assert len(first) >= 0.9 * len(asked), [one["q"] for one in asked if one not in first]


def test_queries_in_the_words_of_others_mostly_find_their_note(site_search: Search) -> None:
    asked = [query for query in READERS if query["expect"]]
    found = {query["q"]: notes_of(site_search.ask(query["q"])) for query in asked}
    missed = [one["q"] for one in asked if not set(found[one["q"]][:3]) & set(one["expect"])]
    assert len(missed) <= 0.04 * len(asked), missed


def test_what_nothing_answers_is_mostly_told(site_search: Search) -> None:
    asked = [query["q"] for query in READERS if not query["expect"]]
    answered = [query for query in asked if site_search.ask(query).get("answers")]
    assert len(answered) <= 0.12 * len(asked), answered


def test_what_is_answered_is_mostly_not_said_to_be_missing(site_search: Search) -> None:
    asked = [query["q"] for query in QUERIES if query["expect"]]
    doubted = [query for query in asked if site_search.ask(query)["missing"]]
    assert len(doubted) <= 0.05 * len(asked), doubted


@pytest.mark.parametrize(
    ("query", "same"),
    [
        ("KV缓存", "kv 缓存"),
        ("ＬｏＲＡ", "lora"),
        ("18,874,368", "18874368"),
        ("prefix tuning", "Prefix-Tuning"),
        ("低秩适配是什么？", "低秩适配"),
    ],
)
def test_ways_of_writing_find_the_same(site_search: Search, query: str, same: str) -> None:
    assert notes_of(site_search.ask(query))[0] == notes_of(site_search.ask(same))[0]


@pytest.mark.parametrize("typo", ["infonec", "infnce", "infoonce", "imfonce", "nifonce"])
def test_one_typo_is_forgiven_wherever_it_is(site_search: Search, typo: str) -> None:
    assert notes_of(site_search.ask(typo))[0] == "cpc"


def test_two_typos_are_not(site_search: Search) -> None:
    assert site_search.ask("imfonec")["answers"] == 0


def test_a_letter_is_found_by_its_name_in_a_formula_only(site_search: Search) -> None:
    # which has λ alone; programs of other notes have the word too
    assert "hallucination" in notes_of(site_search.ask("lambda/(1+lambda)"))
    assert site_search.ask("Eta Carinae")["answers"] == 0


def pages(index: dict[str, str]) -> Iterator[dict[str, Any]]:
    for name, text in index.items():
        if "/pages/" in name:
            yield json.loads(text)


def test_a_section_title_leads_to_its_section(
    site_search: Search, index_of_site: dict[str, str]
) -> None:
    sections: dict[str, list[str]] = {}
    for page in pages(index_of_site):
        for section in page["sections"]:
            if section["anchor"] and page["url"].count("/") == 2:
                place = f"{page['url']}#{section['anchor']}"
                sections.setdefault(section["heading"], []).append(place)
    bare = {heading: re.sub(r"\W", "", heading) for heading in sections}
    only_once = {
        heading: place
        for heading, (place, *others) in sections.items()
        if not others and sum(bare[heading] in title for title in bare.values()) == 1
    }
    assert len(only_once) > 60
    for heading, place in only_once.items():
        found = [
            item["location"]
            for items in site_search.ask(heading)["items"][:3]
            for item in items[:2]
        ]
        assert place in found, heading


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("偏置" * 5_000, id="very long"),
        pytest.param("，。！？……——", id="only punctuation"),
        pytest.param("\x00\x07\x1b", id="control characters"),
        pytest.param("🦙🦙🦙", id="emoji"),
        pytest.param("(((", id="brackets"),
        pytest.param("toString", id="a name that every object has"),
        pytest.param("__proto__", id="the name of a prototype"),
    ],
)
def test_odd_queries_get_an_answer(site_search: Search, query: str) -> None:
    answer = site_search.ask(query)
    assert not answer["trouble"]
    assert isinstance(answer["items"], list)


# When a part of the index is not what it should be


@pytest.mark.parametrize(
    ("part", "body"),
    [
        ("terms", '{"terms": ["偏'),
        ("terms", '{"terms": ["偏置"]}'),
        ("pages", '{"url": "", "title": "甲", "sections": [1]}'),
    ],
    ids=["cut off", "postings missing", "another form"],
)
def test_a_damaged_part_is_told(index_of_site: dict[str, str], part: str, body: str) -> None:
    files = {name: body if f"/{part}/" in name else text for name, text in index_of_site.items()}
    assert Search(worker.program(), files).ask("偏置")["trouble"]


def test_an_old_page_finds_in_a_new_deployment(index_of_site: dict[str, str]) -> None:
    """The page and its core are from before; blocks and pages of that index are gone."""
    core = json.loads(index_of_site["search/search_index.json"])["config"]["core"]
    stale = json.loads(index_of_site[f"search/files/{core}"])
    stale["terms"] = re.sub("[0-9a-f]", "0", stale["terms"])
    old = {
        "search/search_index.json": json.dumps({"config": {"core": "core.000000.json"}}),
        "search/files/core.000000.json": json.dumps(stale),
    }
    search = Search(worker.program(), old)
    search.publish(index_of_site)
    answer = search.ask("偏置")
    assert notes_of(answer)[0] == "bias"
    assert not answer["trouble"]
