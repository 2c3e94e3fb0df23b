"""What Material's templates leave inaccessible is mended, or the build says what Material changed."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jinja2
import pytest

from pages.markup import MarkupChangedError, inserted, replaced
from pages.repairs import mended

SEARCH, ITEM, CONTENTS, PALETTE = (
    f"partials/{name}.html" for name in ("search", "nav-item", "toc-item", "palette")
)


def theirs(name: str) -> str:
    """A template of the installed theme."""
    package = find_spec("material")
    assert package
    assert package.origin
    return Path(package.origin).with_name("templates").joinpath(name).read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param(SEARCH, 'role="dialog" aria-label="搜索">', id="the search dialog has a name"),
        pytest.param(SEARCH, 'meta" role="status">', id="the number of results is told"),
        pytest.param(SEARCH, '<ol class="md-search-result__list">', id="search results are a list"),
        pytest.param(
            ITEM,
            '<nav class="md-nav" data-md-level="{{ level }}" role="presentation">',
            id="a list inside the navigation is no landmark",
        ),
        pytest.param(
            CONTENTS, '<nav class="md-nav" role="presentation">', id="nor one inside the contents"
        ),
        pytest.param(
            ITEM, '<a href="{{ nav_item.url | url }}" aria-current="page"', id="this page is told"
        ),
        pytest.param(ITEM, 'title="展开或收起"', id="what folds a topic has a name"),
        pytest.param("base.html", "跳到正文", id="the first link says where it leads"),
    ],
)
def test_the_frame_is_mended(name: str, shown: str) -> None:
    assert shown not in theirs(name)
    assert shown in mended(name, theirs(name))


def test_a_palette_is_called_what_choosing_it_does() -> None:
    three = [{"toggle": {"name": name}} for name in ("to light", "to dark", "to system")]
    template = jinja2.Environment().from_string(
        mended(PALETTE, theirs(PALETTE)).replace("include", "set _ =")
    )
    shown = template.render(config={"theme": {"palette": three}})
    assert re.findall('aria-label="(.*?)"', shown) == ["to system", "to light", "to dark"]


def test_no_browser_is_told_to_fetch_the_next_page() -> None:
    assert 'rel="next"' not in mended("base.html", theirs("base.html"))


def test_a_topic_is_not_taken_for_another_in_its_place() -> None:
    kept: dict[str, str] = {}
    build = {"once": lambda key, make, *given: kept.setdefault(key, make(*given))}
    items = jinja2.Environment(
        loader=jinja2.DictLoader({ITEM: mended(ITEM, theirs(ITEM))}), autoescape=True
    )
    items.filters["url"] = str
    shared = {"build": build, "features": ["navigation.indexes", "navigation.prune"]}
    render: Any = items.get_template(ITEM).make_module(shared).render  # type: ignore[attr-defined]
    for name in ("one", "two"):
        index = {"title": name, "url": f"{name}/", "is_index": True}
        shown = render({"title": name, "children": [index]}, "__nav_2", 1, None)
        assert f'href="{name}/"' in shown


def test_other_templates_are_left_alone() -> None:
    nav = theirs("partials/nav.html")
    assert mended("partials/nav.html", nav) == nav


@pytest.mark.parametrize(
    ("name", "old", "new", "what"),
    [
        (SEARCH, 'class="md-search" data-md', 'class="md-search2" data-md', "搜索框"),
        (SEARCH, 'role="dialog"', 'role="search"', "搜索框"),
        (SEARCH, "md-search-result__meta", "md-search__meta", "搜索结果的数目"),
        (SEARCH, "md-search-result__list", "md-search__list", "搜索结果"),
        (SEARCH, '<form class="md-search__form"', '<form class="md-search-form"', "搜索的表单"),
        (ITEM, '<nav class="md-nav" data', '<nav class="md-list" data', "导航里的列表"),
        (ITEM, "macro render(", "macro show(", "导航里的一项"),
        (CONTENTS, '<nav class="md-nav" aria', '<nav class="md-list" aria', "目录里的列表"),
        ("base.html", '<link rel="prev"', '<link rel="previous"', "前后两页的地址"),
        ("base.html", "javascripts/workers/search.", "javascripts/search.", "搜索程序的地址"),
    ],
)
def test_what_material_writes_otherwise_is_told(name: str, old: str, new: str, what: str) -> None:
    assert old in theirs(name)
    with pytest.raises(MarkupChangedError, match=f"“{what}”"):
        mended(name, theirs(name).replace(old, new))


def test_one_of_several_places_is_changed_only_if_there_are_so_many() -> None:
    assert replaced("a b a", "a", "c", what="x", times=2) == "c b c"
    with pytest.raises(MarkupChangedError, match=r"x.*a 应有 1 处"):
        replaced("a b a", "a", "c", what="x")


def test_what_is_inserted_stands_before_the_last_of_them() -> None:
    assert inserted("<a></a><a></a>", "x", before="</a>", what="y") == "<a></a><a>x</a>"
    with pytest.raises(MarkupChangedError, match="</b>"):
        inserted("<a></a>", "x", before="</b>", what="y")
