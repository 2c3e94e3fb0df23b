"""The generated notes of the benchmarks are notes as the site knows them."""

from __future__ import annotations

from pathlib import Path

from bench.corpus import write_corpus
from conftest import build_site


def texts(docs: Path) -> dict[str, str]:
    return {path.parent.name: path.read_text("utf-8") for path in docs.glob("*/note-*/index.md")}


def test_a_corpus_builds_without_a_warning(tmp_path: Path) -> None:
    write_corpus(tmp_path / "docs", 24)
    site = build_site(tmp_path / "docs", tmp_path / "site")
    assert len(list(site.glob("*/note-*/index.html"))) == 24


def test_a_corpus_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        write_corpus(tmp_path / name, 8, seed=seed)
    assert texts(tmp_path / "one") == texts(tmp_path / "again") != texts(tmp_path / "other")
