"""Tags: each name has its own address, and one spelling."""

from __future__ import annotations

from datetime import date

import pytest

from notes import tags


@pytest.mark.parametrize(
    "names",
    [
        ("C", "C++", "C#", "C+"),
        ("R", "R&D", "R/D"),
        (".NET", "NET"),
        ("A/B", "AB", "A·B"),
        ("深度学习", "“深度学习”", "深度学习？"),
        ("f(x)", "fx"),
        ("C.2b", "C+"),
    ],
)
def test_names_that_differ_have_different_anchors(names: tuple[str, ...]) -> None:
    anchors = set(map(tags.anchor, names))
    assert len(anchors) == len(names)
    assert not any(set(anchor) & set(" #%&?\"'<>") for anchor in anchors)


@pytest.mark.parametrize(
    ("tag", "anchor"),
    [
        ("LoRA", "lora"),
        ("检索增强", "检索增强"),
        ("Prefix Tuning", "prefix-tuning"),
        ("a-b_c", "a-b_c"),
    ],
)
def test_an_anchor_reads_like_its_tag(tag: str, anchor: str) -> None:
    assert tags.anchor(tag) == anchor


def told(*of_notes: list[str]) -> list[str]:
    metas = {
        f"basics/n{number}/index.md": {"date": date(2026, 11, number), "tags": own}
        for number, own in enumerate(of_notes, start=1)
    }
    return [str(problem).removeprefix("docs/basics/") for problem in tags.problems(metas)]


@pytest.mark.parametrize(
    ("other", "usual"),
    [
        ("lora", "LoRA"),
        ("Lo-RA", "LoRA"),
        ("ＬｏＲＡ", "LoRA"),
        ("“深度学习”", "深度学习"),
        ("fine tuning", "fine-tuning"),
    ],
)
def test_another_spelling_is_told_with_the_one_to_use(other: str, usual: str) -> None:
    message = (
        f"n2/index.md:1 tags {other} 同 docs/basics/n1/index.md 的 {usual} 只差写法 → 写成 {usual}"
    )
    assert told([usual], [other]) == [message]
    assert told([usual], [other], [usual]) == [message]


def test_the_usual_spelling_is_the_one_that_most_notes_have() -> None:
    assert told(["lora"], ["LoRA"], ["LoRA"]) == [
        "n1/index.md:1 tags lora 同 docs/basics/n2/index.md 的 LoRA 只差写法 → 写成 LoRA"
    ]


def test_what_is_another_name_is_no_other_spelling() -> None:
    assert told(["C", "C++", "C#", "R&D", "RNN"], ["R", "D"]) == []


def test_a_tag_stands_once_and_for_itself() -> None:
    assert told(["LoRA", "LoRA"]) == ["n1/index.md:1 tags LoRA 写了两次 → 留一个"]
    assert told(["PEFT，LoRA"]) == [
        "n1/index.md:1 tags PEFT，LoRA 是一个标签 → 分开的话，用半角逗号"
    ]
