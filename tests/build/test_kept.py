"""A build that has much to keep gives what a build from nothing gives, to the byte and to the word."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from conftest import SITE_URL, compile_once, log_of_build
from jinja2 import meta, nodes
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, BuildError
from site_shell import ROOT, note, share_fonts, write_settings, write_small

from hooks import keep_pages
from kept import digest as kept_digest
from pages import related

ONE = """开头[@hu2021lora]用 LoRA，$x^2$，值 [3](checks.py#three)。

![图](figure_a.svg){ element=a-dial }

## 一节 $L$

再用 LoRA。

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
    replaced("peft/other/index.md", "../one/", "../../basics/one/")(docs)
    replaced("basics/two/index.md", "../three/", "../../peft/other/")(docs)


EDITS: dict[str, Edit] = {
    "text": replaced("basics/two/index.md", "见", "看"),
    "title": replaced("basics/one/index.md", "一篇笔记", "改了题目"),
    "description": replaced("basics/one/index.md", "一句话", "两句话"),
    "link": replaced("basics/three/index.md", "正文。", "正文，见[第一篇](../one/index.md)。"),
    "citation": replaced("basics/three/index.md", "正文", "正文[@hu2021lora]"),
    "in common": replaced(
        "basics/three/index.md", "\n---\n\n", "\n---\n\nLoRA[@hu2021lora]。\n\n## 又 LoRA\n\n"
    ),
    "sentence": replaced("basics/two/index.md", "。[^1]", "，$y$。[^1]"),
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
    "style": replaced("assets/styles/note.css", "{", "{ order: 1;"),
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
        settings: dict[str, Any] = {"site_url": SITE_URL}
        for name, setting in SETTING.items():
            settings |= setting if name in self.made else {}
        return built(self.folder, **settings)


def write_project(folder: Path) -> None:
    shutil.rmtree(folder / "docs", ignore_errors=True)
    write_small(folder / "docs", FILES)
    shutil.copytree(ROOT / "docs/.overrides", folder / "docs/.overrides")
    write_settings(folder)
    if not folder.joinpath("hooks").exists():
        folder.joinpath("hooks").symlink_to(ROOT / "hooks")
        share_fonts(folder)


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


def test_whatever_was_edited_in_between(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(related, "OFTEN", 1)  # of three notes, what two have is frequent
    chance = random.Random(0)
    steps = chance.sample(KINDS, len(KINDS))
    project, whole = Project(tmp_path / "kept"), 0
    project.folder.mkdir()
    for number, step in enumerate(steps):
        edited = {step, *chance.sample(KINDS, number % 3 == 2)}
        project.made ^= edited
        with monkeypatch.context() as changed:
            if VERSION in project.made:
                changed.setattr(kept_digest, "installed", lambda: ["mkdocs_material-0.dist-info"])
            site, said = project.build()
        clean = Project(tmp_path / f"clean-{number}", project.made)
        clean.folder.mkdir()
        expected, expected_said = clean.build()
        assert said == expected_said, (step, project.made)
        if expected:
            whole += 1
            assert_same(site, expected)
        else:  # the last good site stands until the mistake is mended
            project.made ^= edited
        shutil.rmtree(clean.folder)
    assert whole > len(steps) / 2


def assert_same(site: dict[str, bytes], expected: dict[str, bytes]) -> None:
    assert site.keys() == expected.keys()
    assert not [name for name in site if site[name] != expected[name]]


READ_OF_THE_BUILD = {
    *("backlinks", "begins", "bibtex", "card_of", "drafts", "facts", "feed_links", "labels"),
    *("citations", "described", "initials", "notes_of", "often_cited", "parts", "source_address"),
    *("for_script", "source_list", "under"),
    *(
        "miniature",
        "minutes",
        "note_of",
        "once",
        "path_next",
        "prerequisites",
        "preview",
        "related",
        "tag_anchor",
        "topic_feeds",
        "topic_of",
    ),
}
READ_OF_LISTS = {
    *("came", "kinds", "learning_path", "notation", "terms_of", "topics", "uses", "with_figures"),
}
READ_OF_A_PAGE = {
    *("ancestors", "canonical_url", "content", "edit_url", "file", "is_homepage", "meta"),
    *("next_page", "previous_page", "title", "toc", "url"),
}


OF_LISTS = {path.name for path in ROOT.glob("docs/.overrides/*.html")} - {
    *keep_pages.LISTS_NOTHING,
    *("404.html", "home.html"),  # never kept
}


@pytest.mark.parametrize(
    ("templates", "more"), [(keep_pages.LISTS_NOTHING, set[str]()), (OF_LISTS, READ_OF_LISTS)]
)
def test_templates_of_kept_pages_read_only_what_their_keys_hold(
    templates: Collection[str], more: set[str]
) -> None:
    """Another attribute is to be added here and in hooks/keep_pages.py."""
    theme = load_config(str(ROOT / "mkdocs.yml")).theme
    environment, left, seen = theme.get_env(), list(templates), set[str]()
    read: dict[str, set[str]] = {"build": set(), "page": set()}
    while left:
        seen.add(name := left.pop())
        tree = environment.parse(environment.loader.get_source(environment, name)[0])
        for one in tree.find_all(nodes.Getattr):
            if isinstance(one.node, nodes.Name) and one.node.name in read:
                read[one.node.name].add(one.attr)
        named = {*meta.find_referenced_templates(tree), *_once(tree)} - {None}
        left += {str(one).removeprefix("theme/") for one in named} - seen
    assert read["build"] <= READ_OF_THE_BUILD | more
    assert read["page"] <= READ_OF_A_PAGE


def _once(tree: nodes.Template) -> set[str]:
    """Templates that are rendered once for many pages."""
    return {
        str(one.args[0].value)
        for one in tree.find_all(nodes.Call)
        if isinstance(one.node, nodes.Getattr) and one.node.attr == "once" and len(one.args) == 1
        if isinstance(one.args[0], nodes.Const)
    }


IN_A_PROCESS = """
import os, sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
from kept import store, workers

number, dies = int(sys.argv[1]), sys.argv[2]
workers.FEW, workers.processors = 1, lambda: number
given = []
give = store.Store.give
store.Store.give = lambda self, new: (given.append(new), give(self, new))
config = load_config("mkdocs.yml", site_url="https://example.org/notes/")
config.plugins.on_startup(command="build", dirty=False)
if dies:
    def die(output, **_):
        if dies == "build" or workers.is_one():
            os._exit(9)
    config.plugins.events["post_page"].append(die)
build(config)
print(len(given))
"""


def in_a_process(folder: Path, *, processes: int = 1, dies: str = "") -> subprocess.Popen[str]:
    """A build, which itself may die while it writes pages, or a fork of it."""
    command = [sys.executable, "-c", IN_A_PROCESS, str(processes), dies]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: subprocess.Popen[str]) -> str:
    """What it printed."""
    said, told = process.communicate(timeout=300)
    assert not process.returncode, told
    return said


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_project(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The project's site, by one process and from nothing."""
    folder = tmp_path_factory.mktemp("expected")
    write_project(folder)
    ended(in_a_process(folder))
    return contents(folder / "site")


@pytest.mark.skipif(sys.platform != "linux", reason="forks nothing")
@pytest.mark.parametrize("processes", [2, 8])
def test_any_number_of_processes_writes_the_same(
    processes: int, project: Path, expected: dict[str, bytes]
) -> None:
    assert int(ended(in_a_process(project, processes=processes))) > 0
    assert_same(contents(project / "site"), expected)


def test_what_a_process_that_is_killed_has_not_done_is_done(
    project: Path, expected: dict[str, bytes]
) -> None:
    ended(in_a_process(project, processes=2, dies="fork"))
    assert_same(contents(project / "site"), expected)


def test_two_builds_at_once_do_each_other_no_harm(
    project: Path, expected: dict[str, bytes]
) -> None:
    for process in [in_a_process(project), in_a_process(project)]:
        ended(process)
    assert_same(contents(project / "site"), expected)
    ended(in_a_process(project))
    assert_same(contents(project / "site"), expected)


def test_a_build_that_is_killed_leaves_the_last_site(
    project: Path, expected: dict[str, bytes]
) -> None:
    ended(in_a_process(project))
    EDITS["text"](project / "docs")
    killed = in_a_process(project, dies="build")
    killed.communicate(timeout=300)
    assert killed.returncode == 9
    assert_same(contents(project / "site"), expected)
    ended(in_a_process(project))
    assert b"\xe7\x9c\x8b" in contents(project / "site")["basics/two/index.html"]


@pytest.mark.parametrize(
    "edit", [replaced("basics/two/index.md", "见", "$x 见"), without("basics/one/index.md")]
)
def test_a_build_that_fails_leaves_the_last_site(project: Path, edit: Edit) -> None:
    settings = {"site_url": SITE_URL, "strict": True}
    before, _ = built(project, **settings)
    stamps = {name: project.joinpath("site", name).stat().st_mtime_ns for name in before}
    edit(project / "docs")
    after, said = built(project, **settings)
    assert said
    assert_same(after, before)
    assert stamps == {name: project.joinpath("site", name).stat().st_mtime_ns for name in before}


def test_a_site_of_which_nothing_changed_is_left_alone(project: Path) -> None:
    settings = {"site_url": SITE_URL, "strict": True}
    before, _ = built(project, **settings)
    with log_of_build() as log:
        assert_same(built(project, **settings)[0], before)
    assert "网站不变" in log.getvalue()
    project.joinpath("site/basics/two/index.html").write_text("")
    assert_same(built(project, **settings)[0], before)
    EDITS["style"](project / "docs")
    after, _ = built(project, **settings)
    assert [name for name in after if after[name] != before[name]] == ["assets/styles/all.css"]


def test_what_did_not_change_is_not_written_again(project: Path) -> None:
    before, _ = built(project, site_url=SITE_URL)
    stamps = {name: project.joinpath("site", name).stat().st_mtime_ns for name in before}
    replaced("basics/two/index.md", "注。", "别的注。")(project / "docs")  # in no one's words
    after, _ = built(project, site_url=SITE_URL)
    written = {
        name
        for name in after
        if project.joinpath("site", name).stat().st_mtime_ns != stamps.get(name)
    }
    assert "basics/two/index.html" in written
    assert {name for name in written if name.endswith(".html")} <= {
        "basics/two/index.html",
        "index.html",
    }
