"""What a query is taken for, and which pages answer it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from javascript import Search, module

from pages.facts import Section
from search import terms as search_terms
from search.index import Entry

Searching = Callable[..., Search]
QUERY = module("search/query.js")


def parsed(typed: str) -> dict[str, Any]:
    query: dict[str, Any] = QUERY.call("parse", typed)
    return query


def terms_of(typed: str) -> list[str]:
    return [term["text"] for term in parsed(typed)["terms"]]


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        pytest.param("感受野", ["感受", "受野"], id="pairs"),
        pytest.param("秩", ["秩"], id="a single character"),
        pytest.param("f散度", ["f散", "散度"], id="a lone letter and its neighbour"),
        pytest.param("4 位", ["4", "位"], id="a number apart"),
        pytest.param("4位", ["4", "位", "4位"], id="a number and its unit"),
        pytest.param("top-p", ["top", "p", "topp"], id="parts and the whole"),
        pytest.param("24GB", ["24", "gb", "24gb"], id="a number and its letters"),
        pytest.param("什么是低秩适配？", ["低秩", "秩适", "适配"], id="no function words"),
        pytest.param("what is the bias", ["bias"], id="no function words in English"),
        pytest.param("theory", ["theory"], id="the is a word, not a beginning"),
        pytest.param("为什么", ["为什", "什么"], id="nothing but function words"),
        pytest.param("存多少，训多少", ["存多", "多少", "训多", "多少"], id="none if torn apart"),
        pytest.param("ＬｏＲＡ", ["lo", "ra", "lora"], id="half width"),
        pytest.param("e\u0301t\u00ad\u00e9", ["\u00e9t\u00e9"], id="composed, without soft hyphens"),
        pytest.param("，。", [], id="punctuation"),
    ],
)  # fmt: skip
def test_terms_of_a_query(typed: str, terms: list[str]) -> None:
    assert terms_of(typed) == terms


TEXT = st.text(st.sampled_from("低秩适配偏置aBfX0123 -_'.,，：²∈√é"), max_size=20)


@given(TEXT)
def test_whatever_a_query_is_made_of_the_index_stores_too(text: str) -> None:
    stored = set(search_terms.terms(text))
    apart = {term["text"] for term in parsed(text)["terms"] if term.get("unless")}
    assert set(terms_of(text)) - apart <= stored


@given(TEXT)
def test_every_term_covers_atoms_and_every_atom_is_covered(text: str) -> None:
    query = parsed(text)
    covered = 0
    for term in query["terms"]:
        assert term["mask"]
        covered |= term["mask"]
    assert covered == (1 << len(query["atoms"])) - 1
    assert sum(group["mask"] for group in query["groups"]) == covered


@pytest.mark.parametrize(
    ("typed", "typing"), [("lora", True), ("lora ", False), ("lora 低秩", False)]
)
def test_only_the_last_word_may_be_unfinished(typed: str, typing: bool) -> None:
    assert any(term.get("typing") for term in parsed(typed)["terms"]) is typing


def test_a_long_query_is_cut() -> None:
    assert len(parsed("偏置" * 5_000)["atoms"]) <= 30
    assert len(parsed("word " * 5_000)["atoms"]) <= 30


LETTERS = st.text("abc", min_size=1, max_size=6)


def one_edit(word: str) -> set[str]:
    """Every word that is one letter away, by definition."""
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    left_out = {a + b[1:] for a, b in cuts if b}
    put_in = {a + letter + b for a, b in cuts for letter in "abc"}
    changed = {a + letter + b[1:] for a, b in cuts if b for letter in "abc"}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    return (left_out | put_in | changed | swapped) - {word}


@given(LETTERS, LETTERS)
def test_one_typo_is_what_it_is_by_definition(a: str, b: str) -> None:
    assert QUERY.call("oneTypoApart", a, b) is (b in one_edit(a))


@given(LETTERS)
def test_every_single_typo_is_seen(word: str) -> None:
    others = sorted(one_edit(word))
    found = QUERY.call("(a, all) => all.filter((b) => oneTypoApart(a, b))", word, others)
    assert found == others


# Which pages answer, among a few


def page(title: str, text: str = "", **more: Any) -> Entry:
    return Entry(f"{title}/", title, [Section("", "", (text,))], **more)


def titles(search: Search, typed: str) -> list[str]:
    return [items[0]["location"].rstrip("/") for items in search.ask(typed)["items"]]


OTHERS = [page(f"别的{i}", "与此无关的一段文字") for i in range(12)]


def test_a_title_answers_before_a_text(searching: Searching) -> None:
    search = searching(*OTHERS, page("甲", "梯度消失，一句带过"), page("梯度消失"))
    assert titles(search, "梯度消失") == ["梯度消失", "甲"]


def test_a_page_that_is_called_as_the_query_comes_first(searching: Searching) -> None:
    longer = page("梯度消失与梯度爆炸的各种办法", "梯度消失 " * 9)
    search = searching(*OTHERS, longer, page("梯度消失"))
    assert titles(search, "梯度消失")[0] == "梯度消失"


def test_a_phrase_answers_before_its_words_apart(searching: Searching) -> None:
    apart = page("甲", "low energy 与 high rank")
    search = searching(*OTHERS, apart, page("乙", "high energy 与 low rank"))
    assert titles(search, "low rank")[0] == "乙"


def test_more_of_the_query_answers_before_less(searching: Searching) -> None:
    search = searching(*OTHERS, page("甲", "困惑度困惑度"), page("乙", "困惑度与采样温度"))
    assert titles(search, "困惑度 采样温度")[0] == "乙"


def test_what_no_page_has_is_not_answered_and_what_comes_near_is_named(
    searching: Searching,
) -> None:
    search = searching(*OTHERS, page("甲", "支持别的格式"))
    answer = search.ask("支持向量机")
    assert answer["items"] == []
    assert [one["title"] for one in answer["near"]] == ["甲"]


def test_a_short_word_counts_whole_or_not_at_all(searching: Searching) -> None:
    search = searching(*OTHERS, page("甲", "决策边界在这里"))
    assert titles(search, "决策树") == []


def test_a_subject_answers_though_the_rest_of_the_query_is_missing(searching: Searching) -> None:
    search = searching(*OTHERS, page("幻觉", "模型会编造"))
    assert titles(search, "幻觉 天花板 大象 月亮") == ["幻觉"]


def test_names_of_one_thing_stand_for_each_other(searching: Searching) -> None:
    search = searching(*OTHERS, page("甲", "低秩适配很省"), names=[["LoRA", "低秩适配"]])
    assert titles(search, "lora") == ["甲"]


def test_the_name_of_a_letter_stands_for_it_only_in_a_formula(searching: Searching) -> None:
    search = searching(*OTHERS, page("甲", "λ/(1+λ)"), names=[["λ", "lambda"]])
    assert titles(search, "lambda/(1+lambda)") == ["甲"]
    assert titles(search, "lambda calculus") == []


def test_a_name_inside_another_word_is_none(searching: Searching) -> None:
    search = searching(*OTHERS, page("甲", "低秩适配很省"), names=[["LoRA", "低秩适配"]])
    assert titles(search, "explorations") == []


def test_a_beginning_finds_the_word_and_completes_it(searching: Searching) -> None:
    search = searching(*OTHERS, page("甲", "quantization"))
    assert titles(search, "quanti") == ["甲"]
    assert search.ask("quanti")["suggest"] == ["quantization"]


def test_a_whole_word_is_no_beginning_once_it_is_typed(searching: Searching) -> None:
    search = searching(*OTHERS, page("甲", "quantization"), page("乙", "quant"))
    assert set(titles(search, "quant")) == {"甲", "乙"}
    assert titles(search, "quant ") == ["乙"]


def test_a_typo_is_forgiven_only_if_the_index_lacks_the_word(searching: Searching) -> None:
    search = searching(*OTHERS, page("甲", "infonce"), page("乙", "infonces"))
    assert titles(search, "infonce ") == ["甲"]
    assert titles(search, "infonxe ") == ["甲"]


def test_a_number_and_its_unit_are_one_or_two_words(searching: Searching) -> None:
    search = searching(*OTHERS, page("甲", "显存 24 GB"), page("乙", "一张 80GB 的卡"))
    assert titles(search, "24GB") == ["甲"]
    assert titles(search, "80GB") == ["乙"]


def test_an_index_of_nothing_answers_nothing(searching: Searching) -> None:
    answer = searching().ask("偏置")
    assert answer["items"] == []
    assert not answer["trouble"]
