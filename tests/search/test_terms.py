"""Terms of the search index."""

from __future__ import annotations

import itertools
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from javascript import module

from search import terms as search_terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("感受野", ["感", "受", "野", "感受", "受野"], id="characters and pairs"),
        pytest.param("KV缓存", ["kv", "缓", "存", "缓存"], id="scripts apart"),
        pytest.param("f散度", ["f", "散", "度", "散度", "f散"], id="a lone letter with its neighbour"),
        pytest.param("ＬｏＲＡ", ["lora", "lo", "ra"], id="full width as half width"),
        pytest.param("，f散", ["f", "散", "f散"], id="a letter behind a comma"),
        pytest.param("，4 位", ["4", "位", "4位"], id="a number behind a comma"),
        pytest.param("1.5 位", ["1.5", "位"], id="not the end of a number"),
        pytest.param("1,024 位", ["1024", "位"], id="nor of one with commas"),
        pytest.param("4，8 位", ["4", "8", "位", "8位"], id="but of a list"),
        pytest.param("KeyBERT", ["keybert", "key", "bert"], id="the parts of a camel's back"),
        pytest.param("top-p", ["topp", "top", "p"], id="a hyphen joins and parts"),
        pytest.param("1.4T", ["1.4t"], id="a decimal point parts nothing"),
        pytest.param("18,874,368", ["18874368"], id="thousands without commas"),
        pytest.param("d_k", ["dk", "d", "k"], id="an index"),
        pytest.param("10⁻³", ["10", "3"], id="a raised number is a number"),
        pytest.param("√2 ∈ x", ["√", "2", "∈", "x"], id="signs"),
        pytest.param("，。！…", [], id="punctuation is nothing"),
        pytest.param("兩個", ["两", "个", "两个"], id="traditional as simplified"),
        pytest.param("Poincaré", ["poincare", "poincar"], id="without accents, and a stem"),
        pytest.param("㎏ ＡＢ", ["ab"], id="compatibility forms of one character"),
    ],
)  # fmt: skip
def test_terms(text: str, expected: list[str]) -> None:
    assert search_terms.terms(text) == expected


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(search_terms.fold(text)) == len(text)


# The browser sees the same

BROWSER = module("search/terms.js")
BROWSER.call("simplify", "".join(map("".join, search_terms.SIMPLIFIED.items())))
ANY = st.text(st.characters(exclude_categories=["Cs"], max_codepoint=0xFFFF))
TELLING = st.text(st.sampled_from("低秩aBcXY012Ⱥ-_'.,，：²₃∈√é\u2019\u0130ςＡ９ "), max_size=30)


@given(ANY | TELLING)
def test_a_text_is_folded_alike(text: str) -> None:
    assert BROWSER.call("fold", text) == search_terms.fold(text)


@given(ANY | TELLING)
def test_a_text_is_cut_alike(text: str) -> None:
    text = search_terms.plain(text)
    cut = [[run[0], *run.span()] for run in search_terms.RUN.finditer(text)]
    assert (
        BROWSER.call("(text) => runs(text).map((run) => [run.text, run.from, run.to])", text) == cut
    )


LOOKED_FOR = """(text, terms) => {
  const one = new Text(text);
  return { places: terms.map((term) => one.placesOf(term)), words: cut(one.plain).map(({ text }) => text) };
}"""


@given(ANY | TELLING)
def test_a_text_has_the_same_terms(text: str) -> None:
    stored = Counter(search_terms.terms(text, begun=1))
    found = BROWSER.call(LOOKED_FOR, text, list(stored))
    assert list(map(len, found["places"])) == list(stored.values())
    assert set(found["words"]) <= set(stored)
    for place in itertools.chain(*found["places"]):
        assert 0 <= place["from"] < place["to"] <= len(text)


@given(ANY | TELLING)
def test_a_text_is_cleaned_alike(text: str) -> None:
    assert BROWSER.call("clean", text) == search_terms.clean(text)


@pytest.mark.parametrize(
    "words",
    [
        "scale scales scaled scaling",
        "finetune finetunes finetuned finetuning",
        "memory memories",
        "embed embedding embeddings",
        "loss losses",
        "bias biases",
    ],
)
def test_forms_of_one_word_have_one_stem(words: str) -> None:
    assert len({search_terms.stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize("word", ["bias", "loss", "corpus", "string", "speed", "LoRA", "4bits"])
def test_what_only_looks_inflected_stays(word: str) -> None:
    assert search_terms.stem(word) == word
