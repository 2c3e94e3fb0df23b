"""A build that takes long says what it is doing."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import build_small, log_of_build
from site_shell import note

from hooks.build_state import Progress


def said(folder: Path) -> str:
    with log_of_build() as log:
        build_small(folder, {"basics/one/index.md": note(), "basics/two/index.md": note("two")})
    return log.getvalue()


def test_a_long_build_says_how_far_it_is_and_what_took_how_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Progress, "QUIET", 0.0)
    monkeypatch.setattr(Progress, "EVERY", 0.0)
    text = said(tmp_path)
    steps = ["读源文件……", "排版正文：1 / ", "汇总……", "写页面：1 / ", "收尾……", "用了 "]
    places = [text.find(step) for step in steps]
    assert -1 not in places
    assert places == sorted(places)


def test_a_short_build_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Progress, "QUIET", 3600.0)
    assert not [
        line for line in said(tmp_path).splitlines() if "排版正文" in line or "用了" in line
    ]
