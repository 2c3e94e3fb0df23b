"""A change that readers see must be told; looked at in a real repository."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from repositories import commit, git, repository_with, write
from site_shell import note

from authoring import changes, versions
from notes import front_matter

Check = Callable[[], tuple[int, str]]
ONE = "docs/basics/one/index.md"
TEXT = "学习率是 0.1，损失从 9 降到 5.76。"
ENTRY = "requires: []\nchanges:\n  - {date: 2026-11-24, kind: correction, what: 改正了损失}"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one published note, on a branch of its own."""
    repository_with(tmp_path, {ONE: note(body=TEXT)})
    return tmp_path


@pytest.fixture
def check(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[], tuple[int, str]]:
    def run() -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["changes", "main", "--root", str(repository)])
        code = changes.main()
        return code, capsys.readouterr().out

    return run


def test_an_edit_that_is_not_told_is_named_with_the_line_to_add(
    repository: Path, check: Check
) -> None:
    write(repository, ONE, note(body=TEXT.replace("5.76", "5.67")))
    commit(repository, "one: correct the loss")
    code, told = check()
    assert code == 1
    assert f"{ONE}:1 R14" in told
    (line,) = re.findall(r"changes: 下面加一行  (- .*)", told)
    added = note(body=TEXT).replace("requires: []", f"requires: []\nchanges:\n  {line}")
    assert front_matter.parse(ONE, added.encode())[0]["changes"][0]["kind"] == "revision"


def test_a_pull_request_shows_the_line_to_add_too(
    repository: Path, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    write(repository, ONE, note(body="别的文字。"))
    commit(repository, "one: rewrite")
    (annotation,) = [line for line in check()[1].splitlines() if line.startswith("::error ")]
    assert annotation.startswith(f"::error file={ONE},line=1::")
    assert "- {date: 20" in annotation


@pytest.mark.parametrize(
    ("before", "after"),
    [("高 0.4 个百分点", "高 04 个百分点"), ("秩 16", "秩 -16"), ("占 3.6%", "占 3.6‰"),
     ("占 3.6%", "占 3.6"), ("5.76", "57.6"), ("1e-3", "1e3"), ("3:4", "34")],
)  # fmt: skip
def test_points_signs_and_units_of_numbers_are_seen(before: str, after: str) -> None:
    assert versions.seen(before) != versions.seen(after)


@pytest.mark.parametrize(("before", "after"), [("GPT-2", "GPT 2"), ("3–4 层", "3-4 层")])
def test_hyphens_and_dashes_are_punctuation(before: str, after: str) -> None:
    assert versions.seen(before) == versions.seen(after)


def test_an_edit_that_is_told_passes(repository: Path, check: Check) -> None:
    edited = note(body=TEXT.replace("5.76", "5.67")).replace("requires: []", ENTRY)
    write(repository, ONE, edited)
    commit(repository, "one: correct the loss")
    assert check() == (0, "")


def test_a_published_change_that_is_reworded_is_told_how_to_stay_the_same(
    repository: Path, check: Check
) -> None:
    def with_change(entry: str) -> str:
        return note(body=TEXT).replace("requires: []", f"requires: []\nchanges:\n  - {entry}")

    git(repository, "switch", "-q", "main")
    write(repository, ONE, with_change("{date: 2026-11-24, kind: correction, what: 改正损失}"))
    commit(repository, "one: tell")
    git(repository, "switch", "-q", "mend")
    git(repository, "merge", "-q", "main")
    better = "{date: 2026-11-24, kind: correction, what: 损失由 9 更正为 5}"
    write(repository, ONE, with_change(better))
    commit(repository, "one: tell it better")
    code, told = check()
    assert code == 0
    (line,) = told.splitlines()
    assert line.startswith(f"{ONE}：2026-11-24 的改动改写了，订阅者会再收到一次")
    (number,) = re.findall(r"number: \d+", line)
    write(repository, ONE, with_change(better.replace("what", f"{number}, what")))
    commit(repository, "one: keep the number")
    assert check() == (0, "")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("学习率是 **0.1**，损失从 9 降到 5.76。", id="markup"),
        pytest.param("学习率是 0.1; 损失从9降到 5.76", id="punctuation and spaces"),
        pytest.param("学习率是 0.1，损失从 9 降到 [5.76](checks.py#loss)。", id="a link"),
        pytest.param(
            "学习率是 0.1，\n损失从 9 降到 5.76。\n\n<!-- 注 -->", id="line breaks and comments"
        ),
    ],
)
def test_what_readers_do_not_see_need_not_be_told(
    repository: Path, check: Check, body: str
) -> None:
    write(repository, ONE, note(body=body))
    commit(repository, "one: tidy")
    assert check()[0] == 0


def test_the_place_of_a_change_is_proposed(repository: Path, check: Check) -> None:
    write(repository, ONE, note(body=f"## 一\n\n{TEXT}\n\n## 二\n\n同上。"))
    commit(repository, "notes: two sections")
    git(repository, "branch", "-f", "main")
    write(repository, ONE, note(body=f"## 一\n\n{TEXT}\n\n## 二\n\n不同。"))
    code, told = check()
    assert code
    assert '一句话说改了什么", at: ["二"]}' in told


def test_a_title_is_seen(repository: Path, check: Check) -> None:
    write(repository, ONE, note(title="另一个题目", body=TEXT))
    commit(repository, "one: another title")
    assert check()[0] == 1


def test_a_commit_can_say_that_a_typo_is_not_worth_telling(repository: Path, check: Check) -> None:
    write(repository, ONE, note(body=TEXT.replace("降到", "减到")))
    commit(repository, "one: a better word\n\nChanges: none")
    assert check() == (0, f"{ONE}：文字变了，提交说明写了 Changes: none，不告诉读者。\n")


def test_a_base_that_there_is_not_is_told_in_words(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["changes", "nope", "--root", str(repository)])
    with pytest.raises(SystemExit, match="没有提交 nope"):
        changes.main()


def test_a_note_that_moves_is_the_same_note(repository: Path, check: Check) -> None:
    (repository / "docs/peft").mkdir()
    git(repository, "mv", "docs/basics/one", "docs/peft/one")
    commit(repository, "one: move")
    assert check()[0] == 0
    write(repository, "docs/peft/one/index.md", note(body="全新的文字。"))
    commit(repository, "one: rewrite")
    code, told = check()
    assert code == 1
    assert "docs/peft/one/index.md" in told


def test_a_new_note_has_nothing_to_tell(repository: Path, check: Check) -> None:
    write(repository, "docs/basics/two/index.md", note("two"))
    commit(repository, "notes: two")
    assert check()[0] == 0


def test_what_others_changed_on_the_base_is_not_ours(repository: Path, check: Check) -> None:
    git(repository, "switch", "-q", "main")
    write(repository, ONE, note(body="别人改的。"))
    commit(repository, "one: rewrite")
    git(repository, "switch", "-q", "mend")
    write(repository, "README.md", "x")
    commit(repository, "readme: x")
    assert check()[0] == 0
    git(repository, "merge", "-q", "main")
    assert check()[0] == 0


def test_a_source_is_seen_and_its_key_is_not(repository: Path, check: Check) -> None:
    entry = "@misc{%s, author={A, B}, title={T}, year=2021, doi={1}}"
    for key in ("one", "two"):
        write(repository, ONE, note(body=f"如论文所说 [@{key}]。"))
        write(repository, "docs/references.bib", entry % key)
        commit(repository, f"cite {key}")
        if key == "one":
            git(repository, "branch", "-f", "main")
    assert check()[0] == 0
    write(repository, "docs/references.bib", entry.replace("2021", "2022") % "two")
    commit(repository, "references: another year")
    assert check()[0] == 1
