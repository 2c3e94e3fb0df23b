"""What a note lacks is told: as a breach if it claims to be finished, else as advice."""

from __future__ import annotations

from pathlib import Path

import pytest
from site_shell import note

from authoring import finished, lint
from notes.source import Source

PARTS = {
    "汉字": "字" * 3000,
    "核对过的数": "[3](checks.py#three) " * 12,
    "误区": '!!! misconception "误区：三"',
    "练习": '!!! exercise "练习 1"\n\n    ??? solution "解答"',
    "一段带输出的程序": "```python\nprint(3)\n```\n\n```output\n3\n```",
    "“接下来读什么”": "## 接下来读什么",
}


def written(
    folder: Path, parts: dict[str, str], *, claims: bool = True, figures: int = 2
) -> Source:
    text = note(body="\n\n".join(parts.values()))
    text = text.replace("tags:", "finished: true\ntags:") if claims else text
    folder.joinpath("checks.py").write_text("def three():\n    return 3\n", encoding="utf-8")
    for number in range(figures):
        folder.joinpath(f"figure_{number}.svg").touch()
    return Source(folder / "index.md", "docs/basics/one/index.md", text)


def test_a_note_with_everything_is_finished(tmp_path: Path) -> None:
    assert finished.lacking(written(tmp_path, PARTS)) == []


@pytest.mark.parametrize("part", PARTS)
def test_what_a_note_lacks_is_named(tmp_path: Path, part: str) -> None:
    rest = {name: text for name, text in PARTS.items() if name != part}
    (told,) = finished.lacking(written(tmp_path, rest))
    assert told.startswith(part)


def test_figures_are_counted_and_what_the_template_says_is_no_text(tmp_path: Path) -> None:
    sample = {"样板": "接着读哪一篇，为什么；想深入的，读哪篇论文的哪一节。"}
    told = finished.lacking(written(tmp_path, PARTS | sample, figures=1))
    assert told == ["图至少 2 张，有 1 张", "自己的话，样板的还留着 1 行"]


def test_only_numbers_that_the_page_marks_are_counted(tmp_path: Path) -> None:
    links = ["[3](checks.py#four)", "[三](checks.py#three)", "[3](../two/checks.py#three)"]
    links += ["[**3**](./checks.py#three)"] * 11
    (told,) = finished.lacking(written(tmp_path, PARTS | {"核对过的数": " ".join(links)}))
    assert told == "核对过的数至少 12 个，有 11 个"


def test_only_a_note_that_claims_to_be_finished_is_held_to_it(tmp_path: Path) -> None:
    (problem,) = lint.unfinished(written(tmp_path, {"短": "短。"}))
    assert str(problem).startswith("docs/basics/one/index.md:6 finished 还缺：汉字要 3,000 到")
    short = written(tmp_path, {"短": "短。"}, claims=False)
    assert list(lint.unfinished(short)) == []
    assert "还缺：汉字要 3,000 到" in lint.advice(short)
    assert "可以写上 finished: true" in lint.advice(written(tmp_path, PARTS, claims=False))
    assert lint.advice(written(tmp_path, {"短": "短。"})) == ""
