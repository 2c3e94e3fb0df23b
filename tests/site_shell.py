"""What a small site takes over from the real one: everything of docs/ that is no note."""

from __future__ import annotations

import shutil
from pathlib import Path

from mkdocs.config import load_config

ROOT = Path(__file__).parents[1]
PAGES = ("index.md", "path.md", "glossary.md", "notation.md", "tags.md", "feeds")
DATA = ("authors.yml", "glossary.yml", "notation.yml", "references.bib", ".overrides", "assets")


def topics() -> list[str]:
    """Folders that hold notes."""
    return list(load_config(str(ROOT / "mkdocs.yml")).extra["topics"])


def write_shell(docs: Path) -> None:
    """Copy it into `docs`, topic pages included."""
    for name in (*PAGES, *DATA, *(f"{topic}/index.md" for topic in topics())):
        source, target = ROOT / "docs" / name, docs / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        else:
            shutil.copyfile(source, target)


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
