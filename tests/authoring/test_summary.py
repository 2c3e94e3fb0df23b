"""What reviewers are told of a branch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from site_shell import note

from authoring import summary


def test_a_new_note_and_a_correction_are_told(
    make_site: Callable[..., Path], tmp_path: Path
) -> None:
    old = note(title="旧文").replace("date: 2026-11-24", "date: 2026-11-01")
    before = make_site({"basics/one/index.md": old}).rename(tmp_path / "before")
    corrected = old.replace(
        "requires: []",
        "requires: []\nchanges:\n  - {date: 2026-11-24, kind: correction, what: 八改成了九}",
    )
    after = make_site(
        {"basics/one/index.md": corrected, "basics/two/index.md": note("two", title="新文")}
    )
    told = summary.summary(["docs/basics/two/index.md"], before, after)
    assert "- `docs/basics/two/index.md`" in told
    assert "更正" in told
    assert "八改成了九" in told
    assert "- updates.xml：" in told
    assert "- new.xml：新文" in told
    assert "new.xml：旧文" not in told


def test_nothing_new_is_told_as_nothing(make_site: Callable[..., Path]) -> None:
    site = make_site({"basics/one/index.md": note()})
    told = summary.summary([], site, site)
    assert "- 没有\n" in told
    assert "- 不变" in told
    assert "- 没有新条目" in told


def test_sentences_are_told_one_by_one(make_site: Callable[..., Path], tmp_path: Path) -> None:
    body = "一句不变。设 $x=1$，损失是 9。\n\n- 第一项\n- 第二项\n"
    before = make_site({"basics/one/index.md": note(body=body)}).rename(tmp_path / "before")
    after = make_site(
        {"basics/one/index.md": note(body=body.replace("9", "8").replace("第二", "末"))}
    )
    assert "basics/one/" in summary.changed_pages(before, after)
    changed = summary.sentences_changed(before, after, "basics/one/")
    assert ("del", "设 $x=1$，损失是 9。") in changed
    assert ("ins", "设 $x=1$，损失是 8。") in changed
    assert ("ins", "末项") in changed
    assert not [text for _, text in changed if "一句不变" in text or "第一项" in text]
    told = summary.summary([], before, after)
    assert "### basics/one/\n\n```diff\n- 设 $x=1$，损失是 9。\n+ 设 $x=1$，损失是 8。" in told
    assert summary.changed_pages(before, before) == []
