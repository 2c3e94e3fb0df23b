"""What YAML would drop or change without a word is told, at its line."""

from __future__ import annotations

import pytest

from notes import handwritten

CUT = "# 前面有空格，值到这里就断了：{} → 把值整个放进引号"
TWICE = "{} 写了两次，前一个会丢掉 → 合成一个"
SIGN = "值以 YAML 的记号开头（@ * & ! - > | % ` [ { 之类） → 把值整个放进引号"
FOLDED = "值写了几行，换行会成为空格 → 写在一行里；要分行就用 |"


def told(text: str) -> list[str]:
    return [str(problem) for problem in handwritten.read("a.yml", text, first_line=2)[1]]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("title: a\nid: b\ntitle: c", 4, TWICE.format("title")),
        ("changes:\n  - {date: 2026-11-25}\nchanges: []", 4, TWICE.format("changes")),
        ("changes:\n  - {what: a, kind: b, what: c}", 3, TWICE.format("what")),
        ("- term: a\n  english: b\n  term: c", 4, TWICE.format("term")),
        ("title: LoRA #1 问", 2, CUT.format("#1 问")),
        ("title: #1 问", 2, CUT.format("#1 问")),
        ("description: 前  # 后", 2, CUT.format("# 后")),
        ("tags:\n  - C #\n  - C++", 3, CUT.format("#")),
        ("tags: [C #, C++]", 2, CUT.format("#, C++]")),
        ("changes:\n  - {what: 第 #1 处, kind: a}", 3, CUT.format("#1 处, kind: a}")),
        ("title: &甲 乙", 2, SIGN),
        ("title: &b 乙", 2, SIGN),
        ("title: ! 重要", 2, SIGN),
        ("title: !重要", 2, SIGN),
        ("title: {{a}} 问", 2, SIGN),
        ("title: [a](b)", 2, SIGN),
        ("title: ? 问", 2, SIGN),
        ("loop: &a [*a]", 2, SIGN),
        ("title: 一\n  二", 2, FOLDED),
        ("title: '一\n  二'", 2, FOLDED),
        ("description: >\n  一\n  二\nid: a", 2, FOLDED),
        ("tags:\n- a\n -b", 3, FOLDED),
        ("title:\tLoRA", 2, "用了制表符 → 换成空格"),
        ("title: 一\t二", 2, "用了制表符 → 换成空格"),
        ("title：一\nid: a", 2, "冒号是全角的 → 写成半角冒号，后面空一格"),
        ("id: a\ntitle：一\ndate: b", 3, "冒号是全角的 → 写成半角冒号，后面空一格"),
    ],
)
def test_a_slip_is_told_at_its_line(text: str, line: int, message: str) -> None:
    assert told(text) == [f"a.yml:{line} YAML {message}"]


@pytest.mark.parametrize(
    "text",
    [
        "id: lora  # 永不改动\ndate: 2026-11-24 # 首次发布",
        "tags: [a, b]  # 两个",
        "finished: true  # 写完了",
        "title: 'C # 与 C#'",
        "title: C#：从头学",
        "requires: # 先读\n  - bias # 一篇",
        "excerpt: |\n  # 一\n  二",
        "description: >-\n  只有一行",
        "a: {b: 1}\nc: {b: 1}",
        "# 注释\na: x",
        "",
    ],
)
def test_what_comes_out_as_it_was_written_is_no_slip(text: str) -> None:
    assert told(text) == []


def test_all_slips_are_told_at_once() -> None:
    assert len(told("title: a #1\ntitle: b\n  c\ntags: [&a b]")) == 4
