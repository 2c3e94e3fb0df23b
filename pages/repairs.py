"""What Material's templates write otherwise here: what they leave inaccessible, and our search."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from pages.markup import replaced


class Change(NamedTuple):
    what: str
    old: str | re.Pattern[str]
    new: str
    times: int = 1


HINT = re.compile(
    r"\{% if page\.(?:prev|next)\w+ %\}\s*<link rel=\"(?:prev|next)\"[^>]*>\s*\{% endif %\}\s*"
)
WORKER = re.compile(r"\"assets/javascripts/workers/search\.[^\"]*\"")
DIALOG = '<div class="md-search" data-md-component="search" role="dialog"'
COUNT = '<div class="md-search-result__meta">'
RESULTS = '<ol class="md-search-result__list" role="presentation">'
FORM = '<form class="md-search__form" name="search"'
LIST = re.compile(r'(<nav class="md-nav"(?: data-md-level="\{\{ level \}\}")?) aria-label[^>]*>')
ITEM = "{% macro render(nav_item, path, level, parent) %}"
CHANGES: Mapping[str, tuple[Change, ...]] = {
    "base.html": (
        # Firefox would fetch the next page, which the policy forbids: a violation on every page.
        Change("前后两页的地址", HINT, "", times=2),
        Change("搜索程序的地址", WORKER, "build.search_worker"),
    ),
    "partials/search.html": (
        Change("搜索框", DIALOG, f'{DIALOG} aria-label="搜索"'),
        Change("搜索结果的数目", COUNT, f'{COUNT[:-1]} role="status">'),
        Change("搜索结果", RESULTS, RESULTS.replace(' role="presentation"', "")),
        # For browsers without JavaScript.
        Change("搜索的表单", FORM, f"{FORM} novalidate action=\"{{{{ 'search/' | url }}}}\""),
    ),
    # Lists within the navigation, and within the contents, are no landmarks of their own.
    "partials/toc-item.html": (Change("目录里的列表", LIST, r'\1 role="presentation">'),),
    "partials/nav-item.html": (
        Change("导航里的列表", LIST, r'\1 role="presentation">'),
        # What does not hold the page is the same on many; in the place of a topic there may be another.
        Change(
            "导航里的一项",
            ITEM,
            f"""{ITEM}
{{%- if nav_item.active -%}}{{{{ rendered(nav_item, path, level, parent) }}}}
{{%- else -%}}{{{{ build.once(nav_item.url or path ~ nav_item.title, rendered, nav_item, path, level, parent) }}}}
{{%- endif -%}}
{{% endmacro %}}
{ITEM.replace("render", "rendered")}""",
        ),
    ),
}
"""By the template that they are changes of."""


def mended(name: str, source: str) -> str:
    """The source of a template of Material's as it is used here. Raises MarkupChangedError."""
    for change in CHANGES.get(name, ()):
        source = replaced(source, change.old, change.new, what=change.what, times=change.times)
    return source
