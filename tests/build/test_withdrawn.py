"""A note that was taken back: it answers at its address, subscribers hear of it, and nothing lists it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import lxml.html
import published
import pytest
from mkdocs.exceptions import Abort, BuildError
from site_shell import note

TAKEN_BACK = (
    note("two", title="错得太多的", body="正文已经删去。")
    .replace("[测试]", "[别处没有的标签]")
    .replace(
        "requires: []",
        "requires: []\nchanges:\n  - {date: 2026-11-25, kind: withdrawal, what: 主要结论不成立}\n"
        "  - {date: 2026-11-24, kind: correction, what: 改正一处}",
    )
)
FILES: dict[str, str | bytes] = {
    "basics/one/index.md": note(),
    "basics/two/index.md": TAKEN_BACK,
}


def test_it_answers_and_is_listed_nowhere(make_site: Callable[..., Path]) -> None:
    site = make_site(FILES)
    page = lxml.html.parse(site / "basics/two/index.html")
    assert "这篇笔记撤回了：主要结论不成立" in page.xpath("string(//article//header)")
    assert "basics/two/" in published.of(site)["ids"]
    for listing in ("basics/index.html", "path/index.html", "tags/index.html"):
        html = (site / listing).read_text("utf-8")
        assert "错得太多的" not in html
        assert "别处没有的标签" not in html
    for name in ("feeds/new.xml", "feeds/new.json", "llms.txt", *found_in_search(site)):
        assert "错得太多的" not in (site / name).read_text("utf-8"), name


def found_in_search(site: Path) -> list[str]:
    return [path.relative_to(site).as_posix() for path in site.glob("search/files/pages/*")]


def test_readers_and_subscribers_are_told_why_and_no_more(make_site: Callable[..., Path]) -> None:
    site = make_site(FILES)
    front = lxml.html.parse(site / "index.html").xpath("string(//ol[@class='log']/li[1])")
    assert "撤回" in front
    assert "主要结论不成立" in front
    updates = (site / "feeds/updates.xml").read_text("utf-8")
    assert "撤回：错得太多的" in updates
    assert "正文已经删去" not in updates
    assert "改正一处" not in updates


def test_no_note_may_go_on_requiring_it(make_site: Callable[..., Path]) -> None:
    with pytest.raises((BuildError, Abort)) as caught:
        make_site(FILES | {"basics/one/index.md": note(requires="[two]")})
    assert "docs/basics/one/index.md:8 requires two 已经撤回 → 换一篇，或删去" in (
        "\n".join(caught.value.__notes__)
    )
