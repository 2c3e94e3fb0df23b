"""What the search box says above its list, as HTML."""

from __future__ import annotations

import re
from typing import Any

import pytest
from javascript import Program, module

WORDS: Program = module("search/sentences.js")
NOTHING = {"items": [], "total": 0, "answers": 0, "done": True, "typed": "甲"}
ONE = [[{"title": "一篇"}]]


def said(**answer: Any) -> list[str]:
    """Its lines, without marks of HTML."""
    html = WORDS.call("sentences", NOTHING | answer)
    return [re.sub("<[^>]*>", "", line) for line in re.findall("<p>(.*?)</p>", html)]


@pytest.mark.parametrize(
    ("answer", "lines"),
    [
        pytest.param({"typed": "  "}, [], id="nothing typed"),
        pytest.param({}, ["没有笔记讲到“甲”。", "也可以看全部小节与标签和术语表。"], id="nothing found"),
        pytest.param({"typed": "甲" * 50}, [f"没有笔记讲到“{'甲' * 40}…”。", "也可以看全部小节与标签和术语表。"], id="long"),
        pytest.param({"total": 3}, ["有 3 篇，但都没有取到。"], id="found and not fetched"),
        pytest.param(
            {"items": ONE, "total": 5, "answers": 2}, ["2 篇符合，3 篇沾边，列出前 1 篇第一篇：一篇"], id="more than shown"
        ),
        pytest.param(
            {"meant": {"name": "幻觉", "text": "幻觉"}, "total": 1, "items": ONE, "answers": 1},
            ["你是不是要找 幻觉？", "1 篇符合第一篇：一篇"],
            id="offered",
        ),
        pytest.param(
            {"typed": "甲 #子", "topics": [["子", 1], ["丑", 2]], "total": 1, "items": ONE, "answers": 1},
            ["1 篇符合第一篇：一篇", "全部子 1丑 2"],
            id="topics",
        ),
    ],
)  # fmt: skip
def test_an_answer_is_told(answer: dict[str, Any], lines: list[str]) -> None:
    assert said(**answer) == lines


def test_what_was_typed_is_text() -> None:
    html = WORDS.call("sentences", NOTHING | {"typed": '<b>"'})
    assert "没有笔记讲到“&#60;b&#62;&#34;”" in html
