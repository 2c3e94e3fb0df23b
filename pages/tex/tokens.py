"""TeX as TeX reads it: commands, groups, arguments and environments, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

TOKEN = re.compile(
    r"\\(?:begin|end)\s*\{(?P<environment>[^{}]*)\}"
    r"|\\verb\*?([^A-Za-z*\s]).*?\2"
    r"|\\(?:operatorname|tag|hspace)\*|\\(?:[A-Za-z]+|.|$)"
    r"|%[^\n]*\n?|\s+|.",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    text: str
    start: int
    """Where it stands in the source; or, if it was put in, what it was put in for."""
    environment: str = ""
    """That it begins or ends."""

    @property
    def is_space(self) -> bool:
        return self.text.isspace()

    @property
    def begins(self) -> bool:
        return bool(self.environment) and self.text.startswith(r"\begin")


class UnbalancedError(ValueError):
    """A brace or an environment without its other half."""


class UnfitError(ValueError):
    """What cannot be drawn, with its place in the source."""

    def __init__(self, position: int, reason: str) -> None:
        super().__init__(reason)
        self.position, self.reason = position, reason


def tokens(source: str, start: int | None = None) -> list[Token]:
    """The source in pieces; with `start`, all of them stand there."""
    return [
        Token(one[0], one.start() if start is None else start, one["environment"] or "")
        for one in TOKEN.finditer(source)
    ]


def put(token: Token, source: str) -> list[Token]:
    """What is written in the place of a token."""
    return tokens(source, token.start)


def grouped(token: Token, given: list[Token]) -> list[Token]:
    """Between braces."""
    return [*put(token, "{"), *given, *put(token, "}")]


def text(given: list[Token]) -> str:
    return "".join(token.text for token in given)


@dataclass(frozen=True)
class Written:
    """Tokens as a source again."""

    source: str
    starts: list[int]
    origins: list[int]

    @classmethod
    def of(cls, given: list[Token]) -> Written:
        parts, starts, length, name_before = list[str](), list[int](), 0, False
        for token in given:
            # A name would go on with a letter, and math-core takes a star for a part of it.
            if name_before and (token.text[:1].isalpha() or token.text[:1] == "*"):
                parts.append(" ")
                length += 1
            starts.append(length)
            parts.append(token.text)
            length += len(token.text)
            name_before = token.text[:1] == "\\" and token.text[-1:].isalpha()
        return cls("".join(parts), starts, [token.start for token in given])

    def origin(self, position: int) -> int:
        """Where the author wrote what stands at a position."""
        index = bisect_right(self.starts, position) - 1
        return self.origins[index] + position - self.starts[index] if self.starts else 0


class Reader:
    """Tokens from left to right, and what belongs together among them."""

    def __init__(self, given: list[Token]) -> None:
        self._given, self._at = given, 0

    def __bool__(self) -> bool:
        return self._at < len(self._given)

    def take(self) -> Token:
        self._at += 1
        return self._given[self._at - 1]

    def next(self) -> str:
        """The text of what comes, of a space too; nothing at the end."""
        return self._given[self._at].text if self else ""

    @property
    def place(self) -> int:
        """Where what comes begins."""
        if self:
            return self._given[self._at].start
        return self._given[-1].start + len(self._given[-1].text) if self._given else 0

    def after_space(self) -> str:
        """The text of what comes after spaces, which are gone then."""
        while self.next().isspace():
            self.take()
        return self.next()

    def rest(self) -> list[Token]:
        taken, self._at = self._given[self._at :], len(self._given)
        return taken

    def argument(self) -> list[Token]:
        """What is between braces, or one token. Raises UnbalancedError."""
        if self.after_space() == "{":
            self.take()
            return self.group()
        return [self.take()] if self else []

    def optional(self, shape: re.Pattern[str]) -> str | None:
        """What is between brackets that follow at once, if it looks so; else nothing is taken."""
        start = self._at
        if self.next() == "[":
            while self and self.take().text != "]":
                pass
            if shape.fullmatch(inside := text(self._given[start + 1 : self._at - 1])):
                return inside
        self._at = start
        return None

    def until(self, closing: str) -> list[Token]:
        """What is before a token, which is taken too. Raises UnbalancedError."""
        start = self._at
        while self:
            if self.take().text == closing:
                return self._given[start : self._at - 1]
        raise UnbalancedError

    def environment(self) -> tuple[list[Token], Token]:
        """What is in the environment that has begun, and its end. Raises UnbalancedError."""
        start, depth = self._at, 1
        while self:
            token = self.take()
            if token.environment:
                depth += 1 if token.begins else -1
            if not depth:
                return self._given[start : self._at - 1], token
        raise UnbalancedError

    def group(self) -> list[Token]:
        """What is in the group that has begun. Raises UnbalancedError."""
        start, depth = self._at, 1
        while self:
            token = self.take().text
            depth += (token == "{") - (token == "}")
            if not depth:
                return self._given[start : self._at - 1]
        raise UnbalancedError
