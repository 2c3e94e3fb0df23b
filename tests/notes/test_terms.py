"""Terms: what a reader is told, and where."""

from __future__ import annotations

from notes.terms import Term, tooltips

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
