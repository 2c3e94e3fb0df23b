"""What Material's templates and script do otherwise here: what they leave inaccessible, our search, fewer requests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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
SCRIPT = re.compile(r"'assets/javascripts/bundle\.[^']*'")
DIALOG = '<div class="md-search" data-md-component="search" role="dialog"'
COUNT = '<div class="md-search-result__meta">'
RESULTS = '<ol class="md-search-result__list" role="presentation">'
FORM = '<form class="md-search__form" name="search"'
LIST = re.compile(r'(<nav class="md-nav"(?: data-md-level="\{\{ level \}\}")?) aria-label[^>]*>')
CURRENT = 'class="md-nav__link md-nav__link--active">'
INDEX = '<a href="{{ index.url | url }}" class="md-nav__link {{ class }}"'
FOLD = '<label class="md-nav__link {{ class }}"'
ITEM = "{% macro render(nav_item, path, level, parent) %}"
ICON = '<link rel="icon" href="{{ config.theme.favicon | url }}">'
STORED = '__md_get("__palette")'
TABS = re.compile(r"<script>var target=.*</script>")
CHANGES: Mapping[str, tuple[Change, ...]] = {
    # Each script that is written into pages, and each form of one, makes the policy longer that every answer carries.
    "partials/javascripts/base.html": (
        # Material writes all addresses out, and a sheet with a new one is read again, when the page is drawn already.
        Change(
            "站点的地址",
            'new URL("{{ config.extra.scope | d(base_url) }}",location)',
            'new URL("../..",(sheet=>sheet.href=sheet.href)(document.querySelector("link[rel=stylesheet]")))',
        ),
    ),
    "partials/javascripts/content.html": (Change("标签页的脚本", TABS, ""),),
    # Who has chosen none yet, and has dark windows, would see a light page until the script of the theme is there.
    "partials/javascripts/palette.html": (
        Change("没有选过的配色", STORED, f'{STORED}||{{color:{{media:"(prefers-color-scheme)"}}}}'),
    ),
    "base.html": (
        # Firefox would fetch the next page, which the policy forbids: a violation on every page.
        Change("前后两页的地址", HINT, "", times=2),
        Change("搜索程序的地址", WORKER, "build.search_worker"),
        Change("主题的脚本的地址", SCRIPT, "build.theme_script"),
        Change("图标", ICON, "{% include 'partials/icon.html' %}"),
        Change("跳到正文的链接", '{{ lang.t("action.skip") }}', "跳到正文"),
    ),
    # Each is named as the one before it calls what it leads to.
    "partials/palette.html": (
        Change(
            "配色",
            'aria-label="{{ option.toggle.name }}"',
            'aria-label="{{ config.theme.palette[loop.index0 - 1].toggle.name }}"',
        ),
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
        Change("导航里的这一页", CURRENT, f'aria-current="page" {CURRENT}'),
        Change(
            "导航里的这个主题", INDEX, f'{INDEX}{{% if class %}} aria-current="page"{{% endif %}}'
        ),
        Change("展开主题的按钮", FOLD, f'{FOLD} title="展开或收起"'),
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


SOURCES = re.compile(r"\n//# sourceMappingURL=\S+")
SITEMAP = re.compile(
    r'\w+\(new URL\("sitemap\.xml",(\w+)\)\)\.pipe\([^;]*?(\S)\(new Map\)\),\w+\(\)\)'
)
PARSED = '"text/html")'
ELSEWHERE = re.compile(r"(progress\$:\w+\}\)\.pipe\(\w+\(\(\)=>\()\w+\((\w+),!0\)")
LEFT = re.compile(r'\{(?=history\.replaceState\(\w+,""\),history\.pushState)')
COMING = re.compile(r'function \w+\(\w+\)\{(?=for\(let \w+ of \w+\("\[href\], \[src\]")')
GONE_TO = re.compile(r"\{(?=var \w+,\w+;history\.state!==null\|\|!(\w+)\.hash)")
PLACE = re.compile(r'\{(history\.replaceState\(\w+,""\))\}')
FETCHED = re.compile(r'(\("pathname"\),\w+\()(\w+)=>(?=\w+\(\w+,\{progress\$)')
FRAGMENTS = re.compile(r'\w+\.pipe\(\w+\(\(\)=>(\w+)\),(?=\w+\("hash"\))')
RESULT = 'x("article",{class:"md-search-result__article'
SCRIPT_CHANGES = (
    Change("脚本源文件的地址", SOURCES, ""),
    # What it may swap, for which it would fetch a list that grows with the site: here every page is a folder.
    Change("页面的清单", SITEMAP, r'\2({has:one=>one.startsWith(\1)&&one.endsWith("/")})'),
    # Refuses what is another site's, or only leads on.
    Change("取来的页面", PARSED, f'{PARSED}.querySelector("[data-font]").ownerDocument'),
    # The address is there already: without another in between only its fragment would be gone to.
    Change("换不了的页面", ELSEWHERE, r'\1history.replaceState(null,"","?"),location.replace(\2)'),
    # A place is one of the page that is shown, not of one that is on its way.
    Change("离开的页面", LEFT, '{history.scrollRestoration="manual";'),
    Change("换上的页面", COMING, r"\g<0>document.shown=location.pathname;"),
    Change("要去的位置", GONE_TO, r"{if(document.shown!==\1.pathname)return;"),
    Change("页面里的位置", PLACE, r"{document.shown===location.pathname&&\1}"),
    # At the first click on an anchor it would fetch the page that is shown, and go there when that has come.
    Change("页面里的去处", FETCHED, r"\1(\2,before)=>!before&&document.shown===\2.pathname?[]:"),
    Change("页面里的锚点", FRAGMENTS, r"\1.pipe("),
    # For it a page's beginning would be shown, beside what ours tells.
    Change("预览", '||e.hasAttribute("data-preview")', ""),
    # In an article a link would have no name.
    Change("一条搜索结果", RESULT, RESULT.replace("article", "div", 1)),
    # Of a second one, ours is the first, a browser takes nothing but the occasion to style every element again.
    Change("写明深浅的 meta", '{name:"color-scheme"}', "{}"),
)


def mended(name: str, source: str) -> str:
    """The source of a template of Material's as it is used here. Raises MarkupChangedError."""
    return changed(source, CHANGES.get(name, ()))


def changed(source: str, changes: Iterable[Change]) -> str:
    """Raises MarkupChangedError where one of them finds nothing."""
    for change in changes:
        source = replaced(source, change.old, change.new, what=change.what, times=change.times)
    return source
