"""Where Material's markup is changed, the build says what it no longer finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import build_small, log_of_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from site_shell import ROOT, note

from pages.markup import MarkupChangedError

CHANGED = """
from mkdocs.plugins import event_priority

@event_priority(1000)
def on_post_page(output, page, config):
    return output.replace({old!r}, {new!r})
"""


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("</head>", "</HEAD>", "页首"),
        ("</article>", "</main>", "正文"),
    ],
)
def test_markup_that_changed_ends_the_build(tmp_path: Path, old: str, new: str, what: str) -> None:
    theme = tmp_path / "theme.py"
    theme.write_text(CHANGED.format(old=old, new=new), "utf-8")
    listed = load_config(str(ROOT / "mkdocs.yml")).hooks
    with pytest.raises(MarkupChangedError, match=f"“{what}”"):
        build_small(
            tmp_path, {"basics/one/index.md": note(body="$x$")}, hooks=[str(theme), *listed]
        )


def test_a_template_that_changed_ends_the_build(tmp_path: Path) -> None:
    changed = tmp_path / "changed/partials/search.html"
    changed.parent.mkdir(parents=True)
    changed.write_text('<div class="md-search">', "utf-8")
    theme = tmp_path / "theme.py"
    theme.write_text(
        f"def on_config(config):\n    config.theme.dirs.insert(1, {str(changed.parents[1])!r})\n",
        "utf-8",
    )
    listed = load_config(str(ROOT / "mkdocs.yml")).hooks
    with pytest.raises(MarkupChangedError, match="“搜索框”"):
        build_small(tmp_path, {}, hooks=[str(theme), *listed])


def test_style_sheets_that_are_not_those_listed_end_the_build(tmp_path: Path) -> None:
    listed = ["assets/styles/tokens.css", "assets/styles/gone.css"]
    with pytest.raises(Abort), log_of_build() as log:
        build_small(tmp_path, {}, extra_css=listed)
    for told in ("extra_css", "assets/styles/gone.css", "assets/styles/frame.css"):
        assert told in log.getvalue()


def test_a_new_material_with_other_style_sheets_ends_the_build(tmp_path: Path) -> None:
    theme = tmp_path / "theme.py"
    theme.write_text(
        "def on_files(files, config):\n"
        "    found = [file for file in files if 'stylesheets/palette' in file.src_uri]\n"
        "    files.remove(found[0])\n",
        "utf-8",
    )
    listed = load_config(str(ROOT / "mkdocs.yml")).hooks
    with pytest.raises(Abort), log_of_build() as log:
        build_small(tmp_path, {}, hooks=[str(theme), *listed])
    assert "main 和 palette" in log.getvalue()
