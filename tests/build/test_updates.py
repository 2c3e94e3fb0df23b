"""The record of updates: everything there was, by month, of all and of one kind or topic."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import build_small
from lxml import etree
from site_shell import note

CHANGES = """requires: []
changes:
  - {date: 2026-11-26, kind: correction, what: 改了甲, at: 一节}
  - {date: 2026-11-25, kind: addition, what: 添了乙}
  - {date: 2026-11-24, kind: revision, what: 发表当天}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    changed = note("one", title="甲", body="正文。\n\n## 一节\n\n丙。").replace(
        "requires: []", CHANGES
    )
    files = {"basics/one/index.md": changed, "peft/two/index.md": note("two", title="乙")}
    return build_small(tmp_path_factory.mktemp("updates"), files)


def told(site: Path, address: str) -> list[str]:
    tree = etree.parse(str(site / address / "index.html"), etree.HTMLParser(encoding="utf-8"))
    return [" ".join(str(one.xpath("string()")).split()) for one in tree.xpath("//ol/li[time]")]


def test_all_are_told_newest_first_with_their_place(site: Path) -> None:
    assert told(site, "updates") == [
        "2026-11-26 更正 甲：改了甲 看这一处",
        "2026-11-25 更新 甲：添了乙",
        "2026-11-24 新增 乙",
        "2026-11-24 新增 甲：发表当天",
    ]
    assert 'href="../basics/one/#一节"' in (site / "updates/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("address", "count"), [("kind/correction", 1), ("kind/addition", 1), ("kind/new", 2), ("topic/basics", 3), ("topic/peft", 1)]
)  # fmt: skip
def test_one_kind_or_topic_can_be_read_alone(site: Path, address: str, count: int) -> None:
    every = told(site, "updates")
    alone = told(site, f"updates/{address}")
    assert len(alone) == count
    assert set(alone) <= set(every)


def test_what_there_is_none_of_has_no_list(site: Path) -> None:
    assert not (site / "updates/kind/withdrawal").exists()
    assert "撤回" not in (site / "updates/index.html").read_text("utf-8")
