"""A note that moves and a topic that is renamed: links lead to the new place, old addresses answer."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import yaml
from conftest import build_site
from mkdocs.exceptions import Abort, BuildError
from site_shell import SETTINGS, TOPIC, note

from authoring import move

ONE = "见 [二](../../peft/two/index.md#甲)、[数](../../peft/two/checks.py) 和 [主题](../../peft/index.md)。\n"
TWO = "值 [3](checks.py#three)，见 [一][x] 和 [三](../three/index.md)。\n\n[x]: ../../basics/one/index.md\n\n## 甲\n\n`[码](../../basics/one/index.md)`\n"
CHECKS = "def three():\n    return 3\n"


@pytest.fixture
def root(make_docs: Callable[..., Path]) -> Path:
    docs = make_docs(
        {
            "basics/one/index.md": note(body=ONE),
            "peft/two/index.md": note("two", body=TWO),
            "peft/two/checks.py": CHECKS,
            "peft/three/index.md": note("three", body="正文。"),
        }
    )
    lines = yaml.safe_dump(SETTINGS, allow_unicode=True, sort_keys=False)
    docs.parent.joinpath("mkdocs.yml").write_text(lines, encoding="utf-8")
    return docs.parent


def built(root: Path) -> Path:
    settings: dict[str, Any] = yaml.safe_load(root.joinpath("mkdocs.yml").read_text("utf-8"))
    return build_site(root / "docs", root / "site", **settings)


def leads_to(page: Path) -> str:
    (link,) = lxml.html.parse(page).xpath("//link[@rel='canonical']/@href")
    return str(link)


def test_a_note_moves(root: Path) -> None:
    assert list(move.refusals(root, "peft/two", "llama/deux")) == []
    move.move(root, "peft/two", "llama/deux")
    one, two = (
        (root / "docs" / name / "index.md").read_text("utf-8")
        for name in ("basics/one", "llama/deux")
    )
    assert "[二](../../llama/deux/index.md#甲)、[数](../../llama/deux/checks.py)" in one
    assert "[主题](../../peft/index.md)" in one
    assert "[三](../../peft/three/index.md)" in two
    assert "`[码](../../basics/one/index.md)`" in two
    assert "\nredirect_from: [peft/two/]\n---\n" in two
    site = built(root)
    assert leads_to(site / "peft/two/index.html").endswith("/llama/deux/")
    assert leads_to(site / "peft/two/checks/index.html").endswith("/llama/deux/checks/")
    move.move(root, "llama/deux", "peft/zwei")
    site = built(root)
    for old in ("peft/two", "llama/deux"):
        assert leads_to(site / old / "index.html").endswith("/peft/zwei/")


def test_a_note_moves_into_a_topic_that_has_nothing_yet(root: Path) -> None:
    shutil.rmtree(root / "docs/llama")
    move.move(root, "peft/three", "llama/three")
    assert root.joinpath("docs/llama/three/index.md").exists()


def test_a_topic_is_renamed_and_its_subscribers_stay(root: Path) -> None:
    before = built(root).joinpath("feeds/topic/peft.xml").read_text("utf-8")
    shutil.rmtree(root / "site")
    assert list(move.refusals(root, "peft", "tuning")) == []
    move.move(root, "peft", "tuning")
    assert "[主题](../../tuning/index.md)" in (root / "docs/basics/one/index.md").read_text("utf-8")
    site = built(root)
    for page in ("", "two/", "two/checks/", "three/"):
        assert leads_to(site / f"peft/{page}index.html").endswith(f"/tuning/{page}")
    old, new = (
        (site / f"feeds/topic/{name}.xml").read_text("utf-8") for name in ("peft", "tuning")
    )
    assert old == new
    entries = [line for line in before.splitlines() if "<id>" in line][1:]
    assert [line for line in old.splitlines() if "<id>" in line][1:] == entries
    assert "/tuning/two/" in old


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("peft/four", "llama/four", "没有 docs/peft/four/index.md"),
        ("peft/two", "peft/three", "docs/peft/three 已经有了"),
        ("peft/two", "nlp/two", "没有主题 nlp。有 basics"),
        ("peft/two", "llama/Two", "写成小写英文"),
        ("peft/two", "llama", "两边一样"),
        ("peft", "basics", "docs/basics 已经有了"),
    ],
)
def test_what_cannot_be_is_refused(root: Path, old: str, new: str, told: str) -> None:
    (refused,) = move.refusals(root, old, new)
    assert told in refused


@pytest.mark.parametrize(
    ("page", "old", "told"),
    [
        (
            "basics/index.md",
            "[peft/two/]",
            "docs/basics/index.md:1 redirect_from 写的是 [peft/two/]",
        ),
        ("basics/index.md", "[peft/]", "redirect_from peft/ 是 docs/peft/index.md 的地址"),
        ("glossary.md", "[terms/]", "docs/glossary.md:1 redirect_from 这一页不转旧地址"),
    ],
)
def test_an_old_address_that_cannot_lead_on_is_told(
    make_site: Callable[..., Path], page: str, old: str, told: str
) -> None:
    source = TOPIC.format(title="题").replace("---\n\n", f"redirect_from: {old}\n---\n\n")
    files = {f"{topic}/{topic}/index.md": note(topic) for topic in ("basics", "peft")}
    with pytest.raises((BuildError, Abort)) as caught:
        make_site({**files, page: source})
    assert told in "\n".join(caught.value.__notes__)


def test_a_topic_without_a_page_is_told_what_to_write(
    root: Path, make_site: Callable[..., Path]
) -> None:
    (root / "docs/peft/index.md").unlink()
    with pytest.raises((BuildError, Abort)) as caught:
        built(root)
    assert "docs/peft/index.md 主题 没有这个文件 → 写上 --- / title: 微调" in (
        "\n".join(caught.value.__notes__)
    )
