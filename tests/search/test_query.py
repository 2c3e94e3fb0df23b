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
        pytest.param("4 位", ["4", "位", "4位"], id="a number and its unit apart"),
        pytest.param("K 均值", ["k均", "均值"], id="a lone letter and its neighbour apart"),
        pytest.param("4位", ["4", "位", "4位"], id="a number and its unit"),
        pytest.param("top-k", ["top", "topk"], id="parts and the whole, no lone letter"),
        pytest.param("24GB", ["24", "gb", "24gb"], id="a number and its letters"),
        pytest.param("什么是低秩适配？", ["低秩", "秩适", "适配"], id="no function words"),
        pytest.param("what is the bias", ["bias"], id="no function words in English"),
        pytest.param("theory", ["theory"], id="the is a word, not a beginning"),
        pytest.param("为什么", ["为什", "什么"], id="nothing but function words"),
        pytest.param("存多少，训多少", ["存多", "多少", "训多", "多少"], id="none if torn apart"),
        pytest.param("ＬｏＲＡ", ["lo", "ra", "lora"], id="half width"),
        pytest.param("e\u0301t\u00ad\u00e9", ["ete"], id="no accents, no soft hyphens"),
        pytest.param(r"\\frac{\\alpha}{r}", ["alpha", "r"], id="TeX as it is said"),
        pytest.param(r"\\constructor", ["constructor"], id="a command that TeX does not have"),
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
    assert sum(run["mask"] for run in query["runs"]) == covered


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
    is_typo = "(a, b) => a !== b && typosOf(a).test(b)"
    assert QUERY.call(is_typo, a, b) is (b in one_edit(a))


@given(LETTERS)
def test_every_single_typo_is_seen(word: str) -> None:
    others = sorted(one_edit(word))
    found = QUERY.call("(a, all) => all.filter((b) => typosOf(a).test(b))", word, others)
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
    whole = page("乙", "high energy 与 low rank")
    search = searching(*OTHERS, apart, whole, names=[["秩", "rank"]])
    assert titles(search, "low rank")[0] == "乙"


def test_more_of_the_query_answers_before_less(searching: Searching) -> None:
    search = searching(*OTHERS, page("甲", "困惑度困惑度"), page("乙", "困惑度与采样温度"))
    assert titles(search, "困惑度 采样温度")[0] == "乙"


def test_what_is_missing_is_told_above_what_comes_near(searching: Searching) -> None:
    search = searching(*OTHERS, page("甲", "支持别的格式"))
    answer = search.ask("支持向量机")
    assert titles(search, "支持向量机") == ["甲"]
    assert answer["answers"] == 0
    assert answer["missing"] == {"not": ["向量机"], "has": ["支持"]}


def test_a_word_of_which_only_a_part_is_there_is_missing(searching: Searching) -> None:
    search = searching(*OTHERS, page("甲", "温度与采样取均值"))
    assert search.ask("温度计")["missing"] == {"not": ["温度计"], "has": ["温度"]}
    assert search.ask("K 均值")["missing"] == {"not": ["K 均值"], "has": ["均值"]}


def test_what_nothing_has_is_no_list(searching: Searching) -> None:
    answer = searching(*OTHERS).ask("量子色动力学")
    assert answer["items"] == []
    assert answer["missing"]["not"] == ["量子色动力学"]


def test_what_another_page_has_is_not_said_to_be_nowhere(searching: Searching) -> None:
    search = searching(*OTHERS, page("甲", "写机器"), page("乙", "写机器"), page("丙", "译文翻译"))
    assert search.ask("机器翻译")["missing"]["not"] == []
    assert "没有笔记同时讲到" in search.ask("机器翻译")["sentences"]


def test_what_answers_is_not_said_to_miss_anything(searching: Searching) -> None:
    answer = searching(*OTHERS, page("甲", "温度与采样")).ask("温度 采样")
    assert answer["answers"] == 1
    assert answer["missing"] is None


@pytest.mark.parametrize("typed", ["秩序", "有序", "K 均值", "Q-learning", "rank-one"])
def test_a_part_of_a_word_is_no_answer(searching: Searching, typed: str) -> None:
    one = page("甲", "秩很低；K 很大，取均值；Q 与 learning", aliases=["秩"])
    search = searching(*OTHERS, one, names=[["秩", "rank"]])
    assert search.ask(typed)["answers"] == 0


@pytest.mark.parametrize("other", ["", "政策树立", "剪枝，政策树立", "决定，树立，政策树"])
def test_half_of_a_short_word_is_no_answer(searching: Searching, other: str) -> None:
    search = searching(
        *OTHERS, page("甲", aliases=["决策边界"]), page("乙", other), page("丙", other)
    )
    assert search.ask("决策树")["missing"] == {"not": ["决策树"], "has": ["决策"]}
    assert search.ask("决策树剪枝")["answers"] == 0


@pytest.mark.parametrize("typed", ["安装 PyTorch", "怎么安装 fine-tuning", "安装 AdamW"])
def test_a_word_of_several_parts_does_not_outweigh_what_is_missing(
    searching: Searching, typed: str
) -> None:
    search = searching(*OTHERS, page("甲", "PyTorch 里的 fine-tuning 与 AdamW"))
    assert search.ask(typed)["missing"]["not"] == ["安装"]


def test_names_of_one_thing_stand_for_each_other(searching: Searching) -> None:
    search = searching(*OTHERS, page("甲", "低秩适配很省"), names=[["LoRA", "低秩适配"]])
    assert titles(search, "lora") == ["甲"]


def test_the_name_of_a_letter_stands_for_it_only_in_a_formula(searching: Searching) -> None:
    search = searching(*OTHERS, page("甲", "λ/(1+λ)"), names=[["λ", "lambda"]])
    assert titles(search, "lambda/(1+lambda)")[0] == "甲"
    assert search.ask("lambda/(1+lambda)")["answers"] == 1
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
    search = searching(*OTHERS, page("甲", "infonce"), page("乙", "infonca"))
    assert titles(search, "infonce ") == ["甲"]
    assert set(titles(search, "infoncx ")) == {"甲", "乙"}


def test_a_number_and_its_unit_are_one_or_two_words(searching: Searching) -> None:
    search = searching(*OTHERS, page("甲", "显存 24 GB"), page("乙", "一张 80GB 的卡"))
    assert titles(search, "24GB") == ["甲"]
    assert titles(search, "80GB") == ["乙"]


def test_an_index_of_nothing_answers_nothing(searching: Searching) -> None:
    answer = searching().ask("偏置")
    assert answer["items"] == []
    assert not answer["trouble"]


# What is written otherwise


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        pytest.param("梯度消失", "梯度消失", id="as it is"),
        pytest.param("閾值", "阈值", id="traditional in the text"),
        pytest.param("阈值", "閾值", id="traditional in the query"),
        pytest.param("互信息与缓存", "互資訊", id="a word of Taiwan"),
        pytest.param("卷积", "折積", id="another"),
        pytest.param("ﬂow ２ｘ", "2x", id="full width"),
        pytest.param("Poincaré", "poincare", id="an accent in the text"),
        pytest.param("Poincare", "Poincare\u0301", id="an accent in the query"),
        pytest.param("learn\u00ading", "learning", id="a soft hyphen in the text"),
        pytest.param("fine-tuning", "finetune", id="another ending"),
        pytest.param("we finetune it", "fine-tuned", id="a hyphen and another ending"),
        pytest.param("two memories", "memory", id="a plural"),
    ],
)
def test_one_word_is_found_however_it_is_written(
    searching: Searching, written: str, typed: str
) -> None:
    search = searching(*OTHERS, page("甲", written))
    assert titles(search, typed) == ["甲"]
    assert search.ask(typed)["answers"] == 1


NAMED = page("关于幻觉", "模型会编造", aliases=["梯度消失", "重计算", "绿色计算", "KV 缓存"])


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        pytest.param("tiduxiaoshi", "梯度消失", id="pinyin"),
        pytest.param("tidu xiaoshi", "梯度消失", id="pinyin in syllables"),
        pytest.param("ti'du'xiao'shi", "梯度消失", id="pinyin as an input method shows it"),
        pytest.param("tiduxiao", "梯度消失", id="the beginning"),
        pytest.param("tdxs", "梯度消失", id="initials"),
        pytest.param("梯度小时", "梯度消失", id="homophones"),
        pytest.param("涕度小湿", "梯度消失", id="other homophones"),
        pytest.param("chongjisuan", "重计算", id="a character of two readings"),
        pytest.param("zhongjisuan", "重计算", id="its other reading"),
        pytest.param("lvse jisuan", "绿色计算", id="ü as v"),
        pytest.param("kv huancun", "KV 缓存", id="with letters"),
    ],
)
def test_what_sounds_like_a_name_is_asked_for_and_told(
    searching: Searching, typed: str, name: str
) -> None:
    search = searching(*OTHERS, NAMED)
    answer = search.ask(typed)
    assert answer["meant"]["name"] == name
    assert answer["instead"]
    assert titles(search, typed)[:1] == ["关于幻觉"]


def test_what_sounds_like_a_name_is_put_in_its_place(searching: Searching) -> None:
    answer = searching(*OTHERS, NAMED).ask("涕度小湿 模型")
    assert answer["meant"] == {"name": "梯度消失", "text": "梯度消失 模型"}


@pytest.mark.parametrize("typed", ["梯度消失", "编造", "模型"])
def test_what_is_answered_is_not_taken_for_something_else(searching: Searching, typed: str) -> None:
    assert searching(*OTHERS, NAMED).ask(typed)["meant"] is None


def test_a_word_of_the_index_is_no_pinyin(searching: Searching) -> None:
    search = searching(*OTHERS, NAMED, page("甲", "tidu is a word here"))
    answer = search.ask("tidu ")
    assert answer["meant"] is None
    assert titles(search, "tidu ") == ["甲"]


def test_the_sounds_are_fetched_only_for_what_is_not_answered(searching: Searching) -> None:
    search = searching(*OTHERS, NAMED)
    search.ask("编造")
    assert not search.call("() => fetched.filter((name) => name.includes('/sounds/'))")
    search.ask("涕度小湿")
    assert len(search.call("() => fetched.filter((name) => name.includes('/sounds/'))")) == 1


# Topics


def test_topics_are_counted_and_narrow(searching: Searching) -> None:
    pages = [page(f"篇{i}", "困惑度", topic=topic) for i, topic in enumerate(["甲 类", "乙", "乙"])]
    search = searching(*OTHERS, *pages)
    assert search.ask("困惑度")["topics"] == [["甲 类", 1], ["乙", 2]]
    assert set(titles(search, "困惑度 #乙")) == {"篇1", "篇2"}
    assert titles(search, "困惑度 #甲类") == ["篇0"]
    assert search.ask("困惑度 #乙")["topics"] == [["甲 类", 1], ["乙", 2]]


def test_a_name_is_completed_in_any_script(searching: Searching) -> None:
    search = searching(*OTHERS, NAMED, names=[["对比学习", "contrastive learning"]])
    assert search.ask("梯度")["suggest"] == ["梯度消失"]
    assert search.ask("对比")["suggest"] == ["对比学习"]
