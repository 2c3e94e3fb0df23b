"""What the targets of the Makefile hand on, with tools that only say how they were called."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from site_shell import ROOT

pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")


def run(tools: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    for name in ("python", "ruff", "mypy", "oxlint", "oxfmt"):
        tool = tools / name
        tool.write_text('#!/bin/sh\nprintf "%s|" "${0##*/}" "$@"; echo; exit 1\n', encoding="utf-8")
        tool.chmod(0o755)
    command = ["make", "--no-print-directory", "-o", ".venv/ready", f"BIN={tools}", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    "title", ["损失 $L$", "$5 够吗", 'a "b" c', "it's", "`date` $(date) \\ %", ""]
)
def test_a_title_arrives_as_it_was_typed(tmp_path: Path, title: str) -> None:
    told = run(tmp_path, "note", "topic=peft", "id=q", f"title={title}").stdout
    assert told == f"python|-m|authoring.new_note|peft|q|{title}|\n"


def test_every_check_is_made_even_if_one_fails(tmp_path: Path) -> None:
    result = run(tmp_path, "check")
    assert result.returncode
    assert result.stdout.splitlines() == [
        "· ruff check .", "ruff|check|.|",
        "ruff|format|--check|.|",
        "mypy|",
        "oxlint|search|docs/assets|",
        "oxfmt|--check|search|docs/assets|",
        "python|-m|authoring.lint|",
        "python|-m|authoring.complete|",
    ]
