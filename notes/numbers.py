"""`[212](checks.py#receptive_field:vgg16,pool5)`: a number and the function that computes it."""

from __future__ import annotations

import ast
import posixpath
import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

FILE = "checks.py"
"""Beside a note: its functions, which compute what the note shows."""
DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
RAISED = "⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹"
SHOWN = re.compile(
    rf"(?P<sign>[-−+])?(?P<digits>{DIGITS})\s*"
    rf"(?:[×x]\s*10(?P<power>[{RAISED}]+)|(?P<unit>[KMBT%万亿‰]))?"
)
UNITS = {"K": 3, "M": 6, "B": 9, "T": 12, "万": 4, "亿": 8, "%": -2, "‰": -3}
SUPERSCRIPT = str.maketrans(RAISED, "-+0123456789")


@dataclass(frozen=True)
class Call:
    """A call as a link writes it: `name:argument,argument`."""

    name: str
    arguments: tuple[int | float | str, ...]

    @classmethod
    def parse(cls, fragment: str) -> Call:
        name, _, arguments = fragment.partition(":")
        return cls(name, tuple(map(_literal, arguments.split(","))) if arguments else ())

    def __str__(self) -> str:
        return f"{self.name}({', '.join(map(repr, self.arguments))})"


def _literal(text: str) -> int | float | str:
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def value_shown(text: str) -> tuple[Decimal, Decimal]:
    """The value of a number as written, and the size of one unit in its last digit.

    Raises ValueError if the text is no number.
    """
    match = SHOWN.fullmatch(text.strip())
    if not match:
        raise ValueError(f"{text!r} is not a number")
    digits = Decimal(match["digits"].replace(",", ""))
    power = int(match["power"].translate(SUPERSCRIPT)) if match["power"] else 0
    power += UNITS.get(match["unit"] or "", 0)
    exponent = digits.as_tuple().exponent
    assert isinstance(exponent, int)
    value = digits.scaleb(power) * (-1 if match["sign"] in ("-", "−") else 1)
    return value, Decimal(1).scaleb(exponent + power)


def agrees(text: str, value: float) -> bool:
    """Whether `value`, rounded to the digits shown, is the number shown (half a digit either way)."""
    shown, step = value_shown(text)
    exact = Decimal(value) if isinstance(value, int) else Decimal(float(value))
    # A binary float may sit a hair on the wrong side of a tie.
    return abs(exact - shown) <= step / 2 * (1 + Decimal("1e-9"))


class Number(NamedTuple):
    """A number that a link shows as computed."""

    shown: str
    value: Decimal
    call: Call
    address: str
    """Of the link."""


class UnverifiableError(ValueError):
    """A link to a checks.py that cannot be compared with anything: what is wrong, what to write."""

    def __init__(self, message: str, instead: str) -> None:
        super().__init__(message)
        self.message, self.instead = message, instead


def leads_to_checks(address: str) -> bool:
    """Whether an address names a checks.py of this site, however it is written."""
    if address.startswith((f"{FILE}#", "#")):
        return address[0] != "#"  # nearly always
    if FILE not in (path := unquote(address.partition("#")[0]).lower()):
        return False
    try:
        parts = urlsplit(path.replace("\\", "/"))
    except ValueError:  # no address at all
        return False
    return not parts.scheme and not parts.netloc and posixpath.basename(parts.path) == FILE


PAGE = re.compile(r"(?:^|/)checks(?:\.md|/(?:index\.html)?)?(?:[?#]|$)")
"""Of a checks.py: its address, however one writes it."""


def refuse_page(address: str, shown: str) -> None:
    """Raises UnverifiableError if a number leads to a page of checks: it looks compared and is not."""
    if PAGE.search(address) and SHOWN.fullmatch(shown.strip()):
        raise UnverifiableError(f"{shown} 链接到算法的页面，不会核对", f"写成 {FILE}#函数名")


def linked(address: str, shown: str, functions: Collection[str], folder: str = "") -> Number | None:
    """What a link to a checks.py shows as computed; nothing if it only leads to the file.

    `folder` is where the page lies that has the link, and where its own checks.py with these
    functions may lie.

    The one answer to what is marked on pages and what is compared. Raises UnverifiableError.
    """
    shown = shown.strip()
    path, _, fragment = address.partition("#")
    try:
        value, _ = value_shown(shown)
    except ValueError:
        value = None
    if not fragment and value is None:
        return None
    if path != FILE and _in(folder, unquote(path)) != _in(folder, FILE):
        own = f"链接到自己的 {FILE}；别篇算的数，链接到那一篇"
        raise UnverifiableError(f"{path} 不是这篇自己的", own)
    if value is None:
        raise UnverifiableError(f"“{shown}”不是数", "写成 393,216、43.7% 或 4.04 × 10²² 这样的数")
    call = Call.parse(unquote(fragment))
    if call.name not in functions:
        known = f"有 {'、'.join(functions)}" if functions else f"旁边写一个 {FILE}，里面有这个函数"
        if not fragment:
            raise UnverifiableError(f"{shown} 的链接没有写函数", f"{FILE}#函数名；{known}")
        raise UnverifiableError(f"{FILE} 里没有函数 {call.name}", known)
    return Number(shown, value, call, address)


def _in(folder: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(folder, path))


@lru_cache(maxsize=4)  # one after the other asks for what one file holds
def _statements(source: str) -> list[ast.stmt]:
    return ast.parse(source).body


def functions(source: str) -> dict[str, ast.FunctionDef]:
    """Public functions of a checks.py, by name. Raises SyntaxError."""
    return {
        node.name: node
        for node in _statements(source)
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }


def imports(source: str) -> set[str]:
    """Names of the modules that names are imported from. Raises SyntaxError."""
    nodes = _statements(source)
    return {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}


class Module(NamedTuple):
    """What is read of a file of functions."""

    functions: tuple[str, ...]
    imports: set[str]
    shown: str
    """Markdown that shows it, each function and class under its own anchor."""


def read(source: str) -> Module:
    """Raises SyntaxError."""
    return Module(tuple(functions(source)), imports(source), _shown(source))


def _shown(source: str) -> str:
    lines = source.splitlines()
    starts = {
        min([node.lineno, *(d.lineno for d in node.decorator_list)]): node
        for node in _statements(source)
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    }
    blocks: list[str] = []
    end = 0
    for start, node in sorted(starts.items()):
        blocks.append(_code(lines[end : start - 1]))
        blocks.append(
            f"## {node.name} {{ #{node.name} }}\n\n" + _code(lines[start - 1 : node.end_lineno])
        )
        end = node.end_lineno or start
    blocks.append(_code(lines[end:]))
    return "\n\n".join(filter(None, blocks)) + "\n"


def _code(lines: list[str]) -> str:
    text = "\n".join(lines).strip("\n")
    return f"````python\n{text}\n````" if text else ""
