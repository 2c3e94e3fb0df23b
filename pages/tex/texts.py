"""Text in formulas, and formulas in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from pages.tex import signs
from pages.tex.tokens import Reader, Token, UnfitError, grouped, put

if TYPE_CHECKING:
    from pages.tex.formula import Formula

TEXTS = {
    rf"\{name}": rf"\{name}"
    for name in ["text", "textrm", "textbf", "textit", "textsf", "texttt", "textsc", "emph"]
} | dict.fromkeys((r"\hbox", r"\mbox", r"\textup", r"\textnormal", r"\textmd"), r"\text")
TEXT_FONTS = {
    r"\rm": r"\textrm",
    r"\bf": r"\textbf",
    r"\it": r"\textit",
    r"\sf": r"\textsf",
    r"\tt": r"\texttt",
    r"\sc": r"\textsc",
}
TEXT_SIGNS = {r"\TeX": "TeX", r"\LaTeX": "LaTeX", r"\KaTeX": "KaTeX", r"\textcopyright": "©"}
SIGNS = {r"\textcircled": signs.circled, r"\char": signs.character}
SPACES = (r"\qquad", r"\enskip", r"\negthinspace", r"\copyright", r"\pounds", r"\vdots")
"""What math-core draws between texts only."""
DRAWN = (
    *(r"\href", r"\url", r"\ref", r"\eqref", r"\colorbox", r"\fcolorbox"),
    *(r"\llap", r"\clap", r"\rlap"),
)
"""What is drawn between texts, too."""
CLOSED_BY = {"$": "$", r"\(": r"\)"}
"""Begins and ends a formula within text."""


def _text(formula: Formula, token: Token, reader: Reader) -> list[Token]:
    return text_with_formulas(formula, token, reader.argument(), TEXTS[token.text])


def _framed_text(formula: Formula, token: Token, reader: Reader) -> list[Token]:
    content = text_with_formulas(formula, token, reader.argument(), r"\text")
    return [*put(token, r"\boxed"), *grouped(token, content)]


def text_with_formulas(
    formula: Formula, token: Token, given: list[Token], command: str
) -> list[Token]:
    """Text with formulas in between, one after another: math-core knows none within text."""
    if not _holds_formula(given):
        return [*put(token, command), *grouped(token, plain(given))]
    reader, parts, text = Reader(given), list[Token](), list[Token]()

    def end_text() -> None:
        if text:
            parts.extend([*put(token, command), *grouped(token, plain(text))])
            text.clear()

    while reader:
        one = reader.take()
        if one.text in CLOSED_BY:
            end_text()
            parts += grouped(one, formula.rewritten(reader.until(CLOSED_BY[one.text])))
        elif one.text in SPACES:
            end_text()
            parts.append(one)
        elif one.text in DRAWN:
            end_text()
            parts += formula.rule(one, reader)
        elif one.text in TEXTS or one.text == "{":
            inside = reader.group() if one.text == "{" else reader.argument()
            end_text()
            parts += text_with_formulas(formula, one, inside, TEXTS.get(one.text, command))
        else:
            text.append(one)
    end_text()
    return grouped(token, parts)


def _holds_formula(given: list[Token]) -> bool:
    return any(token.text in (*CLOSED_BY, *DRAWN, *SPACES) for token in given)


def plain(given: list[Token]) -> list[Token]:
    """Text without formulas."""
    reader, written = Reader(given), list[Token]()
    while reader:
        token = reader.take()
        if token.text == "{":
            written += grouped(token, plain(reader.group()))
        elif token.text in TEXTS:
            command = put(token, TEXTS[token.text])
            written += [*command, *grouped(token, plain(reader.argument()))]
        elif token.text in TEXT_FONTS:
            reader.after_space()
            command = put(token, TEXT_FONTS[token.text])
            written += [*command, *grouped(token, plain(reader.rest()))]
        elif token.text in TEXT_SIGNS:
            written += put(token, TEXT_SIGNS[token.text])
        elif token.text in SIGNS:
            written += SIGNS[token.text](token, reader)
        elif token.text.startswith("%"):
            refuse_comment(token)
        else:
            written.append(signs.hidden(token))
    return written


def _textcircled(formula: Formula, token: Token, reader: Reader) -> list[Token]:
    return [*put(token, r"\text"), *grouped(token, signs.circled(token, reader))]


def is_verbatim(token: Token) -> bool:
    return token.text.startswith(r"\verb") and not token.text[-1].isalpha()


def verbatim(token: Token) -> list[Token]:
    inside = token.text.removeprefix(r"\verb").removeprefix("*")[1:-1]
    return [
        *put(token, r"\texttt{"),
        Token(inside.translate(signs.VERBATIM), token.start),
        *put(token, "}"),
    ]


def refuse_comment(token: Token) -> NoReturn:
    """None is left out unseen: `95%` may be meant. Raises UnfitError."""
    raise UnfitError(token.start, 'Unexpected comment "%".')


RULES = {
    **{name: _text for name, known in TEXTS.items() if name != known},
    r"\textcircled": _textcircled,
}
USUAL = {**dict.fromkeys(TEXTS, _text), r"\fbox": _framed_text}
SUSPECT = (
    r"(?<!\\)\$|\\\(|\\(?:rm|bf|it|sf|tt|sc|verb)\b|(?<!\\)%"
    r"|\\text\w*\s*\{[^}]*\\(?:qquad|enskip|neg|copyr|pounds|vdots|(?:La|Ka)?TeX|textcopyr)"
)
