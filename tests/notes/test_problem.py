"""One line a problem, for people and for GitHub."""

from __future__ import annotations

import pytest

from notes.problem import Problem, tell

WHOLE = Problem("docs/a/b/index.md", 11, 3, "R4", "这里是 ⼯", "工")


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (WHOLE, "docs/a/b/index.md:11:3 R4 这里是 ⼯ → 工"),
        (Problem("docs/a.md", 11, 0, "公式", "没有结束"), "docs/a.md:11 公式 没有结束"),
        (Problem("docs/a.md", 0, 0, "正文", "没有", "写"), "docs/a.md 正文 没有 → 写"),
    ],
)
def test_what_is_not_known_is_left_out(problem: Problem, line: str) -> None:
    assert str(problem) == line


def test_on_github_each_problem_is_told_twice_in_the_order_of_the_files(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    tell([WHOLE, Problem("docs/a/a.md", 0, 0, "正文", "没有")])
    assert capsys.readouterr().out.splitlines() == [
        "docs/a/a.md 正文 没有",
        "::error file=docs/a/a.md,line=1::docs/a/a.md 正文 没有",
        "docs/a/b/index.md:11:3 R4 这里是 ⼯ → 工",
        "::error file=docs/a/b/index.md,line=11,col=3::docs/a/b/index.md:11:3 R4 这里是 ⼯ → 工",
    ]


def test_elsewhere_it_is_told_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    tell([WHOLE])
    assert capsys.readouterr().out == f"{WHOLE}\n"


def test_no_text_and_no_file_name_ends_an_annotation() -> None:
    told = Problem("docs/a,b:c.md", 1, 0, "R9", "5%\r\n::error::", "一\n二").annotation
    assert told == (
        "::error file=docs/a%2Cb%3Ac.md,line=1::docs/a,b:c.md:1 R9 5%25%0D%0A::error:: → 一%0A二"
    )
