"""Sizes, colours, boxes, rules and links."""

from __future__ import annotations

import html as html_entities
import re
from typing import TYPE_CHECKING

from math_core import LatexError

from pages.css_colors import CSS_COLORS
from pages.tex.macros import CONVERTER
from pages.tex.tables import LENGTH
from pages.tex.texts import plain, text_with_formulas
from pages.tex.tokens import Reader, Token, UnfitError, grouped, put, text

if TYPE_CHECKING:
    from pages.tex.formula import Formula

SIZES = {
    r"\tiny": 50,
    r"\sixptsize": 60,
    r"\scriptsize": 70,
    r"\footnotesize": 80,
    r"\small": 90,
    r"\normalsize": 100,
    r"\large": 120,
    r"\Large": 144,
    r"\LARGE": 173,
    r"\huge": 207,
    r"\Huge": 249,
}
"""Per cent, as KaTeX has them."""
MOVED = {"l": ";transform:translateX(-100%)", "c": ";transform:translateX(-50%)", "r": ""}
"""Where it stands that takes no room, by the letter before `lap`."""
LINK = re.compile(r"(?:https?://|mailto:|#)[^\s\"'<>\\]+")
SIDE = re.compile("[tblrc]")
HEX = re.compile(r"#?([0-9a-fA-F]{6})|#([0-9a-fA-F]{3})")


def _size(formula: Formula, token: Token, reader: Reader) -> list[Token]:
    return formula.styled(token, f"font-size:{SIZES[token.text]}%")


def _color(formula: Formula, token: Token, reader: Reader) -> list[Token]:
    if reader.next() == "[":
        return [token]
    name = reader.argument()
    if color := _known_to_css(text(name)):
        return formula.styled(token, f"color:{color}")
    return [*put(token, r"\color"), *grouped(token, name)]


def _text_color(formula: Formula, token: Token, reader: Reader) -> list[Token]:
    if reader.next() == "[":
        return [token]
    color = _color(formula, token, reader)
    return grouped(token, [*color, *formula.rewritten(reader.argument())])


def _color_box(formula: Formula, token: Token, reader: Reader) -> list[Token]:
    frame = ""
    if token.text == r"\fcolorbox":
        frame = f";border:0.05em solid {_css_color(token, reader)}"
    style = f"background:{_css_color(token, reader)};padding:0.3em{frame}"
    content = text_with_formulas(formula, token, reader.argument(), r"\text")
    return grouped(token, [*formula.styled(token, style), *content])


def _css_color(token: Token, reader: Reader) -> str:
    name = text(reader.argument())
    if color := _known_to_css(name):
        return color
    try:
        drawn = CONVERTER.convert_with_local_state(rf"\color{{{name}}}x", displaystyle=False)
    except LatexError as error:
        raise UnfitError(token.start, f'Unknown color "{name}".') from error
    return str(drawn).partition("color:")[2].partition(";")[0]


def _known_to_css(name: str) -> str:
    if value := HEX.fullmatch(name.strip()):
        return f"#{value[1] or value[2]}"
    return name.strip() if name.strip() in CSS_COLORS else ""


def _rule(formula: Formula, token: Token, reader: Reader) -> list[Token]:
    raised = reader.optional(LENGTH) or ""
    width, height = _length(token, reader), _length(token, reader)
    drawn = f'<mspace width="{width}" height="{height}" style="background:currentcolor"/>'
    if raised:
        drawn = f'<mpadded voffset="{raised.replace(" ", "")}">{drawn}</mpadded>'
    return _drawn(formula, token, drawn)


def _length(token: Token, reader: Reader) -> str:
    found = text(reader.argument())
    if not (length := LENGTH.fullmatch(found)):
        raise UnfitError(token.start, f'Expected length with units, found "{found}".')
    return length[1].replace(" ", "")


def _link(formula: Formula, token: Token, reader: Reader) -> list[Token]:
    address = text(reader.argument()).strip().replace(r"\%", "%").replace(r"\#", "#")
    shown = address if token.text == r"\url" else text(plain(_unwrapped(reader.argument())))
    if not LINK.fullmatch(address):
        raise UnfitError(token.start, f'Unexpected address "{address}".')
    if set(shown) & set("\\{}$^_"):
        raise UnfitError(token.start, "Expected a text as the name of the link.")
    link = f'<a href="{html_entities.escape(address)}">{html_entities.escape(shown)}</a>'
    return _drawn(formula, token, f"<mtext>{link}</mtext>")


def _unwrapped(given: list[Token]) -> list[Token]:
    """Of a text and nothing else, what is in it."""
    reader = Reader(given)
    if reader and reader.take().text == r"\text":
        inside = reader.argument()
        return given if reader else inside
    return given


def _drawn(formula: Formula, token: Token, mathml: str) -> list[Token]:
    return put(token, rf"\text{{{formula.drawn_here(mathml)}}}")


def _unplaced(formula: Formula, token: Token, reader: Reader) -> list[Token]:
    """Without the option that says to which side: of one line of text nobody sees it."""
    reader.optional(SIDE)
    return [token]


def _lap(formula: Formula, token: Token, reader: Reader) -> list[Token]:
    """What takes no room: a phantom without width, in which it is seen."""
    side, inside = token.text[-4], reader.argument()
    if token.text.startswith(r"\math"):
        content = formula.rewritten(inside)
    else:
        content = text_with_formulas(formula, token, inside, r"\text")
    style = f"visibility:visible{MOVED[side]}"
    shown = grouped(token, [*formula.styled(token, style), *content])
    return [*put(token, r"\vphantom"), *grouped(token, shown)]


def _hspace(formula: Formula, token: Token, reader: Reader) -> list[Token]:
    return put(token, r"\hspace")


RULES = {
    **dict.fromkeys(SIZES, _size),
    **dict.fromkeys((r"\href", r"\url"), _link),
    **dict.fromkeys((r"\colorbox", r"\fcolorbox"), _color_box),
    **dict.fromkeys((r"\cfrac", r"\smash"), _unplaced),
    r"\color": _color,
    r"\textcolor": _text_color,
    r"\rule": _rule,
    r"\hspace*": _hspace,
    **dict.fromkeys([rf"\{kind}{side}lap" for kind in ("", "math") for side in MOVED], _lap),
}
