"""What of a site goes into the book."""

from __future__ import annotations

from pathlib import Path

import pytest
from site_shell import note

from book.site import Part, parts

PAGE = "<html><body><article>{}</article></body></html>"
WITHDRAWN = """requires: []
changes:
  - {date: 2026-11-26, kind: withdrawal, what: 结论不成立}"""


@pytest.fixture
def book(tmp_path: Path) -> list[Part]:
    files = {
        "mkdocs.yml": "extra: {topics: {basics: 基础}}",
        "docs/basics/one/index.md": note("one", requires="[two]"),
        "docs/basics/two/index.md": note("two"),
        "docs/basics/three/index.md": note("three").replace("requires: []", WITHDRAWN),
        "docs/basics/four/index.md": note("four").replace("requires: []", "draft: true"),
        "site/basics/one/index.html": PAGE.format("<h1>一</h1>"),
        "site/basics/two/index.html": PAGE.format("<h1>二</h1>"),
        "site/basics/three/index.html": PAGE.format("<h1>三</h1>"),
        "site/glossary/index.html": PAGE.format("<h1>术语</h1><p>甲</p>"),
        "site/glossary/page/2/index.html": PAGE.format("<h1>术语（第 2 页）</h1><p>乙</p>"),
        "site/glossary/page/10/index.html": PAGE.format("<h1>术语（第 10 页）</h1><p>丙</p>"),
        "site/notation/index.html": PAGE.format("<h1>符号</h1>"),
        "site/sources/index.html": PAGE.format("<h1>来源</h1>"),
        "site/sources/b/index.html": PAGE.format("<h1>来源：B</h1><p>b</p>"),
        "site/sources/a/page/2/index.html": PAGE.format("<h1>来源：A（第 2 页）</h1><p>aa</p>"),
        "site/sources/a/index.html": PAGE.format("<h1>来源：A</h1><p>a</p>"),
    }
    for name, text in files.items():
        tmp_path.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
        tmp_path.joinpath(name).write_text(text, "utf-8")
    return list(parts(tmp_path, tmp_path / "site"))


def test_what_the_site_does_not_list_is_not_in_the_book(book: list[Part]) -> None:
    (topic, _) = book
    assert [page.address for page in topic.pages] == ["basics/two/", "basics/one/"]


def test_a_list_is_whole_however_many_pages_it_has(book: list[Part]) -> None:
    glossary, _, sources = book[-1].pages
    assert [(one.tag, one.text) for one in glossary.article] == [
        ("h1", "术语"), ("p", "甲"), ("p", "乙"), ("p", "丙"),
    ]  # fmt: skip
    assert [(one.tag, one.text) for one in sources.article] == [
        ("h1", "来源"), ("h2", "来源：A"), ("p", "a"), ("p", "aa"), ("h2", "来源：B"), ("p", "b"),
    ]  # fmt: skip
    assert sources.further == ("sources/a/", "sources/a/page/2/", "sources/b/")
