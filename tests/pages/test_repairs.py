"""What Material's templates leave inaccessible is mended, or the build says what Material changed."""

from __future__ import annotations

import pytest

from pages.markup import MarkupChangedError, inserted, replaced
from pages.repairs import mend

PAGE = """<html><body>
<div class="md-search" data-md-component="search" role="dialog">
<div class="md-search-result__meta"></div>
<ol class="md-search-result__list" role="presentation"></ol>
</div>
<nav class="md-nav md-nav--primary" aria-label="导航栏" data-md-level="0">
<ul class="md-nav__list" data-md-scrollfix>
<nav class="md-nav" data-md-level="1" aria-labelledby="a" aria-expanded="true">
<ul class="md-nav__list" data-md-scrollfix></ul></nav></ul></nav>
<nav class="md-nav md-nav--secondary" aria-label="目录">
<ul class="md-nav__list" data-md-component="toc" data-md-scrollfix>
<nav class="md-nav" aria-label="一节"><ul class="md-nav__list"></ul></nav></ul></nav>
<article><nav></nav></article></body></html>
"""


@pytest.mark.parametrize(
    "mended",
    [
        pytest.param('role="dialog" aria-label="搜索">', id="the search dialog has a name"),
        pytest.param('meta" role="status">', id="the number of results is told"),
        pytest.param('<ol class="md-search-result__list">', id="search results are a list"),
        pytest.param(
            '<nav class="md-nav" data-md-level="1" role="presentation">',
            id="a list inside the navigation is no landmark",
        ),
        pytest.param('<nav class="md-nav" role="presentation">', id="nor one inside the contents"),
        pytest.param(
            '<nav class="md-nav md-nav--primary" aria-label="导航栏" data-md-level="0">',
            id="the navigation is one",
        ),
        pytest.param("<article><nav></nav></article>", id="the text is left alone"),
    ],
)
def test_the_frame_is_mended(mended: str) -> None:
    assert mended in mend(PAGE)


def test_no_browser_is_told_to_fetch_the_next_page() -> None:
    with_next = PAGE.replace("<body>", '<link rel="next" href="../two/"><body>')
    assert mend(with_next, 1) == mend(PAGE)


def test_a_page_without_lists_in_lists_has_nothing_to_mend_there() -> None:
    start, end = PAGE.index('<nav class="md-nav" data'), PAGE.index("</ul></nav>\n<nav")
    flat = PAGE[:start] + PAGE[end:]
    start, end = flat.index('<nav class="md-nav" aria'), flat.index("</ul></nav>\n<article")
    assert 'role="presentation"' not in mend(flat[:start] + flat[end:])


@pytest.mark.parametrize(
    ("theirs", "changed", "what"),
    [
        ('class="md-search" data-md', 'class="md-search2" data-md', "搜索框"),
        ('role="dialog"', 'role="search"', "搜索框"),
        ("md-search-result__meta", "md-search__meta", "搜索结果的数目"),
        ("md-search-result__list", "md-search__list", "搜索结果"),
        ('<nav class="md-nav" data', '<nav class="md-list" data', "导航里的列表"),
        ('<nav class="md-nav" aria', '<nav class="md-list" aria', "导航里的列表"),
        ('class="md-nav__list"', 'class="md-list"', "导航里的列表"),
        ("md-nav--primary", "md-nav--main", "导航里的列表"),
    ],
)
def test_what_material_writes_otherwise_is_told(theirs: str, changed: str, what: str) -> None:
    assert theirs in PAGE
    with pytest.raises(MarkupChangedError, match=f"“{what}”"):
        mend(PAGE.replace(theirs, changed))


def test_one_of_several_places_is_changed_only_if_there_are_so_many() -> None:
    assert replaced("a b a", "a", "c", what="x", times=2) == "c b c"
    with pytest.raises(MarkupChangedError, match=r"x.*a 应有 1 处"):
        replaced("a b a", "a", "c", what="x")


def test_what_is_inserted_stands_before_the_last_of_them() -> None:
    assert inserted("<a></a><a></a>", "x", before="</a>", what="y") == "<a></a><a>x</a>"
    with pytest.raises(MarkupChangedError, match="</b>"):
        inserted("<a></a>", "x", before="</b>", what="y")
