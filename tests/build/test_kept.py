"""A build that has much to keep gives what a build from nothing gives, to the byte and to the word."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from conftest import SITE_URL, compile_once, log_of_build
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, BuildError
from site_shell import ROOT, SETTINGS, note, write_small

from kept import digest as kept_digest

ONE = """开头[@hu2021lora]用 LoRA，$x^2$，值 [3](checks.py#three)。

![图](figure_a.svg){ element=a-dial }

## 一节 $L$

    code
"""
TWO = """见[前一篇](../one/index.md#一节-l)和 [三](../three/index.md)。[^1]

[^1]: 注。
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 {}"/></svg>'
FILES: dict[str, str | bytes] = {
    "basics/one/index.md": note(body=ONE, requires="[]"),
    "basics/one/checks.py": "def three():\n    return 3\n",
    "basics/one/figure_a.svg": SVG.format(1),
    "basics/two/index.md": note("two", title="第二篇", requires="[one]", body=TWO),
    "basics/three/index.md": note("three", title="第三篇"),
    "assets/elements/a-dial.js": "",
}
Edit = Callable[[Path], None]


def replaced(file: str, old: str, new: str) -> Edit:
    def edit(docs: Path) -> None:
        path = docs / file
        if path.exists():
            text = path.read_text("utf-8")
            path.write_text(text.replace(old, new), "utf-8")

    return edit


def added(file: str, text: str) -> Edit:
    def edit(docs: Path) -> None:
        docs.joinpath(file).parent.mkdir(parents=True, exist_ok=True)
        docs.joinpath(file).write_text(text, "utf-8")

    return edit


def without(file: str) -> Edit:
    return lambda docs: docs.joinpath(file).unlink(missing_ok=True)


def moved(docs: Path) -> None:
    docs.joinpath("basics/three").rename(docs / "peft/other")
    redirected = replaced(
        "peft/other/index.md", "requires:", "redirect_from: [basics/three/]\nrequires:"
    )
    redirected(docs)
    replaced("basics/two/index.md", "../three/", "../../peft/other/")(docs)


EDITS: dict[str, Edit] = {
    "text": replaced("basics/two/index.md", "见", "看"),
    "title": replaced("basics/one/index.md", "一篇笔记", "改了题目"),
    "description": replaced("basics/one/index.md", "一句话", "两句话"),
    "anchor": replaced("basics/one/index.md", "一节", "二节"),
    "order": replaced("basics/three/index.md", "2026-11-24", "2026-11-20"),
    "tag": replaced("basics/three/index.md", "[测试]", "[测试, 别的]"),
    "requires": replaced("basics/three/index.md", "requires: []", "requires: [one]"),
    "added": added("llama/four/index.md", note("four", title="第四篇", requires="[two]")),
    "deleted": without("basics/three/index.md"),
    "moved": moved,
    "topic": replaced("basics/index.md", "几句话", "别的话"),
    "glossary": replaced("glossary.yml", "meaning: ", "meaning: 改了，"),
    "references": replaced("references.bib", "2021", "2020"),
    "notation": replaced("notation.yml", "meaning: ", "meaning: 改了，"),
    "authors": replaced("authors.yml", "编辑部", "别的编辑部"),
    "template": replaced(".overrides/note.html", "如何引用", "怎样引用"),
    "partial": replaced(".overrides/main.html", "{% block hero %}", "{% block hero %}<!-- new -->"),
    "checks": replaced("basics/one/checks.py", "three", "four"),
    "algorithm": replaced("basics/one/checks.py", "return 3", "return 1 + 2"),
    "figure": added("basics/one/figure_a.svg", SVG.format(2)),
    "no figure": without("basics/one/figure_a.svg"),
    "element": added("assets/elements/a-dial.js", '[{name: "turn"}]'),
    "style": replaced("assets/styles/note.css", "{", " {"),
}  # fmt: skip
SETTING: dict[str, dict[str, Any]] = {
    "setting: name": {"site_name": "别的名字"},
    "setting: address": {"site_url": "https://example.org/other/"},
    "setting: Markdown": {"use_directory_urls": True, "copyright": "别的"},
}
VERSION = "version of the theme"
KINDS = [*EDITS, *SETTING, VERSION]


@dataclass
class Project:
    """A project in a folder of its own, in which edits are made and taken back."""

    folder: Path
    made: set[str] = field(default_factory=set)

    def build(self) -> tuple[dict[str, bytes], list[str]]:
        """The site, and what the build said."""
        write_project(self.folder)
        for name, edit in EDITS.items():
            if name in self.made:
                edit(self.folder / "docs")
        settings: dict[str, Any] = {"site_url": SITE_URL, **SETTINGS}
        for name, setting in SETTING.items():
            settings |= setting if name in self.made else {}
        return built(self.folder, **settings)


def write_project(folder: Path) -> None:
    shutil.rmtree(folder / "docs", ignore_errors=True)
    write_small(folder / "docs", FILES)
    shutil.copytree(ROOT / "docs/.overrides", folder / "docs/.overrides")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    if not folder.joinpath("hooks").exists():
        folder.joinpath("hooks").symlink_to(ROOT / "hooks")
        folder.joinpath(".cache").mkdir(exist_ok=True)
        for fonts in ROOT.glob(".cache/math-*"):
            folder.joinpath(".cache", fonts.name).symlink_to(fonts)


def built(folder: Path, **settings: Any) -> tuple[dict[str, bytes], list[str]]:
    config = load_config(str(folder / "mkdocs.yml"), **settings)
    config.plugins.events["env"].append(compile_once)
    with log_of_build() as log:
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        except (Abort, BuildError) as error:
            print(error, file=log)
        finally:
            config.plugins.on_shutdown()
    said = log.getvalue().splitlines()
    return contents(folder / "site"), [line for line in said if not line.startswith("INFO")]


def contents(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("seed", range(2))
def test_whatever_was_edited_in_between(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    steps = KINDS.copy()
    chance.shuffle(steps)
    project = Project(tmp_path / "kept")
    project.folder.mkdir()
    for number, step in enumerate(steps):
        project.made ^= {step, *(chance.sample(KINDS, 1) if number % 3 == 2 else ())}
        with monkeypatch.context() as changed:
            if VERSION in project.made:
                changed.setattr(kept_digest, "installed", lambda: ["mkdocs_material-0.dist-info"])
            site, said = project.build()
        clean = Project(tmp_path / f"clean-{number}", project.made)
        clean.folder.mkdir()
        expected, expected_said = clean.build()
        assert said == expected_said, (step, project.made)
        if expected:  # else the last good site stands
            assert_same(site, expected)
        shutil.rmtree(clean.folder)


def assert_same(site: dict[str, bytes], expected: dict[str, bytes]) -> None:
    assert site.keys() == expected.keys()
    assert not [name for name in site if site[name] != expected[name]]
