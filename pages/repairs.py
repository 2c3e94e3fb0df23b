"""What Material's templates leave inaccessible."""

from __future__ import annotations

import re

from pages.markup import replaced

SEARCH = '<div class="md-search" data-md-component="search" role="dialog"'
COUNT = '<div class="md-search-result__meta">'
RESULTS = '<ol class="md-search-result__list" role="presentation">'
HINT = re.compile(r'<link rel="(?:prev|next)"[^>]*>\s*')
"""Firefox would fetch the next page, which the policy forbids: a violation on every page."""
NAV = re.compile(r'<nav class="md-nav"( data-md-level="\d+")?[^>]*>')
LIST = 'class="md-nav__list"'
OUTER = ('<nav class="md-nav md-nav--primary"', f'{LIST} data-md-component="toc"')
"""One for each list that lies in no other."""


def mend(html: str, neighbours: int = 0) -> str:
    """The page with a named search dialog and one navigation. Raises MarkupChangedError.

    `neighbours` are the pages before and after it.
    """
    html = replaced(html, HINT, "", what="前后两页的地址", times=neighbours)
    html = replaced(html, SEARCH, f'{SEARCH} aria-label="搜索"', what="搜索框")
    html = replaced(html, COUNT, f'{COUNT[:-1]} role="status">', what="搜索结果的数目")
    html = replaced(html, RESULTS, RESULTS.replace(' role="presentation"', ""), what="搜索结果")
    # Lists within the navigation are no landmarks of their own.
    nested = html.count(LIST) - sum(map(html.count, OUTER))
    quiet = r'<nav class="md-nav"\1 role="presentation">'
    return replaced(html, NAV, quiet, what="导航里的列表", times=nested)
