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
redirect_from: [peft/low-rank/]
changes:
  - {date: 2026-12-01, kind: correction, what: 更正了一个数}
---

正文
"""
TODAY = date(2027, 1, 1)


def problems(source: str) -> list[str]:
    meta, _, found = front_matter.parse("peft/lora/index.md", source.encode())
    found = found or front_matter.problems_in(
        "peft/lora/index.md", meta, authors={"editors"}, today=TODAY
    )
    return [str(problem) for problem in found]


def test_a_complete_front_matter_has_no_problem() -> None:
    assert problems(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("id: lora\n", "", "id: expected lower-case ASCII words"),
        ("id: lora", "id: LoRA", "found LoRA"),
        ("title: LoRA", "title: [a]", "title: expected one line of text without TeX, found [a]"),
        ("title: LoRA", "title: 偏置 $b$", "without TeX, found 偏置 $b$"),
        (
            "title: LoRA",
            "title: LoRA: 4 位",
            "index.md:3: front matter: expected YAML, found mapping values are not allowed in this context; put the value in quotation marks",
        ),
        ("date: 2026-11-24", "date: yesterday", "date: expected a date like 2026-11-24"),
        ("date: 2026-11-24", "date: 2026-13-24", "date: expected a date like 2026-11-24"),
        (
            "date: 2026-11-24",
            "date: 2027-01-02",
            "no day after today, 2027-01-01, found 2027-01-02",
        ),
        ("date: 2026-12-01", "date: 2026-11-01", "no change before the note's date 2026-11-24"),
        (
            "date: 2026-12-01",
            "date: 2027-02-01",
            "changes: expected no day after today, 2027-01-01, found 2027-02-01",
        ),
        ("date: 2026-11-24", "date: 2026-11-24 10:00:00", "date: expected a date like 2026-11-24"),
        ("description: 一句话", "description: |\n  一\n  二", "description: expected one sentence"),
        ("[peft/low-rank/]", "[/peft/low-rank]", "redirect_from: expected a list of earlier"),
        (
            "what: 更正了一个数",
            "what: 更正为 393,216",
            "found entry 1: the key 216; put the text of what in quotation marks",
        ),
        ("what: 更正了一个数", "what: 改: 为", "put the value in quotation marks"),
        ("what: 更正了一个数", "what: 把 $x$ 改了", "found entry 1: what: 把 $x$ 改了"),
        (", what: 更正了一个数", "", "found entry 1: no what"),
        ("  - {date", "  - 更正\n  - {date", "found entry 1: 更正"),
        ("authors: [editors]", "authors: []", "authors: expected a list of keys"),
        ("aliases:", "2026:", "2026: expected one of the keys id, title"),
        ("kind: correction", "kind: fix", "found entry 1: kind: fix"),
        (
            "kind: correction, what",
            "kind: correction, date: 2026-12-02 10:00, what",
            "found entry 1: date: 2026-12-02 10:00",
        ),
        ("tags: [PEFT]", "tags: PEFT", "tags: expected a list of texts"),
        ("tags: [PEFT]", "tag: [PEFT]", "tag: expected one of the keys id, title"),
        (
            "[editors]",
            "[nobody]",
            "authors: expected one of editors (docs/authors.yml), found nobody",
        ),
        ("tags: [PEFT]", "tags: [PEFT", "index.md:7: front matter: expected YAML"),
        ("---\nid", "id", "a block between two lines ---, found id: lora"),
    ],
)
def test_a_mistake_is_named_with_file_key_expectation_and_value(
    old: str, new: str, message: str
) -> None:
    assert old in GOOD
    found = problems(GOOD.replace(old, new, 1))
    assert any(message in line for line in found), found
    assert all(line.startswith("peft/lora/index.md") for line in found)


@pytest.mark.parametrize("start", ["\ufeff---", "---"], ids=["byte order mark", "none"])
def test_how_an_editor_saves_a_file_is_no_problem(start: str) -> None:
    assert problems(GOOD.replace("---", start, 1)) == []
    assert problems(GOOD.replace("---", start, 1).replace("\n", "\r\n")) == []


def test_a_list_is_no_front_matter() -> None:
    assert "lines of the form key: value" in problems("---\n- id\n---\n\n正文\n")[0]


def test_a_problem_stands_at_the_line_of_its_key() -> None:
    problem = Problem("a.md", 1, "tags", "a list", "nothing")
    assert front_matter.at_key(problem, GOOD).line == 6
    assert front_matter.at_key(replace(problem, where="nokey"), GOOD).line == 1


def test_a_note_that_is_wrong_itself_is_not_missed_by_others() -> None:
    for broken in ({"b.md": {"id": "y"}}, {"y/b.md": {}}):
        assert order.graph_problems({"a.md": meta("x", "y")}, broken) == []


def test_what_a_wrong_note_requires_is_looked_at_too() -> None:
    (problem,) = order.graph_problems({}, {"a.md": {"id": "x", "requires": ["y"], "tags": 1}})
    assert str(problem) == "a.md:1: requires: expected the id of a note, found y, which no note has"
    assert order.graph_problems({}, {"a.md": {"requires": "y"}}) == []


def test_several_mistakes_are_all_reported() -> None:
    source = GOOD.replace("id: lora", "id: LoRA").replace("[PEFT]", "PEFT").replace("title", "name")
    assert len(problems(source)) == 4


def test_changes_stand_newest_first() -> None:
    older = "  - {date: 2026-12-24, kind: addition, what: 补充}\n---\n"
    assert "the newest change first" in problems(GOOD.replace("---\n\n正文", older))[0]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"---\nid: a\n---\n\xb8\xd0", "a.md:4: encoding: expected UTF-8, found the byte 0xB8"),
        (b"---\nid: a\n---\n\x0b", "a.md:4: characters: expected printable text"),
        (b"", "found an empty file"),
    ],
)
def test_an_unreadable_file_is_named_with_its_line(data: bytes, message: str) -> None:
    assert message in str(front_matter.parse("a.md", data)[2][0])


def meta(identifier: str, *requires: str) -> front_matter.Meta:
    return {"id": identifier, "date": TODAY, "requires": list(requires)}


def test_a_duplicate_id_names_both_files() -> None:
    (problem,) = order.graph_problems({"a.md": meta("x"), "b.md": meta("x")}, {})
    assert str(problem) == "b.md:1: id: expected an id of its own, found x, as in a.md"


def test_a_missing_prerequisite_is_named() -> None:
    (problem,) = order.graph_problems({"a.md": meta("x", "y")}, {})
    assert problem.found == "y, which no note has"


def test_a_circle_of_prerequisites_is_shown() -> None:
    (problem,) = order.graph_problems({"a.md": meta("x", "y"), "b.md": meta("y", "x")}, {})
    assert problem.found in ("x → y → x", "y → x → y")


def test_reading_order_puts_prerequisites_first() -> None:
    assert order.reading_order([meta("a", "c"), meta("b"), meta("c")]) == ["b", "c", "a"]
