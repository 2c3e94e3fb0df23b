"""TeX formulas as MathML Core for pages."""

from __future__ import annotations

import html as html_entities
import re
from functools import cache

from pages.formula_errors import FormulaError, explain
from pages.mathml_tree import mended
from pages.tags import quoted
from pages.tex.formula import Formula
from pages.tex.tokens import UnfitError

NAMED_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot);)\w+;")
BIG_FENCE = re.compile(r'<mo (?:\w+="[^"]*" )*?(?P<size>minsize="[^>]*>[^<]*</mo>)')
MENCLOSE = re.compile(r'<menclose notation="([\w ]+)">')
ENCLOSED_MARK = re.compile(r'<mrow class="menclose-\w+"></mrow>')
TEXT = re.compile(r"<mtext>([^<]*[^<\s][^<]*)</mtext>(?=<mo\b)")
PHONE = 24
"""Signs that a formula may have to fit a line of 328 px."""
SPACE = re.compile(r'<mspace width="([\d.]+)em"')
ROOT_STRUT = '<mspace height="0.75em"/>'
MIDDLE = '<mo stretchy="true" lspace="0" rspace="0">'
COMBINING_BAR = '<mo stretchy="true">\u0332</mo>'
COLUMNS = {
    "text-align: right;justify-items: end;padding-right: 0;": "math-right",
    "text-align: left;justify-items: start;padding-left: 0;": "math-left",
    "text-align: left;justify-items: start;padding-right: 0;": "math-case",
    "text-align: left;justify-items: start;padding-right: 0;padding-left:1em;": "math-condition",
}
"""What math-core gives to cells of `aligned` and `cases`, and our classes that say it."""
ANCHOR = re.compile(r' id="([^"]+)"')


@cache
def to_mathml(tex: str, *, display: bool) -> str:
    """A `<math>` element that keeps its TeX in `alttext`. Raises FormulaError."""
    source = tex.strip()
    try:
        drawn = Formula(source, display=display).draw()
    except UnfitError as error:
        raise FormulaError(
            source, explain(error.reason, source[error.position :]), error.position
        ) from error
    # Named entities are HTML only; the same markup must be well-formed XML.
    drawn = NAMED_ENTITY.sub(lambda entity: html_entities.unescape(entity[0]), drawn)
    # MathML Core leaves menclose out: a box or a stroke is what CSS makes of a row.
    drawn = MENCLOSE.sub(r'<mrow class="\1">', ENCLOSED_MARK.sub("", drawn))
    drawn = drawn.replace("</menclose>", "</mrow>")
    # Chromium draws a combining bar to the left of what it is on.
    drawn = drawn.replace(COMBINING_BAR, '<mo stretchy="true">‾</mo>')
    # Chromium spaces fences of a given size like operators, and centres one in a row of its own only.
    drawn = BIG_FENCE.sub(
        r'<mrow><mo lspace="0" rspace="0" stretchy="true" symmetric="true" \g<size></mrow>', drawn
    )
    # Without room a minus right after the bar of \middle| touches it.
    drawn = drawn.replace(MIDDLE, '<mo stretchy="true" lspace="0.1667em" rspace="0.1667em">')
    # A row of texts and one operator would count as that operator, and lose the space around it.
    drawn = TEXT.sub(r'<mi mathvariant="normal">\1</mi>', drawn)
    # Browsers hang the smallest root from what it holds: over a low letter, below the line.
    drawn = drawn.replace("</msqrt>", f"{ROOT_STRUT}</msqrt>")
    # Firefox takes ⊙ for a sum over everything that follows.
    drawn = drawn.replace(">⊙<", ' largeop="false">⊙<')
    drawn = mended(drawn)
    for style, name in COLUMNS.items():  # the policy has a hash of any other
        drawn = drawn.replace(f'style="{style}"', f'class="{name}"')
    return drawn.replace("<math", f'<math alttext="{quoted(source)}"', 1)


def inline(drawn: str, before: str = "", after: str = "") -> str:
    """A formula in a line, with the signs right beside it.

    Browsers break lines around a formula as if those could begin or end one.
    """
    together = f"{before}{drawn}{after}"
    if _signs(drawn) > PHONE:  # never breaks, so on a phone it gets a line to scroll in
        return f'<span class="math math--long" tabindex="0">{together}</span>'
    return f'<span class="math">{together}</span>'


@cache
def anchors(drawn: str) -> tuple[str, ...]:
    """Ids of the equations that others refer to."""
    return tuple(map(html_entities.unescape, ANCHOR.findall(drawn)))


def block(drawn: str) -> str:
    """A formula of its own; it scrolls by itself, so it must be reachable by keyboard."""
    return f'<div class="math" tabindex="0" role="group" aria-label="公式">{drawn}</div>'


def named(drawn: str, name: str) -> str:
    """With a name: a header cell that is only a formula counts as empty without."""
    return drawn.replace("<math", f'<math aria-label="{quoted(name)}"', 1)


@cache
def _signs(drawn: str) -> float:
    """How many it is as wide as: a root takes one, and so does an em of space."""
    spaces = sum(map(float, SPACE.findall(drawn)))
    roots = drawn.count("<msqrt") + drawn.count("<mroot")
    return len(re.sub(r"<[^>]+>|\s", "", drawn)) + roots + spaces
