"""A note that was begun by the command is complete, builds, and keeps the rules."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from conftest import build_site
from note_checks import checks
from site_shell import ROOT, SETTINGS, references_in

from authoring import lint, new_note
from notes import settings


@pytest.fixture
def root(tmp_path: Path, make_docs: Callable[[dict[str, str | bytes]], Path]) -> Path:
    """A project without notes."""
    cited = references_in([(new_note.TEMPLATE / "index.md").read_text("utf-8")])
    make_docs({"references.bib": cited})
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    settings = yaml.safe_dump(SETTINGS, allow_unicode=True, sort_keys=False)
    tmp_path.joinpath("mkdocs.yml").write_text(settings, encoding="utf-8")
    return tmp_path


def test_it_builds_and_keeps_the_rules(
    root: Path, tmp_path: Path, make_site: Callable[..., Path]
) -> None:
    folder = new_note.begin(root, "peft", "qlora", "QLoRA：4 位够用吗？")
    assert sorted(path.name for path in folder.iterdir()) == [
        "checks.py", "figure_step.py", "figure_step.svg", "index.md",
    ]  # fmt: skip
    assert lint.findings([folder / "index.md"], root) == []
    assert checks(folder / "index.md").loss_after_step(3, 0.1) == pytest.approx(5.76)
    files = [path for path in folder.iterdir() if path.is_file()]
    site = make_site(
        {path.relative_to(root / "docs").as_posix(): path.read_bytes() for path in files}
    )
    html = (site / "peft/qlora/index.html").read_text("utf-8")
    assert "<h1>QLoRA：4 位够用吗？</h1>" in html
    for part in ("<math", "<svg", "checked-number", "练习 1", "误区", "来源", "arXiv:2106.09685"):
        assert part in html


def test_a_short_note_joins_the_real_ones(tmp_path: Path) -> None:
    for name in ("pyproject.toml", "mkdocs.yml"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    *_, topic = settings.topics(tmp_path)
    folder = new_note.begin(tmp_path, topic, "short-one", "短笔记：一句话够吗？")
    for left_over in ("checks.py", "figure_step.py", "figure_step.svg"):
        folder.joinpath(left_over).unlink()
    text = folder.joinpath("index.md").read_text("utf-8")
    header, _ = text.split("\n先写问题", 1)
    folder.joinpath("index.md").write_text(f"{header}\n一句话就够。\n", encoding="utf-8")
    assert lint.findings([folder / "index.md"], tmp_path) == []
    site = build_site(tmp_path / "docs", tmp_path / "site")
    for listing in ("index.html", f"{topic}/index.html", "path/index.html", "feeds/new.xml"):
        assert "短笔记：一句话够吗？" in (site / listing).read_text("utf-8"), listing


@pytest.mark.parametrize(
    ("topic", "identifier", "title", "told"),
    [
        ("nlp", "qlora", "题", "没有这个主题。有 basics"),
        ("peft", "QLoRA", "题", "要写成小写英文和数字"),
        ("peft", "../x", "题", "要写成小写英文和数字"),
        ("peft", "qlora", " ", "要写成一行文字"),
        ("peft", "qlora", "一\n二", "要写成一行文字"),
        ("peft", "qlora", "损失 $L$", "不含公式"),
    ],
)
def test_what_cannot_be_is_refused(
    root: Path, topic: str, identifier: str, title: str, told: str
) -> None:
    refused = new_note.refusals(root, topic, identifier, title)
    assert len(refused) == 1
    assert told in refused[0]


def test_an_id_is_used_once(root: Path) -> None:
    new_note.begin(root, "peft", "qlora", "题")
    assert "已经用了" in new_note.refusals(root, "llama", "qlora", "题")[0]


def test_a_refusal_writes_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(new_note, "ROOT", root)
    monkeypatch.setattr("sys.argv", ["new_note", "nlp", "Q", ""])
    before = sorted(root.rglob("*"))
    assert new_note.main() == 2
    assert capsys.readouterr().err.count("\n") == 3
    assert sorted(root.rglob("*")) == before


def test_a_server_sees_nothing_half_made(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    monkeypatch.setattr(
        new_note.subprocess,
        "run",
        lambda *_, **__: seen.extend(root.joinpath("docs").rglob("figure_step*")),
    )
    assert new_note.begin(root, "peft", "qlora", "题").joinpath("index.md").exists()
    assert seen == []


def test_what_fails_half_way_leaves_nothing(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = tmp_path / "template"
    shutil.copytree(new_note.TEMPLATE, template)
    template.joinpath("figure_step.py").write_text("raise SystemExit(1)", encoding="utf-8")
    monkeypatch.setattr(new_note, "TEMPLATE", template)
    before = sorted(root.rglob("*"))
    with pytest.raises(new_note.subprocess.CalledProcessError):
        new_note.begin(root, "peft", "qlora", "题")
    assert sorted(root.rglob("*")) == before
