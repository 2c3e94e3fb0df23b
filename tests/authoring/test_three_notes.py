"""Notes that are written as CONTRIBUTING.md says pass, next to those that are there."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import published
import pytest
import three_notes
from conftest import build_site
from real_notes import BY_ID
from site_shell import ROOT

from authoring import complete, lint
from notes import all_of, settings


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if three_notes.LIVE in BY_ID:
        pytest.skip("they are there already")
    root = tmp_path_factory.mktemp("clone")
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("docs", "tests/element_cases"):
        shutil.copytree(ROOT / name, root / name, ignore=ignored)
    for name in ("mkdocs.yml", "pyproject.toml", "tests/published.json"):
        shutil.copy(ROOT / name, root / name)
    root.joinpath("authoring").symlink_to(ROOT / "authoring")  # figures may draw with it
    three_notes.write(root)
    return root


def test_they_pass_and_lose_nothing(clone: Path) -> None:
    settings._settings.cache_clear()
    names = {three_notes.SHORT, three_notes.STILL, three_notes.LIVE}
    new = [path for path in all_of(clone) if path.parent.name in names]
    assert len(new) == 3
    assert list(map(str, lint.findings(new, clone))) == []
    told = list(map(str, complete.problems(clone)))
    assert [one for one in told if "make published" not in one] == []
    site = build_site(clone / "docs", clone / "site", extra=settings.extra(clone))
    before = json.loads(clone.joinpath("tests/published.json").read_text("utf-8"))
    now = published.of(site)
    assert published.lost(before, now) == []
    clone.joinpath("tests/published.json").write_text(json.dumps(now), encoding="utf-8")
    assert list(map(str, complete.problems(clone))) == []
