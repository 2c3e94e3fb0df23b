"""What two machines have built of the halves of a site is all that a third needs to put it together."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path

import markdown
import pytest
from conftest import build_small
from site_shell import note

NOTES = {
    f"{topic}/{topic}-{number}/index.md": note(
        f"{topic}-{number}", body=f"第 {number} 篇，$x^{number}$。"
    )
    for topic in ("basics", "peft")
    for number in range(3)
}
KEPT = ".cache/kept.sqlite"


def of(topic: str) -> dict[str, str]:
    return {path: text for path, text in NOTES.items() if path.startswith(topic)}


def merge(one: Path, other: Path) -> None:
    with contextlib.closing(sqlite3.connect(one)) as file, file:
        file.execute("ATTACH ? AS other", (str(other),))
        file.execute("INSERT OR IGNORE INTO kept SELECT * FROM other.kept")
        file.commit()


def files(site: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


def test_what_halves_have_kept_makes_the_whole_without_rendering_a_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for topic in ("basics", "peft"):
        build_small(tmp_path / topic, of(topic))
    merge(tmp_path / "basics" / KEPT, tmp_path / "peft" / KEPT)
    whole = build_small(tmp_path / "clean", NOTES)
    kept = tmp_path / "merged" / KEPT
    kept.parent.mkdir(parents=True)
    shutil.copyfile(tmp_path / "basics" / KEPT, kept)
    rendered: list[str] = []
    convert = markdown.Markdown.convert

    def watched(self: markdown.Markdown, source: str) -> str:
        rendered.append(source)
        return convert(self, source)

    monkeypatch.setattr(markdown.Markdown, "convert", watched)
    merged = build_small(tmp_path / "merged", NOTES)
    assert not [source for source in rendered if "篇，" in source]
    assert files(merged) == files(whole)
