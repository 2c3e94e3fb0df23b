"""One style sheet of Material's and ours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pages import style_sheet

STYLES = Path(__file__).parents[2] / "docs/assets/styles"

ICON = "url(\"data:image/svg+xml;charset=utf-8,<svg d='M1{}/*2*/'/>\")"


def test_what_no_page_has_is_left_out_and_told() -> None:
    css = ".md-tabs,.md-nav{a:b}@media print{.md-tabs__link{a:b}.md-main{c:d}}.md-tabs .x{e:f}"
    assert style_sheet.shown(css) == ".md-nav{a:b}@media print{.md-main{c:d}}"
    assert list(style_sheet.unseen(css)) == [".md-tabs", ".md-tabs__link", ".md-tabs .x"]


@pytest.mark.parametrize(
    "css",
    [
        ".x:not(.md-tabs){a:b}",
        ":is(.md-tabs,.md-nav) a{a:b}",
        ".note__end{a:b}",
        "@keyframes x{0%{a:b}to{c:d}}",
        "@media print{@supports (a:b){.x{a:b}}}",
        f".x{{a:{ICON}}}",
        """.x[title='.lg  ,(']{a:'{ "; '}""",
        r".lg\: .x{a:b}",
        r".x\31  .y{a:b}",
        """.x:not([title=").lg"]) .y{a:b}""",
        ".x{a:url(data:x;y,z/*1*/)}",
        ".x{a:1px/**/-2px}",
    ],
)
def test_all_else_stays(css: str) -> None:
    assert style_sheet.shown(css) == css


def test_comments_and_variables_that_nothing_reads_are_left_out() -> None:
    theirs = f":root{{--icon:{ICON};--other:{ICON}}}"
    ours = '/* One. */\n.x {\n  content: "/* no */";\n  background: var(--icon);\n}\n'
    merged = style_sheet.merged([theirs], [ours])
    assert merged == f':root{{--icon:{ICON};}}\n.x{{content:"/* no */";background:var(--icon);}}'


def test_what_cannot_be_read_is_refused() -> None:
    with pytest.raises(ValueError, match="读不懂"):
        style_sheet.shown(".x{a:b")


LOOKED_AT = {"*", "::before", "::after", ":root", ":focus-visible"}
UNDOING = {f"html .md-typeset {box} > :last-child" for box in (".admonition", "details")}
"""What Material says of them by the same words."""


@pytest.mark.parametrize("sheet", sorted(STYLES.glob("*.css")), ids=lambda sheet: sheet.stem)
def test_no_selector_makes_a_browser_look_at_every_element(sheet: Path) -> None:
    """Browsers find rules by the name, class or attribute that a selector ends in; `:is()` tells none."""
    befores = re.findall(r"(?<=[{};])([^@{};]+)\{", "}" + style_sheet.minified(sheet.read_text()))
    found = {one.strip() for before in befores for one in style_sheet.selectors(before)}
    assert found
    last = {one: re.split(r"[ >+~]+", style_sheet.bare(one))[-1] for one in found}
    nameless = {one for one, part in last.items() if not re.sub(r"::?[\w-]+|\*", "", part)}
    assert nameless <= LOOKED_AT | UNDOING
