"""Markdown as Chinese authors write it comes out as meant, wherever it stands."""

from __future__ import annotations

import pytest
from rendered import page

IN = {
    "paragraph": "{}",
    "list": "- {}",
    "loose list": "1. 项\n\n    {}",
    "quote": "> {}",
    "box": '!!! note "题"\n    {}',
    "cell": "| 甲 | 乙 |\n|---|---|\n| {} | 丙 |",
    "footnote": "文[^n]。\n\n[^n]: {}",
    "heading": "## {}",
    "HTML": '<div markdown="1">\n\n{}\n\n</div>',
}
SIGNS = "，。、；：！？…—～·（）【】《》〈〉「」『』“”‘’％"


@pytest.mark.parametrize("around", IN.values(), ids=IN)
@pytest.mark.parametrize(("mark", "tag"), [("**", "strong"), ("*", "em")])
def test_what_is_stressed_may_begin_and_end_with_any_sign(around: str, mark: str, tag: str) -> None:
    stressed = [f"{sign}词" for sign in SIGNS] + [f"词{sign}" for sign in SIGNS]
    text = "接着".join(f"{mark}{one}{mark}" for one in stressed)
    shown = page(around.format(f"字{text}字"))
    assert [one.text_content() for one in shown.iter(tag)] == stressed


def test_two_terms_in_a_sentence_are_not_turned_inside_out() -> None:
    shown = page("甲是**同策略（on-policy）**算法，乙是**异策略（off-policy）**算法。")
    assert [one.text for one in shown.iter("strong")] == [
        "同策略（on-policy）",
        "异策略（off-policy）",
    ]
