"""Front matter: each kind of mistake gets one clear message; several are told at once."""

from dataclasses import replace
from datetime import date

import pytest

from notes import front_matter, order
from notes.problem import Problem

GOOD = """---
id: lora
title: LoRA
description: 一句话
date: 2026-11-24
tags: [PEFT]
authors: [editors]
requires: []
aliases: [低秩适配]
asks:
  显存去了哪里: [7B 为什么装不下]
redirect_from: [peft/low-rank/]
changes:
  - {date: 2026-12-01, kind: correction, what: 更正了一个数}
---

正文
"""
TODAY = date(2027, 1, 1)


def problems(source: str) -> list[str]:
    meta, _, found = front_matter.parse("peft/lora/index.md", source.encode())
    if meta:
        authors = {"editors"}
        found += front_matter.problems_in("peft/lora/index.md", meta, authors=authors, today=TODAY)
    return [str(problem) for problem in found]


def test_a_complete_front_matter_has_no_problem() -> None:
    assert problems(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("id: lora\n", "", "id 没有写 → 加上这个键，写成小写英文和数字"),
        ("id: lora", "id: LoRA", "id 写的是 LoRA → 写成小写英文和数字，用 - 连接"),
        ("requires: []", "requires: []\nfinished: soon", "finished 写的是 soon → 写成true；"),
        ("title: LoRA", "title: [a]", "title 写的是 [a] → 写成一行文字，不含公式"),
        ("title: LoRA", "title: 偏置 $b$", "title 写的是 偏置 $b$ → 写成一行文字，不含公式"),
        ("title: LoRA", "title: LoRA: 4 位", "index.md:3 YAML 值里有冒号 → 把值整个放进引号"),
        ("date: 2026-11-24", "date: yesterday", "date 写的是 yesterday → 写成日期，如 2026-11-24"),
        ("date: 2026-11-24", "date: 2026-13-24", "date 写的是 2026-13-24 → 写成日期，如 2026-11-24"),
        ("date: 2026-11-24", "date: 2027-01-02", "date 2027-01-02 还没有到，今天是 2027-01-01 → 写成 2027-01-01 或更早"),
        ("date: 2026-12-01", "date: 2026-11-01", "changes 2026-11-01 早于发布的日期 2026-11-24 → 写成"),
        ("date: 2026-12-01", "date: 2027-02-01", "changes 2027-02-01 还没有到，今天是 2027-01-01 → 写成"),
        ("date: 2026-11-24", "date: 2026-11-24 10:00:00", "date 写的是 2026-11-24 10:00:00 → 写成日期"),
        ("description: 一句话", "description: |\n  一\n  二", "description 写的是 '一 二 ' → 写成一句话"),
        ("[peft/low-rank/]", "[/peft/low-rank]", "redirect_from 写的是 [/peft/low-rank] → 写成一列以前的地址"),
        ("what: 更正了一个数", "what: 更正为 393,216", "changes 第 1 条有不认识的键 216；what 里有逗号，就放进引号"),
        ("what: 更正了一个数", "what: 改: 为", "index.md:14 YAML 花括号里的值有冒号，或者少了 } → 把值放进引号"),
        ("what: 更正了一个数", "what: 把 $x$ 改了", "changes 第 1 条的 what 写的是 把 $x$ 改了"),
        ("what: 更正了一个数", "number: 0, what: 更正了一个数", "changes 第 1 条的 number 写的是 0"),
        (
            "what: 更正了一个数}",
            "what: 更正了一个数}\n  - {date: 2026-12-01, kind: addition, what: 更正了一个数。}",
            "changes 2026-12-01 有 2 条说的一样 → 留一条",
        ),
        (", what: 更正了一个数", "", "changes 第 1 条没有写 what → 写成一列 {date: "),
        ("  - {date: 2026-12-01", "  - 更正\n  - {date: 2026-12-32", "changes 第 1 条写的是 更正；第 2 条的 date 写的是 2026-12-32 → "),
        ("date: 2026-11-24", "date: '2026-11-24'", "date 写的是 '2026-11-24' → 写成日期"),
        ("authors: [editors]", "authors: []", "authors 写的是 [] → 写成一列作者"),
        ("asks:\n  显存去了哪里: [7B 为什么装不下]", "asks: [怎么省]", "asks 写的是 [怎么省] → 写成一行一节：它的标题、冒号"),
        ("[7B 为什么装不下]", "怎么省", "asks 写的是 {显存去了哪里: 怎么省} → 写成一行一节"),
        ("aliases:", "2026:", "2026 没有这个键 → 删去，或改成 id、title"),
        ("kind: correction", "kind: fix", "changes 第 1 条的 kind 写的是 fix → "),
        ("kind: correction, what", "kind: correction, date: 2026-12-02 10:00, what", "changes 第 1 条的 date 写的是 2026-12-02 10:00"),
        ("tags: [PEFT]", "tags: [PEFT，LoRA]", "tags 写的是 [PEFT，LoRA] → 写成一列文字，用半角逗号隔开"),
        ("tags: [PEFT]", "tags: PEFT", "tags 写的是 PEFT → 写成一列文字"),
        ("tags: [PEFT]", "tag: [PEFT]", "tag 没有这个键 → 删去，或改成 id、title"),
        ("[editors]", "[nobody]", "authors 没有作者 nobody → 写成 editors 之一，或先在 docs/authors.yml 里加上"),
        ("tags: [PEFT]", "tags: [PEFT", "index.md:6 YAML 方括号没有关上 → 补上 ]"),
        ("---\nid", "id", "index.md:1 文件开头 第一行是 id: lora → 写成 ---"),
        ("---\n\n正文", "正文", "index.md:1 文件开头 没有结束的那一行 --- → 键写完，另起一行写 ---"),
        ("title: LoRA", "title: [重要]", "不含公式；本来就是文字的，放进引号"),
        ("title: LoRA", "title: 2026", "不含公式；本来就是文字的，放进引号"),
        ("tags: [PEFT]", "tags: [3.10, on]", "如 [PEFT, LoRA]；本来就是文字的，放进引号"),
        ("title: LoRA", "title: LoRA #1 问", "index.md:3 YAML # 前面有空格，值到这里就断了：#1 问 → 把值整个放进引号"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_file_key_expectation_and_value(
    old: str, new: str, message: str
) -> None:
    assert old in GOOD
    found = problems(GOOD.replace(old, new, 1))
    assert any(message in line for line in found), found
    assert all(line.startswith("peft/lora/index.md") for line in found)


@pytest.mark.parametrize(
    "start", ["\ufeff---", "---", "--- "], ids=["byte order mark", "none", "space"]
)
def test_how_an_editor_saves_a_file_is_no_problem(start: str) -> None:
    assert problems(GOOD.replace("---", start, 1)) == []
    assert problems(GOOD.replace("---", start, 1).replace("\n", "\r\n")) == []


def test_a_list_is_no_front_matter() -> None:
    assert (
        "文件开头 写的是 [id] → 一行一个键，写成“键: 值”" in problems("---\n- id\n---\n\n正文\n")[0]
    )


def test_a_problem_stands_at_the_line_of_its_key() -> None:
    problem = Problem("a.md", 1, 0, "tags", "没有写")
    assert front_matter.at_key(problem, GOOD).line == 6
    assert front_matter.at_key(replace(problem, rule="nokey"), GOOD).line == 1


def test_a_note_that_is_wrong_itself_is_not_missed_by_others() -> None:
    for broken in ({"b.md": {"id": "y"}}, {"y/b.md": {}}):
        assert order.graph_problems({"a.md": meta("x", "y")}, broken) == []


def test_what_a_wrong_note_requires_is_looked_at_too() -> None:
    (problem,) = order.graph_problems({}, {"a.md": {"id": "x", "requires": ["y"], "tags": 1}})
    assert str(problem) == "docs/a.md:1 requires 没有 id 是 y 的笔记 → 写成已有的 id，或删去"
    assert order.graph_problems({}, {"a.md": {"requires": "y"}}) == []


def test_several_mistakes_are_all_reported() -> None:
    source = GOOD.replace("id: lora", "id: LoRA").replace("[PEFT]", "PEFT").replace("title", "name")
    assert len(problems(source)) == 4


def test_changes_stand_newest_first() -> None:
    older = "  - {date: 2026-12-24, kind: addition, what: 补充}\n---\n"
    assert (
        "changes 日期的次序是 2026-12-01、2026-12-24 → 最新的写在最前面"
        in problems(GOOD.replace("---\n\n正文", older))[0]
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"---\nid: a\n---\n\xb8\xd0", "a.md:4 编码 字节 0xB8 不是 UTF-8 → 把文件存成 UTF-8"),
        (b"---\nid: a\n---\n\x0b", "a.md:4 字符 有控制字符 U+000B → 删去"),
        ("---\nid: a\n---\n".encode("utf-16"), "a.md:1 编码 字节 0xFF 不是 UTF-8"),
        (b"", "a.md:1 文件开头 第一行是空的 → 写成 ---"),
    ],
)
def test_an_unreadable_file_is_named_with_its_line(data: bytes, message: str) -> None:
    assert message in str(front_matter.parse("a.md", data)[2][0])


def meta(identifier: str, *requires: str) -> front_matter.Meta:
    return {"id": identifier, "date": TODAY, "requires": list(requires)}


def test_a_duplicate_id_names_both_files() -> None:
    (problem,) = order.graph_problems({"a.md": meta("x"), "b.md": meta("x")}, {})
    assert str(problem) == "docs/b.md:1 id x 已经是 docs/a.md 的 id → 换一个"


def test_a_missing_prerequisite_is_named() -> None:
    (problem,) = order.graph_problems({"a.md": meta("x", "y")}, {})
    assert problem.message == "没有 id 是 y 的笔记"


def test_a_circle_of_prerequisites_is_shown() -> None:
    (problem,) = order.graph_problems({"a.md": meta("x", "y"), "b.md": meta("y", "x")}, {})
    ways = ["x 要先读 y", "y 要先读 x"]
    assert problem.message in {f"绕成了一圈：{'，'.join(one)}" for one in (ways, ways[::-1])}


def test_reading_order_puts_prerequisites_first() -> None:
    assert order.reading_order([meta("a", "c"), meta("b"), meta("c")]) == ["b", "c", "a"]
