"""Terms: what a reader is told, and where."""

from __future__ import annotations

import pytest
from glossary import Term, explain_first_use, tooltips

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


@pytest.mark.parametrize(
    ("html", "explained"),
    [
        pytest.param(
            '<p><abbr title="t">A</abbr> <abbr title="t">A</abbr></p>',
            '<p><abbr title="t">A</abbr> A</p>',
            id="only the first use is explained",
        ),
        pytest.param(
            '<h2><abbr title="t">A</abbr></h2><p><abbr title="t">A</abbr></p>',
            '<h2>A</h2><p><abbr title="t">A</abbr></p>',
            id="a heading is left alone, the text after it is not",
        ),
        pytest.param(
            '<a href="x"><abbr title="t">A</abbr></a>',
            '<a href="x">A</a>',
            id="a link has one meaning",
        ),
        pytest.param(
            '<div class="footnote"><li><em><abbr title="t">A</abbr></em></li></div>',
            '<div class="footnote"><li><em>A</em></li></div>',
            id="nor the title of a source",
        ),
        pytest.param(
            '<p><abbr title="t">A</abbr><abbr title="u">B</abbr></p>',
            '<p><abbr title="t">A</abbr><abbr title="u">B</abbr></p>',
            id="each abbreviation once",
        ),
    ],
)
def test_an_abbreviation_is_explained_where_it_is_first_used(html: str, explained: str) -> None:
    assert explain_first_use(html) == explained
