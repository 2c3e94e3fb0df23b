"""Signs that are typed, and letters in alphabets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pages.tex.tokens import Reader, Token, UnfitError, grouped, put, text

if TYPE_CHECKING:
    from pages.tex.formula import Formula

PRIMES = "′″‴⁗"
REFUSED = (
    "∅√∛∜∠∡∢⊤⇫⇬⇭⇮⇯⇰⇱⇲⇳⟀⟁⟃⟄⟊⟋⟌⟍⟎⟏⟐⟓⟔⟠⟡⟢⟣⟤⟥⤙⤚⦁⦙⦚⦛⦜⦝⦞⦟⦠⦡⦢⦣⦤⦥⦦⦧⦨⦩⦪⦫⦬⦭⦮⦯⦰⦱⦲⦳⦴⦺⦻⦼⦽⦾⦿"
    "⧂⧃⧉⧊⧋⧌⧍⧖⧗⧜⧝⧞⧧⧨⧩⧪⧫⧬⧭⧮⧯⧰⧱⧲⧳⧾⧿⫙⫚⫛⫝⫬⫭⫯⫰⫱⫴⫵⫻" + "".join(map(chr, (*range(0x20D0, 0x20F1), 0x2ADC)))
)
"""Signs that math-core knows by their commands only, if at all."""
HIDDEN_BY = 0xF0000
HIDE = {sign: chr(HIDDEN_BY + ord(sign)) for sign in REFUSED}
"""It takes a letter of private use for each."""
HIDDEN = re.compile("[\U000f0000-\U000ffffd]")
VERBATIM = {ord(sign): HIDDEN_BY + ord(sign) for sign in "\\{}$&#^_%~ '`\"-<>"}
TYPED = {"∴": r"\therefore", "∵": r"\because", "⊥": r"\perp"}
BASES = {"'": 8, '"': 16}
"""By what stands before a number."""
DIGITS = "0123456789ABCDEF"
CIRCLED = {
    **{str(number): chr(0x245F + number) for number in range(1, 21)},
    **{str(number): chr(0x323C + number) for number in range(21, 36)},
    **{str(number): chr(0x328D + number) for number in range(36, 51)},
    **{chr(0x41 + letter): chr(0x24B6 + letter) for letter in range(26)},
    **{chr(0x61 + letter): chr(0x24D0 + letter) for letter in range(26)},
    "0": "⓪",
}


def hidden(token: Token) -> Token:
    """Itself, unless math-core would refuse it."""
    letter = HIDE.get(token.text)
    return Token(letter, token.start) if letter else token


def circled(token: Token, reader: Reader) -> list[Token]:
    inside = text(reader.argument()).strip()
    known = CIRCLED.get(inside, inside + HIDE["\u20dd"])
    return [Token(known, token.start)]


def _prime(formula: Formula, token: Token, reader: Reader) -> list[Token]:
    count = 0
    while (prime := reader.after_space()) and prime in PRIMES:
        count += 1 + PRIMES.index(reader.take().text)
    if not count:
        return [token]
    return [token, Token(chr(HIDDEN_BY + ord(PRIMES[min(count, 4) - 1])), token.start)]


def _bold(formula: Formula, token: Token, reader: Reader) -> list[Token]:
    """Digits have no bold italic form, which math-core is content with."""
    written = [token, *put(token, "{")]
    for one in formula.rewritten(reader.argument()):
        written += put(one, rf"\mathbf{{{one.text}}}") if one.text.isdecimal() else [one]
    return [*written, *put(token, "}")]


def _fraktur(formula: Formula, token: Token, reader: Reader) -> list[Token]:
    """math-core's table has ℍ for I."""
    letters = formula.rewritten(reader.argument())
    mended = (put(one, r"\Im") if one.text == "I" else [one] for one in letters)
    return [token, *grouped(token, [one for some in mended for one in some])]


def _typed(formula: Formula, token: Token, reader: Reader) -> list[Token]:
    return [*put(token, TYPED[token.text]), *put(token, " ")]


def _surd(formula: Formula, token: Token, reader: Reader) -> list[Token]:
    """The sign alone; math-core draws a root over nothing."""
    return [Token(HIDE["√"], token.start)]


def _character(formula: Formula, token: Token, reader: Reader) -> list[Token]:
    return character(token, reader)


def character(token: Token, reader: Reader) -> list[Token]:
    """By its number, which may be octal or hexadecimal, or the sign itself after a backtick."""
    mark = reader.after_space()
    if mark == "`":
        reader.take()
        return [hidden(reader.take())] if reader else []
    base = BASES.get(mark, 10)
    if base != 10:
        reader.take()
    number = 0
    while (digit := reader.next()) and digit in DIGITS[:base]:
        number = number * base + DIGITS.index(reader.take().text)
    if not chr(min(number, 0xFFFF)).isprintable() or number in (0, 32):
        raise UnfitError(token.start, r"Expected the number of a sign after \char.")
    return [Token(chr(HIDDEN_BY + number), token.start)]


def _space(formula: Formula, token: Token, reader: Reader) -> list[Token]:
    return put(token, r"\ ")


RULES = {r"\surd": _surd, r"\char": _character}
USUAL = {
    **dict.fromkeys(TYPED, _typed),
    **dict.fromkeys((r"\boldsymbol", r"\bm", r"\pmb", r"\symbf"), _bold),
    **dict.fromkeys((r"\mathfrak", r"\frak"), _fraktur),
    **dict.fromkeys(("\\\n", "\\\t", "\\\r"), _space),
    "^": _prime,
}
SUSPECT = (
    rf"(?<!\\)(?:\\\\)*\\[\t\r\n]|\^\s*[′″‴⁗]|[{REFUSED}{''.join(TYPED)}]|\\(?:math)?frak.*?I"
    r"|\\(?:boldsymbol|bm|pmb|symbf)\s*(?:\d|\{[^}]*\d)|\\[A-Za-z]+\*"
)
