"""The one style sheet of the site: what it shows of Material's, then ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

COMPONENTS = (
    "arithmatex|card|cards|critic|emojione|filename|gemoji|giscus|grid|highlighttable|hll|"
    "katex-html|keys|lg|linenodiv|linenos|md-annotation|md-annotation-list|md-author|"
    "md-banner|md-button|md-clipboard|md-code__button|md-code__nav|md-consent|"
    "md-content--post|md-content__button|md-draft|md-feedback|md-header--lifted|md-input|"
    "md-meta|md-nav--integrated|md-nav--lifted|md-nav__item--section|md-pagination|md-path|"
    "md-pin|md-post|md-profile|md-progress|md-select|md-sidebar--post|md-social|"
    "md-source-file|md-source__fact|md-source__facts|md-source__icon|md-status|md-tabs|"
    "md-tag|md-tag-icon|md-tag-shadow|md-tags|md-toggle--indeterminate|md-tooltip|"
    "md-tooltip2|md-top|md-version|mermaid|result|tabbed-block|tabbed-button|tabbed-content|"
    "tabbed-control|tabbed-labels|tabbed-set|task-list-control|task-list-indicator|"
    "task-list-item|twemoji|xl|xxl|xxxl"
)
BOXES = "abstract|bug|danger|failure|info|note|question|quote|success|tip|warning"
"""Kinds that no note may have."""
UNSEEN = re.compile(
    rf"\.(?:{COMPONENTS})(?:--|__|(?![\w\\-]))"
    rf"|\.(?:{BOXES})(?![\w\\-])"
    r"|\[dir=rtl\]|\[data-linenos\]|\[role=columnheader\]"
    r"|\[data-md-color-(?:primary|accent)=(?!indigo)"
    r"|table:not(?![\w-])|\[data-md-color-switching\]"
)
"""What a selector of Material's names, of which no page has anything. With the last two, tables without a class and what
is switched, a browser looks at every element again when the class of <html> changes, or the palette: at each load."""

STRING = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
VERBATIM = rf"""(?:{STRING}|url\((?:[^"'()\\]|\\.)*\)|\\(?:[0-9a-fA-F]{{1,6}}\s?|.))"""
"""Text, addresses without quotes, escaped signs: in them no sign is one of the sheet."""
SIGN = re.compile(rf"{VERBATIM}|.", re.DOTALL)
COMMENT = r"/\*.*?\*/"
GAP = rf"(?:\s|{COMMENT})"
SPACE = re.compile(
    rf"({VERBATIM})|{GAP}*+([{{}};,]){GAP}*+|([:(]){GAP}++|{GAP}++(\))"
    rf"|(?:{COMMENT})*+\s{GAP}*+|({COMMENT})",
    re.DOTALL | re.ASCII,
)
"""What is kept; signs, which need no space; what is between words, which a comment parts without any."""
FLAT = rf"(?:{VERBATIM}|[^{{}}\"'\\])*+"
NESTED = rf"{FLAT}(?:\{{{FLAT}(?:\{{{FLAT}\}}{FLAT})*\}}{FLAT})*"
RULE = re.compile(rf"((?:{VERBATIM}|[^{{}};\"'\\])*+)(?:;|\{{({NESTED})\}})", re.DOTALL)
"""A statement, or what stands before braces and what in them; of groups of rules too."""
GROUPS = ("@media", "@supports")
WITHIN = re.compile(rf"{STRING}|\((?:{STRING}|[^()\"'])*\)", re.DOTALL)
VARIABLE = re.compile(
    rf"{VERBATIM}|(?<=[{{;])(--[\w-]+):(?:{VERBATIM}|[^;{{}}\"'\\])*+(?:;|(?=\}}))", re.DOTALL
)


def merged(theirs: Iterable[str], ours: Iterable[str]) -> str:
    """One sheet, in this order, without variables of Material's that nothing reads."""
    before, after = ("\n".join(sheets) for sheets in (map(shown, theirs), map(minified, ours)))
    read = f"{before}\n{after}"
    shorter = VARIABLE.sub(
        lambda found: found[0] if not found[1] or f"var({found[1]}" in read else "", before
    )
    return f"{shorter}\n{after}"


def minified(css: str) -> str:
    return SPACE.sub(lambda found: next(filter(None, found.groups()), " "), css).strip()


@cache
def shown(css: str) -> str:
    """Material's without the rules of what no page has."""
    return "".join(_shown(minified(css)))


def _shown(css: str) -> Iterator[str]:
    for before, within in _rules(css):
        if within is None:
            yield f"{before};"
        elif before.startswith(GROUPS):
            if rules := "".join(_shown(within)):
                yield f"{before}{{{rules}}}"
        elif kept := [one for one in selectors(before) if not is_unseen(one)]:
            yield f"{','.join(kept)}{{{within}}}"


def unseen(css: str) -> Iterator[str]:
    """The selectors that `shown` leaves out."""
    for before, within in _rules(minified(css)):
        if before.startswith(GROUPS):
            yield from unseen(within or "")
        elif within is not None:
            yield from filter(is_unseen, selectors(before))


def _rules(css: str) -> Iterator[tuple[str, str | None]]:
    at = 0
    while rule := RULE.match(css, at):
        yield rule[1].strip(), rule[2]
        at = rule.end()
    if css[at:].strip():
        raise ValueError(f"读不懂这段样式：{css[at : at + 80]}")


def selectors(before: str) -> list[str]:
    """Of a list, the parts: commas within parentheses part nothing."""
    depth, parts = 0, [""]
    for sign in SIGN.findall(before):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def is_unseen(selector: str) -> bool:
    """What is in parentheses may be one of several, or negated."""
    return bool(UNSEEN.search(bare(selector)))


def bare(selector: str) -> str:
    """Without what is in parentheses or in quotes."""
    while (shorter := WITHIN.sub("", selector)) != selector:
        selector = shorter
    return selector
