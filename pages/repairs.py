"""What Material's templates and Python-Markdown's output leave inaccessible, and no template can mend."""

from __future__ import annotations

import html as html_entities
import itertools
import re

from pages import formula_text

SEARCH = '<div class="md-search" data-md-component="search" role="dialog"'
COUNT = '<div class="md-search-result__meta">'
RESULTS = '<ol class="md-search-result__list" role="presentation">'
HINT = re.compile(r'\s*<link rel="(?:prev|next)"[^>]*>')
"""Firefox would fetch the next page, which the policy forbids: a violation on every page."""
NAV = re.compile(r'<nav class="md-nav"( data-md-level="\d+")?[^>]*>')
TABLE = re.compile(
    r'<table(?! class="highlight)(?P<attributes>[^>]*)>(?P<rows>.*?)</table>', re.DOTALL
)
HEADER_FORMULA = re.compile(
    r'(?P<start><th[^>]*><span class="math[^>]*><math) (?=alttext="(?P<tex>[^"]*)"[^>]*>'
    r"(?:(?!</th>).)*</math></span></th>)",
    re.DOTALL,
)
EMPTY_HEADER = re.compile(r"<th([^>]*)></th>")
CORNER = re.compile(r"\s*<thead>\s*<tr>\s*<td[^>]*></td>")
FIRST_CELL = re.compile(r"(<tr>\s*)<td(?P<attributes>[^>]*)>(?P<content>.*?)</td>", re.DOTALL)
OUTSIDE = re.compile(r'<a (?=[^>]*href="https?://)(?![^>]*\brel=)')
CODE = re.compile(r'(<div class="(?:language-(?!output)[\w-]+ )?highlight")>(?=<pre>)')


def mend(html: str) -> str:
    """The page with a named search dialog, tables and code for any keyboard, and links that print."""
    start, end = html.find("<article"), html.rfind("</article>")
    if start < 0:
        return _mend_frame(html)
    return _mend_frame(html[:start]) + _mend_article(html[start:end]) + _mend_frame(html[end:])


def _mend_frame(html: str) -> str:
    html = HINT.sub("", html)
    html = html.replace(SEARCH, f'{SEARCH} aria-label="搜索"')
    html = html.replace(COUNT, f'{COUNT[:-1]} role="status">')
    html = html.replace(RESULTS, '<ol class="md-search-result__list">')
    # Lists within the navigation are no landmarks of their own.
    return NAV.sub(r'<nav class="md-nav"\1 role="presentation">', html)


def _mend_article(html: str) -> str:
    # Material's script makes every address absolute: afterwards all look foreign.
    html = OUTSIDE.sub('<a rel="external" ', html)
    html = EMPTY_HEADER.sub(r"<td\1></td>", html)  # a corner heads nothing
    html = HEADER_FORMULA.sub(_name_formula, TABLE.sub(_framed, html))
    return _copy_buttons(html)


def _framed(table: re.Match[str]) -> str:
    attributes = table["attributes"]
    if " class=" not in attributes:
        # Else Material's script would wrap the table again, in a frame without focus.
        attributes += ' class="table__grid"'
    head, body, rows = table["rows"].partition("<tbody>")
    if CORNER.match(head):  # then what stands below it heads the rows
        rows = FIRST_CELL.sub(r'\1<th scope="row"\g<attributes>>\g<content></th>', rows)
    return (
        '<div class="table" tabindex="0" role="group" aria-label="表格">'
        f"<table{attributes}>{head}{body}{rows}</table></div>"
    )


def _name_formula(match: re.Match[str]) -> str:
    """A header cell that is only a formula counts as empty unless the formula has a name."""
    name = formula_text.to_text(html_entities.unescape(match["tex"]))
    return f'{match["start"]} aria-label="{html_entities.escape(name)}" '


def _copy_buttons(html: str) -> str:
    """Buttons that Material's script serves; its own come in an unnamed landmark a block."""
    number = itertools.count(1)

    def button(match: re.Match[str]) -> str:
        block = f"code-{next(number)}"
        # The id is not the <pre>'s: Material's script gives that another one.
        return (
            f'{match[1]} id="{block}"><button class="copy" type="button" '
            f'data-clipboard-target="#{block} code">复制</button>'
        )

    return CODE.sub(button, html)
