"""A draft: seen by its author, with a mark, and by nobody else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import site_shell
from conftest import ROOT, SITE_URL, compile_once
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, BuildError

DRAFT = site_shell.note("two", title="没写完的", requires="[one]", body="值 [3](checks.py#three)。")
FILES: dict[str, str | bytes] = {
    "basics/one/index.md": site_shell.note(),
    "peft/two/index.md": DRAFT.replace("tags:", "draft: true\ntags:"),
    "peft/two/checks.py": "def three():\n    return 3\n",
    "peft/two/figure_a.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
}


def mentions(site: Path) -> list[str]:
    """Files that name the draft or lie where it would."""
    return sorted(
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.is_file()
        and ("two" in path.relative_to(site).parts or "没写完的".encode() in path.read_bytes())
    )


@pytest.fixture
def preview(make_docs: Callable[..., Path], tmp_path: Path) -> Callable[..., Path]:
    """Build as `mkdocs serve` does."""

    def shown(files: dict[str, Any]) -> Path:
        config = load_config(
            str(ROOT / "mkdocs.yml"),
            docs_dir=str(make_docs(files)),
            site_dir=str(tmp_path / "preview"),
            site_url=SITE_URL,
            **site_shell.SETTINGS,
        )
        config.plugins.events["env"].append(compile_once)
        config.plugins.on_startup(command="serve", dirty=False)
        build(config, serve_url=SITE_URL)
        return tmp_path / "preview"

    return shown


def test_nobody_else_sees_it(make_site: Callable[..., Path]) -> None:
    assert mentions(make_site(FILES)) == []


def test_its_author_sees_it_with_a_mark_and_in_no_list(preview: Callable[..., Path]) -> None:
    site = preview(FILES)
    assert mentions(site) == [
        "peft/two/checks.py",
        "peft/two/checks/index.html",
        "peft/two/figure_a.svg",
        "peft/two/index.html",
    ]
    html = (site / "peft/two/index.html").read_text("utf-8")
    assert "草稿：只有你看得到" in html
    assert 'class="checked-number"' in html
    assert "../../basics/one/" in html
    assert "草稿：" not in (site / "basics/one/index.html").read_text("utf-8")


def test_it_is_checked_when_it_is_shown(preview: Callable[..., Path]) -> None:
    wrong = FILES | {"peft/two/index.md": str(FILES["peft/two/index.md"]).replace("[one]", "[no]")}
    with pytest.raises((BuildError, Abort)):
        preview(wrong)


def test_what_is_published_must_not_lean_on_it(make_site: Callable[..., Path]) -> None:
    leaning = site_shell.note(body="见 [那篇](../../peft/two/index.md)。")
    with pytest.raises((BuildError, Abort)) as caught:
        make_site(FILES | {"basics/one/index.md": leaning})
    assert "链接 没有 ../../peft/two/" in "\n".join(caught.value.__notes__)
    required = site_shell.note(requires="[two]")
    with pytest.raises((BuildError, Abort)) as caught:
        make_site(FILES | {"basics/one/index.md": required})
    assert "没有 id 是 two 的笔记" in "\n".join(caught.value.__notes__)
