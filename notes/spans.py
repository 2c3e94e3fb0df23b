"""The parts of a Markdown source that are more than text. Offsets are those of the source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

Place = int
"""An offset in the source."""


@dataclass(frozen=True)
class Span:
    """text[start:end] of the source."""

    start: Place
    end: Place

    def is_in_any(self, others: Iterable[Span]) -> bool:
        return any(one.start <= self.start and self.end <= one.end for one in others)


@dataclass(frozen=True)
class FrontMatter(Span):
    """The lines before the text, fences included."""

    yaml: tuple[Place, Place]


@dataclass(frozen=True)
class Code(Span):
    """What is set as code. `code` is without marks and without what containers put before its lines."""

    code: str


@dataclass(frozen=True)
class Fence(Code):
    """Code between two fences; its k-th line is the k-th below the opening one."""

    language: str
    """As written: its first word, or the first class of `{ .python }`."""
    marks: str
    """Those that open it, and close it."""


@dataclass(frozen=True)
class IndentedCode(Code):
    """Code by four spaces."""


@dataclass(frozen=True)
class InlineCode(Code):
    """Code between backticks."""


@dataclass(frozen=True)
class HtmlCode(Code):
    """What stands between the tags of `<pre>` or `<code>`."""


@dataclass(frozen=True)
class Comment(Span):
    """An HTML comment; `note` is what it says."""

    note: str


@dataclass(frozen=True)
class Tag(Span):
    """One tag of HTML; `name` is in lower case, `/name` closes."""

    name: str


@dataclass(frozen=True)
class Formula(Span):
    """What becomes a formula; `tex` is what stands between its marks."""

    tex: str
    display: bool


@dataclass(frozen=True)
class Heading(Span):
    """The line of a heading; `title` is its text in Markdown, attributes included."""

    level: int
    title: str


@dataclass(frozen=True)
class Link(Span):
    """`[label](target)`, `[label][name]` or `[name]`."""

    label: tuple[Place, Place]
    target: str
    target_at: Place
    """Where the target is written: here, or where the name is defined."""


@dataclass(frozen=True)
class Image(Link):
    """The same after an exclamation mark, or <img>; the label says what can be seen."""


@dataclass(frozen=True)
class Definition(Span):
    """`[name]: target`, `*[word]: meaning`: lines that are not shown where they stand."""


@dataclass(frozen=True)
class Address(Span):
    """An address in the text; in angle brackets, or bare, when it is no link."""

    target: str
    bare: bool


class Cited(NamedTuple):
    """One source that is cited."""

    key: str
    where: str
    """In the source: 第 3 节, p. 3."""


@dataclass(frozen=True)
class Citation(Span):
    """`[@key]`, `[@key; @key, 第 3 节]`, and what was meant as one: of that nothing is cited."""

    cited: tuple[Cited, ...]


@dataclass(frozen=True)
class FootnoteMark(Span):
    """`[^name]` in a text, or before the footnote itself."""


@dataclass(frozen=True)
class Attributes(Span):
    """`{ .class key=value }` after what it belongs to."""


@dataclass(frozen=True)
class Escape(Span):
    """A sign that a backslash makes one of text."""


@dataclass(frozen=True)
class Box(Span):
    """A box with all that is in it."""

    kind: str
    title: tuple[Place, Place]


@dataclass(frozen=True)
class CaptionMark(Span):
    """`/// figure-caption` before a caption, or `///` after it."""


@dataclass(frozen=True)
class Open(Span):
    """Something that nothing closes, or that closes it wrongly, so that its marks are shown."""

    mark: str
    """`$`, `$$`, a fence, `<!--`; `$ ` and "$`" for a pair with what keeps it from being a formula."""


NOT_TEXT = (Code, Comment, Formula, Address, Attributes, Citation, Definition, Tag)
"""What a page shows of these, if anything, is not what is written."""
