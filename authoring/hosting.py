"""What is not set yet for publishing from here: `make publish-check`.

A fork that publishes without it announces another site's addresses and ids.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from authoring.record import RECORD, recorded
from notes import settings
from notes.problem import Problem, tell

ROOT = Path(__file__).parents[1]
AUTHORITY = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d){0,2}")
ADDRESS = re.compile(r"https?://[a-z0-9.:-]+/(?:[\w.~-]+/)*")
REPOSITORY = re.compile(r"(?:://|@).*[/:]([\w.-]+)/([\w.-]+?)(?:\.git)?/?$")
OURS = "tag:incoming-transmission.example,2026", "incoming-transmission/incoming-transmission"
"""The authority that belongs to this repository and to no fork."""
NAMED_IN = ("mkdocs.yml", "CITATION.cff", ".github/CODEOWNERS")


def problems(root: Path, environment: Mapping[str, str]) -> Iterator[Problem]:
    yield from _address(environment)
    here = _repository(environment.get("REPO_URL") or _origin(root))
    if not here:
        told = "不知道这个仓库在哪里", "git remote add origin …，或设环境变量 REPO_URL"
        yield Problem("REPO_URL", 0, 0, "仓库", *told)
    else:
        yield from _named_elsewhere(root, here)
    yield from _authority(root, here)


def _address(environment: Mapping[str, str]) -> Iterator[Problem]:
    given = environment.get("SITE_URL", "")
    if not given or re.search(r"\.example(?:/|$)", given):
        found = f"写的是 {given}" if given else "没有设，页面和订阅里会写成一个不存在的网址"
        yield Problem(
            "SITE_URL", 0, 0, "网址", found, "设成站点的网址，如 https://notes.example.org/"
        )
    elif not ADDRESS.fullmatch(given):
        instead = "https:// 开头，以 / 结尾，如 https://name.github.io/notes/"
        yield Problem("SITE_URL", 0, 0, "网址", f"写的是 {given}", instead)


def _origin(root: Path) -> str:
    command = ["git", "config", "--get", "remote.origin.url"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False).stdout


def _repository(address: str) -> str:
    """owner/name"""
    found = REPOSITORY.search(address.strip())
    return f"{found[1]}/{found[2]}" if found else ""


def _named_elsewhere(root: Path, here: str) -> Iterator[Problem]:
    """Where the files of a host name another repository or another owner."""
    owner = here.split("/")[0]
    for name in NAMED_IN:
        for number, line in enumerate(root.joinpath(name).read_text("utf-8").splitlines(), start=1):
            for named in re.findall(r"github\.com/([\w.-]+/[\w.-]+)", line):
                if named != here:
                    yield Problem(name, number, 0, "仓库", f"写的是 {named}", here)
            for team in re.findall(r"@([\w.-]+)/", line):
                if team != owner:
                    told = f"请 {team} 的人评审", f"写成 @{owner} 里有的人或组"
                    yield Problem(name, number, 0, "评审", *told)


def _authority(root: Path, here: str) -> Iterator[Problem]:
    """Ids of feeds are this site's own, and so are those that must never be lost."""
    text = root.joinpath("mkdocs.yml").read_text("utf-8")
    own = settings.extra(root)["feed_authority"]
    line = text[: text.find("feed_authority:")].count("\n") + 1
    if not AUTHORITY.fullmatch(own):
        instead = "tag:你的域名,有它的那一年，如 tag:example.org,2026"
        yield Problem("mkdocs.yml", line, 0, "feed_authority", f"写的是 {own}", instead)
    elif own == OURS[0] and here and here != OURS[1]:
        told = "是原来站点的，两个站点的订阅会混在一起", "写成自己的，见 docs/about/publishing.md"
        yield Problem("mkdocs.yml", line, 0, "feed_authority", *told)
    others = {one.split(":")[1] for one in recorded(root)["ids"].values()}
    if others - {own.removeprefix("tag:")}:
        told = (
            f"记着 {'、'.join(sorted(others))} 的 id",
            "还没有发布过，就删掉它，再 make published",
        )
        yield Problem(RECORD, 0, 0, "feed_authority", *told)


def reminders(root: Path) -> Iterator[str]:
    """What only the host knows."""
    forms = root.glob(".github/ISSUE_TEMPLATE/*.yml")
    read = (yaml.safe_load(form.read_text("utf-8")) for form in sorted(forms))
    labels = dict.fromkeys(label for form in read for label in form.get("labels", []))
    yield "GitHub 上还要有（这里查不到）："
    yield "  Settings → Pages → Source 选 GitHub Actions"
    yield "  Settings → Secrets and variables → Actions → Variables 里有 SITE_URL"
    yield from (f"  标签 {label}：gh label create {label}" for label in labels)


def main() -> int:
    found = list(problems(ROOT, os.environ))
    tell(found)
    print(*reminders(ROOT), sep="\n")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
