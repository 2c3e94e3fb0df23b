"""`[212](checks.py#receptive_field:vgg16,pool5)`: a number and the function that computes it."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from decimal import Decimal

LINK = re.compile(r'<a href="(?P<file>[^"]*checks\.py)#(?P<call>[^"]+)">(?P<shown>.*?)</a>')
SHOWN = re.compile(
    r"(?P<sign>[-−+])?(?P<digits>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*"
    r"(?:[×x]\s*10(?P<power>[⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹]+)|(?P<unit>[KMBT%万亿‰]))?"
)
UNITS = {"K": 3, "M": 6, "B": 9, "T": 12, "万": 4, "亿": 8, "%": -2, "‰": -3}
SUPERSCRIPT = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹", "-+0123456789")


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


def functions(source: str) -> dict[str, ast.FunctionDef]:
    """Public functions of a checks.py, by name. Raises SyntaxError."""
    return {
        node.name: node
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }


def imports(source: str) -> set[str]:
    """Names of the modules that names are imported from. Raises SyntaxError."""
    nodes = ast.parse(source).body
    return {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}


def page(title: str, intro: str, source: str) -> str:
    """Markdown of a page that shows a module, each function and class under its own anchor."""
    lines = source.splitlines()
    starts = {
        min([node.lineno, *(d.lineno for d in node.decorator_list)]): node
        for node in ast.parse(source).body
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
    return "\n\n".join([f"# {title}", intro, *filter(None, blocks)]) + "\n"


def _code(lines: list[str]) -> str:
    text = "\n".join(lines).strip("\n")
    return f"````python\n{text}\n````" if text else ""
