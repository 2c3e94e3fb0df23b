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
    command = [
        "make",
        "--no-print-directory",
        "-o",
        ".venv/ready",
        "-o",
        ".venv/tools",
        f"BIN={tools}",
        *arguments,
    ]
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
    calls = [
        "ruff|check|.|",
        "ruff|format|--check|.|",
        "python|-m|mypy|",
        "oxlint|search|pages|docs/assets|",
    ]
    calls += [
        "oxfmt|--check|search|pages|docs/assets|",
        "python|-m|authoring.lint|",
        "python|-m|authoring.complete|",
    ]
    named = ["· " + call.replace("|", " ").strip() for call in calls]
    *lines, last = result.stdout.splitlines()
    assert lines == [line for pair in zip(named, calls, strict=True) for line in pair]
    assert last.startswith("有没通过的")


PYTHON = """#!/bin/sh
case "$*" in
  *version_info*3,\\ 11*) exit {old} ;;
  *version_info*) echo {version} ;;
  *venv*) mkdir -p .venv/bin; cp "$0" .venv/bin/python; echo venv ;;
  *pip*) echo "${{@: -1}}" ;;
esac
"""


def set_up(root: Path, version: str, target: str = "build") -> subprocess.CompletedProcess[str]:
    """In a clone whose Python only says what it was asked."""
    python = root / f"python{version}"
    old = int(version < "3.11")
    python.write_text(
        PYTHON.format(version=version, old=old).replace("/bin/sh", "/bin/bash"), "utf-8"
    )
    python.chmod(0o755)
    shutil.copy(ROOT / "Makefile", root)
    for name in ("requirements.txt", "requirements-dev.txt"):
        root.joinpath(name).touch()
    command = ["make", "--no-print-directory", f"PYTHON={python}", target]
    return subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)


def test_an_old_python_is_told_in_the_first_line_and_the_next_try_works(tmp_path: Path) -> None:
    refused = set_up(tmp_path, "3.10")
    assert refused.returncode
    assert refused.stdout.startswith("要 Python 3.11 以上（needs Python 3.11 or newer）")
    assert "3.10。" in refused.stdout
    assert "make PYTHON=python3.12 serve" in refused.stdout
    assert not tmp_path.joinpath(".venv").exists()
    made = set_up(tmp_path, "3.12")
    assert made.returncode == 0
    assert [made.stdout.splitlines()[line] for line in (1, 3)] == ["venv", "requirements.txt"]


def test_tools_are_installed_when_they_are_needed_and_another_python_begins_anew(
    tmp_path: Path,
) -> None:
    assert "requirements-dev.txt" not in set_up(tmp_path, "3.12").stdout
    assert "venv\n" not in set_up(tmp_path, "3.12", "lock").stdout
    assert tmp_path.joinpath(".venv/tools").exists()
    tmp_path.joinpath(".venv/bin/python").unlink()
    anew = set_up(tmp_path, "3.13", "lock").stdout.splitlines()
    assert [anew[line] for line in (1, 3, 5)] == [
        "venv",
        "requirements.txt",
        "requirements-dev.txt",
    ]
