"""Terms: what a reader is told, and where."""

from __future__ import annotations

from notes.terms import Term, Vocabulary, tooltips

LORA = Term(
    term="LoRA",
    english="low-rank adaptation",
    abbreviation="LoRA",
    note="lora",
    meaning="只训练低秩增量。",
)
ROPE = Term(
    term="旋转位置编码",
    english="rotary position embedding",
    abbreviation="RoPE",
    note="llama-1",
    meaning="按位置旋转。",
)


def test_a_tooltip_says_what_the_reader_does_not_see() -> None:
    assert tooltips([LORA, ROPE]) == {
        "LoRA": "low-rank adaptation：只训练低秩增量。",
        "RoPE": "旋转位置编码，rotary position embedding：按位置旋转。",
    }


def test_a_term_has_an_address() -> None:
    assert ROPE.anchor == "rotary-position-embedding"


def test_a_term_is_found_by_its_names_and_not_in_a_longer_word() -> None:
    rank = Term(term="秩", english="rank", note="lora", meaning="", within=("秩序",))
    low = Term(term="低秩", english="low rank", note="lora", meaning="")
    vocabulary = Vocabulary([LORA, ROPE, rank, low])
    assert vocabulary.used(["秩与秩。", "甲。", "再说秩。"]) == {"秩": [0, 2]}
    assert vocabulary.used(["低秩的 QLoRA 与秩序。", "LoRA、RoPE 的秩。"]) == {
        "低秩": [0],
        "LoRA": [1],
        "旋转位置编码": [1],
        "秩": [1],
    }
