"""What a fork has not set yet is told before it publishes."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from site_shell import ROOT

from authoring import hosting

OURS = {
    "SITE_URL": "https://notes.example.org/",
    "REPO_URL": f"https://github.com/{hosting.OURS[1]}",
}
FORK = {"SITE_URL": "https://me.github.io/notes/", "REPO_URL": "https://github.com/me/notes"}
Told = Callable[..., list[str]]


FILES = {
    "mkdocs.yml": f"site_name: 笔记\nrepo_url: {OURS['REPO_URL']}\nextra:\n  feed_authority: {hosting.OURS[0]}\n",
    "CITATION.cff": f"repository-code: {OURS['REPO_URL']}\n",
    ".github/CODEOWNERS": "# Owners.\n* @incoming-transmission/maintainers\n",
    "tests/published.json": json.dumps({"addresses": [], "ids": {"a/": f"{hosting.OURS[0]}:a"}}),
}
"""Of the site itself: those of a fork say something else."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        tmp_path.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
        tmp_path.joinpath(name).write_text(text, "utf-8")
    return tmp_path


def told(root: Path, environment: dict[str, str]) -> list[str]:
    hosting.settings._settings.cache_clear()
    return list(map(str, hosting.problems(root, environment)))


def test_the_site_itself_needs_its_address_alone(root: Path) -> None:
    assert told(root, {"SITE_URL": "https://notes.org/", "REPO_URL": OURS["REPO_URL"]}) == []
    (lacking,) = told(root, {"REPO_URL": OURS["REPO_URL"]})
    assert lacking.startswith("SITE_URL 网址 没有设")


@pytest.mark.parametrize("address", ["notes.org", "https://notes.org", "https://x.example/"])
def test_an_address_is_whole(root: Path, address: str) -> None:
    (wrong,) = told(root, {"SITE_URL": address, "REPO_URL": OURS["REPO_URL"]})
    assert wrong.startswith(f"SITE_URL 网址 写的是 {address} → ")


def test_a_fork_is_told_what_still_names_another_site(root: Path) -> None:
    found = told(root, FORK)
    assert any(one.startswith("mkdocs.yml:2 仓库 写的是 incoming-transmission/") for one in found)
    assert any(one.startswith("CITATION.cff:") and one.endswith("→ me/notes") for one in found)
    assert any(one.startswith(".github/CODEOWNERS:2 评审 ") for one in found)
    assert any("feed_authority 是原来站点的" in one for one in found)


def test_a_fork_that_has_its_own_is_told_nothing(root: Path) -> None:
    for name in ("mkdocs.yml", "CITATION.cff", ".github/CODEOWNERS"):
        path = root / name
        text = path.read_text("utf-8").replace(hosting.OURS[1], "me/notes")
        text = text.replace("@incoming-transmission/", "@me/").replace(
            hosting.OURS[0], "tag:me.org,2027"
        )
        path.write_text(text, encoding="utf-8")
    (left,) = told(root, FORK)
    assert left.startswith("tests/published.json feed_authority 记着 incoming-transmission.example")
    root.joinpath("tests/published.json").unlink()  # as the guide says
    assert told(root, FORK) == []


def test_the_repository_is_known_from_git(root: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    assert any(one.startswith("REPO_URL 仓库 不知道") for one in told(root, {}))
    remote = f"git@github.com:{hosting.OURS[1]}.git"
    subprocess.run(["git", "remote", "add", "origin", remote], cwd=root, check=True)
    assert told(root, {"SITE_URL": "https://notes.org/"}) == []


def test_labels_of_the_forms_are_called_to_mind() -> None:
    said = "\n".join(hosting.reminders(ROOT))
    for label in ("error", "request", "site"):
        assert f"gh label create {label}" in said
