"""A formula in words that math-core knows, and what to make of its answer."""

from __future__ import annotations

import html as html_entities
import re
from contextlib import suppress

from math_core import LatexError

from pages.tex import looks, operators, signs, tables, tags, texts
from pages.tex.macros import CONVERTER
from pages.tex.tokens import Reader, Token, UnbalancedError, UnfitError, Written, put, tokens

# Red, and a letter of private use, stand for what is drawn or styled here.
DRAWN = 0x100000
STYLED = re.compile(r'<mrow style="color:#FF0000;"><mtext>([\U00100000-\U0010fffd])</mtext>')
LEFT_OUT = re.compile(r"<mtext>([\U00100000-\U0010fffd])</mtext>")
PLACEHOLDER = re.compile(r"<mtext>@\?(\d+)\?@</mtext>|@\?(\d+)\?@")
COMMAND = re.compile(r"\\(?:begin\{[A-Za-z*]+\}|(?:operatorname|tag|hspace)\*|[A-Za-z]+)")
RULES = signs.RULES | texts.RULES | operators.RULES | tables.RULES | tags.RULES | looks.RULES
"""For commands and environments that math-core does not know, or draws wrong."""
USUAL = signs.USUAL | texts.USUAL | operators.USUAL | tables.USUAL
"""For what it does not always know."""
SUSPECT = re.compile(
    "|".join((signs.SUSPECT, texts.SUSPECT, operators.SUSPECT, tables.SUSPECT)), re.DOTALL
)
"""Where it does not."""


class Formula:
    """A formula for math-core, and what to make of its answer."""

    def __init__(self, source: str, *, display: bool) -> None:
        self.display, self._length = display, len(source)
        self._drawn: list[str] = []
        self._written = Written.of([Token(source, 0)])
        if SUSPECT.search(source) or not RULES.keys().isdisjoint(COMMAND.findall(source)):
            with suppress(UnbalancedError):  # math-core tells it
                given = tokens(source)
                if display and r"\tag" in source:
                    given = tags.in_equation(given)
                self._written = Written.of(self.rewritten(given))

    def draw(self) -> str:
        """A `<math>` element. Raises UnfitError."""
        try:
            drawn: str = CONVERTER.convert_with_local_state(
                self._written.source, displaystyle=self.display
            )
        except LatexError as error:
            position, _, reason = str(error).partition(": ")
            place = min(self._written.origin(int(position)), self._length)
            raise UnfitError(place, reason) from error
        if self._drawn:
            drawn = PLACEHOLDER.sub(lambda one: self._drawn[int(one[1] or one[2])], drawn)
            drawn = STYLED.sub(lambda one: f"<mrow {self._drawn[ord(one[1]) - DRAWN]}>", drawn)
            drawn = LEFT_OUT.sub(lambda one: self._drawn[ord(one[1]) - DRAWN], drawn)
        return signs.HIDDEN.sub(
            lambda one: html_entities.escape(chr(ord(one[0]) - signs.HIDDEN_BY)), drawn
        )

    def rewritten(self, given: list[Token]) -> list[Token]:
        reader, written = Reader(given), list[Token]()
        while reader:
            written += self.rule(reader.take(), reader)
        return written

    def rule(self, token: Token, reader: Reader) -> list[Token]:
        """What stands for a token, and for what it takes from those that follow."""
        if token.begins:
            return tables.environment(self, token, reader)
        if rule := RULES.get(token.text) or USUAL.get(token.text):
            return rule(self, token, reader)
        if texts.is_verbatim(token):
            return texts.verbatim(token)
        if token.text.startswith("%"):
            texts.refuse_comment(token)
        return [signs.hidden(token)]

    def drawn_here(self, mathml: str) -> str:
        """The letter that this drawing will stand for."""
        self._drawn.append(mathml)
        return chr(DRAWN + len(self._drawn) - 1)

    def placeholder(self, mathml: str) -> str:
        """The same where math-core takes ASCII only."""
        self._drawn.append(mathml)
        return f"@?{len(self._drawn) - 1}?@"

    def styled(self, token: Token, style: str) -> list[Token]:
        """What changes the look of all that follows in the group."""
        letter = self.drawn_here(f'style="{style}"')
        return put(token, rf"\color{{red}}\text{{{letter}}}")
