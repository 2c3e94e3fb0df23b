"""Links and pictures of a page that lead nowhere."""

from __future__ import annotations

import pytest

from pages.dead import dead, normal
from pages.walk import Around, walk

SITE = set(
    map(normal, ("./", "index.html", "basics/", "basics/one/", "basics/two/", "basics/two/index.html", "basics/two/index.md",
                 "basics/one/figure_a.svg", "feeds/new.xml", "basics/关于/"))
)  # fmt: skip


ANCHORS = {"basics/one": {"own", "changes"}, "basics/two": {"x", "节"}}


def told(html: str) -> list[str]:
    facts = walk(html, Around())
    return [mistake.message for mistake in dead(facts, "basics/one/", SITE, ANCHORS)]


@pytest.mark.parametrize(
    "address",
    ["../two/", "../two", "../two/index.html", "../two/?q=1#x", "../../", "./", "../../feeds/new.xml",
     "#own", "#changes", "../two/#%E8%8A%82", "../../#any", "../%E5%85%B3%E4%BA%8E/", "https://a.example/x", "mailto:a@b.example"],
)  # fmt: skip
def test_what_is_there_is_no_mistake(address: str) -> None:
    assert told(f'<h2 id="own">节</h2><p><a href="{address}">甲</a></p>') == []


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ('<a href="../nope/">甲</a>', "没有 ../nope/"),
        ('<a href="../../../">甲</a>', "没有 ../../../"),
        ('<a href="../two/index.md">甲</a>', "HTML 里的 ../two/index.md 不是页面的地址"),
        ('<a href="../two/#nope">甲</a>', "那一页没有 #nope"),
        ('<a href="#nope">甲</a>', "这一页没有 #nope"),
        ('<a href="/basics/one/">甲</a>', "/basics/one/ 从服务器的根目录算起，网站不一定在那里"),
        ('<img src="nope.svg" alt="图">', "没有 nope.svg"),
    ],
)
def test_what_is_not_there_is_told(html: str, message: str) -> None:
    assert told(f"<p>{html}</p>") == [message]


def test_a_picture_that_is_there_is_no_mistake() -> None:
    assert told('<p><img src="./figure_a.svg#x" alt="图"></p>') == []
