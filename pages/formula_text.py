"""TeX formulas as a line of readable text, for search and headings."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from lxml import etree

from pages import mathml

SUPERSCRIPTS = str.maketrans("0123456789+−-n⊤", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿᵀ")
MARKED = re.compile(r"\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL)
"""A formula where no markup can be, as arithmatex leaves it."""
ACCENTS = frozenset("̂^ˆ¯‾~˜→⏞⏟˙̲")


def in_attribute(text: str) -> str:
    """An alternative text or a title with every formula readable. Raises FormulaError."""
    return MARKED.sub(lambda formula: to_text(formula[1] or formula[2]), text)


def to_text(tex: str) -> str:
    """A formula in one line of Unicode: `w⊤x + b > 0`, `a/(b+1)`, `√(d_k)`. Raises FormulaError."""
    display = bool(re.search(r"\\tag\b|\\begin\{align", tex))
    return readable(mathml.to_mathml(tex, display=display))


@cache
def piece(drawn: str) -> tuple[str, str]:
    """A formula as the search keeps it: readable, and drawn without its TeX."""
    return readable(drawn), f"<math>{drawn[drawn.index('>') + 1 :]}"


def readable(drawn: str) -> str:
    """A `<math>` element in one line of Unicode."""
    text = " ".join(_text(etree.fromstring(drawn)).split())
    return re.sub(r"(?<=\w) (?=[(\[])|\s*;(?=[ )\]}]*$)", "", text)


def _text(node: etree._Element) -> str:
    """Readable text of a MathML element."""
    kind = node.tag.rpartition("}")[2]
    if not len(node):
        return _leaf(kind, node.text or "")
    children = [_text(child) for child in node]
    match kind, children:
        case "mfrac", [above, below]:
            return f"{_grouped(above)}/{_grouped(below)}"
        case "msqrt", _:
            return f"√{_grouped(''.join(children))}"
        case "mroot", [inside, degree]:
            return f"{degree}√{_grouped(inside)}"
        case "msub" | "munder", [base, below]:
            return f"{base}{_script('_', below)}"
        case "msup" | "mover", [base, above]:
            return f"{base}{_superscript(above)}"
        case "msubsup" | "munderover", [base, below, above]:
            return f"{base}{_script('_', below)}{_superscript(above)}"
        case "mtr", _:
            return " ".join(children) + "; "
        case _:
            return "".join(children)


def _leaf(kind: str, text: str) -> str:
    if kind in ("mi", "mn", "mtext", "ms"):
        # 𝐰 and ℒ are found by typing w and L.
        return unicodedata.normalize("NFKC", text.rstrip("\ufe00\ufe01"))
    if kind != "mo":
        return " " if kind == "mspace" else ""
    if text.strip() in "=<>≤≥≪≫≈≠≔∼→←∈⩽⩾∝∣|×⊙⊗":
        return f" {text} " if text else ""
    if text == "\u2061":  # function application
        return " "
    text = text.strip("\u2062\u2063\u2064\u200b")
    return f"{text} " if text == "," else text


def _grouped(text: str) -> str:
    """In parentheses, if it is more than one symbol."""
    text = text.strip()
    simple = re.fullmatch(r"[\w.⁰¹²³⁴⁵⁶⁷⁸⁹ᵀ]+|\(.*\)", text)
    return text if simple and text.count("(") <= 1 else f"({text})"


def _script(mark: str, text: str) -> str:
    text = text.strip()
    if text in ACCENTS:
        return ""
    return f"{mark}{text}" if re.fullmatch(r"\w+", text) else f"{mark}({text})" if text else ""


def _superscript(text: str) -> str:
    text = text.strip()
    if text in ACCENTS:
        return ""
    raised = text.translate(SUPERSCRIPTS)
    if raised != text and all(one in "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿᵀ" for one in raised):
        return raised
    return text if text in "′″∗*⊤" else _script("^", text)
