"""What a small site takes over from the real one: everything of docs/ that is no note."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from pages import math_font

ROOT = Path(__file__).parents[1]
PAGES = (
    "index.md",
    "path.md",
    "glossary.md",
    "notation.md",
    "tags.md",
    "updates.md",
    "sources.md",
    "search.md",
    "feeds",
)
DATA = ("authors.yml", "glossary.yml", "notation.yml", "references.bib", "assets")


TOPICS = {"basics": "基础", "peft": "微调", "llama": "大模型"}
SETTINGS = {
    "site_name": "Night Mail",
    "extra": {"topics": TOPICS, "feed_authority": "tag:example.org,2026"},
}
"""For the build of a small site: its name and its topics are its own."""
TOPIC = """---
title: {title}
---

几句话。
"""


def write_settings(folder: Path) -> None:
    """The real mkdocs.yml, but for the topics, for a small site in a folder of its own."""
    text = ROOT.joinpath("mkdocs.yml").read_text("utf-8")
    topics = "".join(f"    {slug}: {title}\n" for slug, title in TOPICS.items())
    written, count = re.subn(r"(?m)(?<=^  topics:\n)(    .+\n)+", topics, text)
    assert count
    folder.joinpath("mkdocs.yml").write_text(written, "utf-8")


def write_shell(docs: Path) -> None:
    """Copy it into `docs`; what notes lie in is left to whoever writes notes."""
    for name in (*PAGES, *DATA):
        source, target = ROOT / "docs" / name, docs / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        else:
            shutil.copyfile(source, target)


def share_fonts(project: Path) -> None:
    """Give a project the real site's fonts: to make them takes longer than the rest of a small site."""
    made, needed = (math_font.kept_in(one / ".cache") for one in (ROOT, project))
    made.mkdir(parents=True, exist_ok=True)
    if not needed.exists():
        needed.parent.mkdir(exist_ok=True)
        needed.symlink_to(made)


def references_in(texts: Iterable[str]) -> str:
    """Those of the real ones whose keys stand in a text: reading all takes longer than the rest."""
    text = " ".join(texts)
    _, *entries = ROOT.joinpath("docs/references.bib").read_text("utf-8").split("\n@")
    keys = (entry.partition("{")[2].partition(",")[0] for entry in entries)
    return "".join(f"@{entry}\n" for key, entry in zip(keys, entries, strict=True) if key in text)


def write_small(docs: Path, files: Mapping[str, str | bytes]) -> None:
    """The shell, a page for each topic, and the given files (path → text or bytes)."""
    write_shell(docs)
    pages = {f"{slug}/index.md": TOPIC.format(title=title) for slug, title in TOPICS.items()}
    references = {"references.bib": references_in(map(str, files.values()))}
    for name, content in {**pages, **references, **files}.items():
        target = docs / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())


GOOD = """---
id: {id}
title: {title}
description: 一句话
date: 2026-11-24
tags: [测试]
authors: [editors]
requires: {requires}
---

{body}
"""


def note(
    identifier: str = "one", *, title: str = "一篇笔记", requires: str = "[]", body: str = "正文。"
) -> str:
    """Source of a small valid note."""
    return GOOD.format(id=identifier, title=title, requires=requires, body=body)
