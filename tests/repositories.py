"""Small repositories with a published state and a branch beside it."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True)


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def commit(root: Path, message: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", message)


def repository_with(root: Path, published: Mapping[str, str]) -> None:
    """These files on main, and a branch of its own from there."""
    git(root, "init", "-q", "-b", "main")
    git(root, "config", "user.email", "reader@example.org")
    git(root, "config", "user.name", "Reader")
    for name, text in published.items():
        write(root, name, text)
    commit(root, "notes: one")
    git(root, "switch", "-q", "-c", "mend")
