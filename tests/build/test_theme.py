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
        ('<form class="md-search__form"', '<form class="md-search-form"', "搜索的表单"),
        ("assets/javascripts/workers/search.", "assets/javascripts/search.", "搜索程序的地址"),
        ('"search": "', '"worker": "', "搜索程序的地址"),
        ("</head>", "</HEAD>", "页首"),
        ("</article>", "</main>", "正文"),
        ('role="dialog"', 'role="search"', "搜索框"),
        ('<link rel="prev"', '<link rel="previous"', "前后两页的地址"),
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
