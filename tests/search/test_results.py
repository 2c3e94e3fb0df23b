"""What the search box shows of a page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from javascript import Search, module

from pages.facts import Piece, Section
from search import index as search_index
from search.index import Entry

Searching = Callable[..., Search]
RESULTS = module("search/results.js")
RESULTS.call("simplify", "論论")
MARKED = """(text, words) => {
  const tallies = words.map((word) => ({ term: {}, stands: [word] }));
  return marked(text, tallies);
}"""


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        pytest.param("偏置与权重", ["偏置"], "<mark>偏置</mark>与权重", id="a word"),
        pytest.param("感受野", ["感受", "受野"], "<mark>感受野</mark>", id="pairs that overlap"),
        pytest.param("LoRA 与 lora", ["lora"], "<mark>LoRA</mark> 与 <mark>lora</mark>", id="any case"),
        pytest.param("explorations", ["lora"], "explorations", id="inside a word"),
        pytest.param("gateProj", ["proj"], "gate<mark>Proj</mark>", id="a camel's back"),
        pytest.param("quantization", ["qu*"], "<mark>qu</mark>antization", id="a beginning"),
        pytest.param("1.75 与 75", ["75"], "1.75 与 <mark>75</mark>", id="not after a point"),
        pytest.param("18,874,368 与 874", ["874"], "18,874,368 与 <mark>874</mark>", id="not in a number"),
        pytest.param("有 18,874,368 个", ["18874368"], "有 <mark>18,874,368</mark> 个", id="without commas"),
        pytest.param("scaling scaler", ["scal"], "<mark>scaling</mark> scaler", id="other endings"),
        pytest.param("理論上", ["理论"], "<mark>理論</mark>上", id="traditional, in place"),
        pytest.param('a<b & "c"', [], "a&#60;b &#38; &#34;c&#34;", id="signs of HTML"),
        pytest.param("<b>偏置</b>", ["偏置"], "&#60;b&#62;<mark>偏置</mark>&#60;/b&#62;", id="HTML is text"),
    ],
)  # fmt: skip
def test_words_are_marked(text: str, words: list[str], shown: str) -> None:
    assert RESULTS.call(MARKED, text, words) == shown


@given(st.text('偏置aB<>&" ,.1'), st.lists(st.sampled_from(["偏", "偏置", "a", "ab", "1"])))
def test_marks_change_nothing_of_a_text(text: str, words: list[str]) -> None:
    shown = RESULTS.call(MARKED, text, words)
    plain = re.sub("</?mark>", "", shown)
    assert re.sub(r"&#(\d+);", lambda sign: chr(int(sign[1])), plain) == text
    assert "<mark></mark>" not in shown


EXCERPT = """(section, words) => {
  const hits = occurrences(new Text(section.text), words.map((word) => ({ term: {}, stands: [word] })));
  return excerpt({ ...section, hits });
}"""


def excerpt(pieces: tuple[Piece, ...], *words: str) -> str:
    page = Entry("甲/", "甲", [Section("a", "", pieces)])
    _, files = search_index.files([page], [])
    stored = json.loads(next(text for name, text in files.items() if name.startswith("pages/")))
    return str(RESULTS.call(EXCERPT, stored["sections"][0], words))


def test_an_excerpt_is_where_most_words_are() -> None:
    far = "先说一句温度。" + "无关的话，" * 60 + "温度与采样在一起。" + "再说，" * 60
    shown = excerpt((far,), "温度", "采样")
    assert "<mark>温度</mark>与<mark>采样</mark>在一起" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) < 220


def test_an_excerpt_of_a_short_text_is_all_of_it() -> None:
    assert excerpt(("只有偏置。",), "偏置") == "只有<mark>偏置</mark>。"
    assert excerpt(("没有它。",), "偏置") == "没有它。"


def test_an_excerpt_cuts_no_word() -> None:
    words = " ".join(f"word{i}" for i in range(200))
    shown = re.sub("</?mark>", "", excerpt((words,), "word100"))
    assert set(shown.strip("…").split()) <= set(words.split())


def test_a_formula_in_an_excerpt_is_drawn_whole_and_marked_if_it_was_found() -> None:
    pieces = ("𝔼，损失是 ", ("log K", "<math>log K</math>"), "，见下。")
    before, after = '<span class="math">', "，</span>见下。"
    assert excerpt(pieces, "损失") == f"𝔼，<mark>损失</mark>是 {before}<math>log K</math>{after}"
    assert excerpt(pieces, "log") == f"𝔼，损失是 {before}<mark><math>log K</math></mark>{after}"


# A page as the box lists it


def page(**sections: str) -> Entry:
    headed = [Section(anchor, f"节 {anchor}", (text,)) for anchor, text in sections.items()]
    return Entry("llama/one/", "一篇 & 别的", headed, description="说明")


OTHERS = [Entry(f"{i}/", f"别的{i}", [Section("", "", ("与此无关",))]) for i in range(9)]


def first(search: Search, typed: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = search.ask(typed)["items"][0]
    return items


def test_a_page_lists_the_sections_that_answer_best_first(searching: Searching) -> None:
    one = page(a="困惑度在这里", b="什么也没有", c="困惑度，困惑度，困惑度")
    top, *sections = first(searching(*OTHERS, one), "困惑度")
    assert top["location"] == "llama/one/"
    assert top["title"] == "一篇 &#38; 别的"
    assert [item["location"] for item in sections] == ["llama/one/#c", "llama/one/#a"]
    assert "<mark>困惑度</mark>" in sections[0]["text"]


def test_what_is_cited_comes_after_what_is_said(searching: Searching) -> None:
    one = page(sources="Rosenblatt Rosenblatt Rosenblatt", said="Rosenblatt 的感知机")
    _, *sections = first(searching(*OTHERS, one), "Rosenblatt")
    assert [item["location"] for item in sections] == ["llama/one/#said", "llama/one/#sources"]


def test_pages_from_the_sixth_on_list_one_section(searching: Searching) -> None:
    many = [
        Entry(f"{i}/", "甲", [Section(f"s{j}", "节", ("困惑度",)) for j in range(5)])
        for i in range(7)
    ]
    counts = [len(items) - 1 for items in searching(*OTHERS, *many).ask("困惑度")["items"]]
    assert counts == [3] * 5 + [1] * 2


def opened(search: Search, typed: str) -> str:
    """What Enter opens: the theme takes what scores most, and the first of equals."""
    links = [item for items in search.ask(typed)["items"] for item in items]
    return str(max(links, key=lambda item: item["score"])["location"])


def test_enter_opens_the_best_section_and_the_page_if_it_is_named(searching: Searching) -> None:
    search = searching(*OTHERS, page(a="困惑度在这里", b="与此无关", c="困惑度，困惑度，困惑度"))
    assert opened(search, "困惑度") == "llama/one/#c"
    assert opened(search, "一篇 & 别的") == "llama/one/"


def test_enter_opens_the_best_page_though_another_lists_more(searching: Searching) -> None:
    others = [Entry(f"x{i}/", "丙", [Section("s", "节", ("困惑度",))]) for i in range(3)]
    search = searching(*OTHERS, *others, Entry("y/", "困惑度", [Section("s", "节", ("困惑度",))]))
    assert opened(search, "困惑度") == "y/"


@pytest.mark.parametrize("typed", ["L = -log p + c", r"L = -\log p + c", "l=-log p+c"])
def test_a_formula_is_found_where_it_stands(searching: Searching, typed: str) -> None:
    apart = "log p 与 L 和 c，log p，log p，L c L c"
    search = searching(*OTHERS, page(a=apart, b="损失 L = −log p + c，见下"))
    assert opened(search, typed) == "llama/one/#b"


def test_a_name_in_tex_finds_the_letter(searching: Searching) -> None:
    search = searching(*OTHERS, page(a="别的", b="α/r 倍"), names=[["α", "alpha"]])
    assert opened(search, r"\frac{\alpha}{r}") == "llama/one/#b"


@pytest.mark.parametrize(
    ("typed", "to_mark"),
    [
        pytest.param("softmax 温度", ["softmax", "温度"], id="words"),
        pytest.param("感受野", ["感受野"], id="what stood in a row, whole"),
        pytest.param("LoRA", ["lora"], id="not its parts"),
        pytest.param("LoR", ["lora"], id="what was begun"),
        pytest.param("18874368", ["18,874,368"], id="a number as it is written"),
        pytest.param("理論", ["理论"], id="as the page writes it"),
    ],
)
def test_the_page_is_told_what_to_mark(
    searching: Searching, typed: str, to_mark: list[str]
) -> None:
    one = page(a="softmax 的温度", b="有效感受野，理论", c="LoRA 便宜，18,874,368")
    top, *_ = first(searching(*OTHERS, one), typed)
    assert list(top["terms"]) == to_mark
