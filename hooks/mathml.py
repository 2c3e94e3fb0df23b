"""TeX formulas as MathML Core for pages, and as readable text for search and headings."""

from __future__ import annotations

import html as html_entities
import re
import unicodedata
from functools import cache

from lxml import etree
from math_core import LatexError, LatexToMathML

SUBSTACK = {"substack": r"\begin{subarray}{c}#1\end{subarray}"}
CONVERTER = LatexToMathML(macros=SUBSTACK, fancy_error=False)
ARITHMATEX = re.compile(
    r'<(?P<tag>span|div) class="arithmatex">\\[(\[](?P<tex>.*?)\\[)\]]</(?P=tag)>', re.DOTALL
)
TOP_LEVEL_TAG = re.compile(r"^(?!\s*\\begin\{(?:align|gather|equation)).*\\tag\{", re.DOTALL)
NAMED_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot);)\w+;")
BIG_FENCE = re.compile(r'<mo (?=[^>]*minsize=")')
SUPERSCRIPTS = str.maketrans("0123456789+−-n⊤", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿᵀ")
ACCENTS = frozenset("̂^ˆ¯‾~˜→⏞⏟˙̲")


class FormulaError(ValueError):
    """A formula that cannot be drawn."""

    def __init__(self, tex: str, reason: str) -> None:
        super().__init__(f"{reason} in {tex}")
        self.tex, self.reason = tex, reason


@cache
def to_mathml(tex: str, *, display: bool) -> str:
    """A `<math>` element that keeps its TeX in `alttext`. Raises FormulaError."""
    source = tex.strip()
    if display and TOP_LEVEL_TAG.match(source):
        source = rf"\begin{{equation}}{source}\end{{equation}}"
    try:
        drawn = CONVERTER.convert_with_local_state(source, displaystyle=display)
    except LatexError as error:
        position, _, reason = str(error).partition(": ")
        raise FormulaError(tex.strip(), f"{reason or position}") from error
    # Named entities are HTML only; the same markup must be well-formed XML.
    drawn = NAMED_ENTITY.sub(lambda entity: html_entities.unescape(entity[0]), drawn)
    # MathML Core leaves menclose out, so a box is a row with a border.
    drawn = drawn.replace('<menclose notation="box">', '<mrow class="boxed">')
    drawn = drawn.replace("</menclose>", "</mrow>") if "boxed" in drawn else drawn
    # Chromium spaces fences of a given size like operators.
    drawn = BIG_FENCE.sub('<mo lspace="0" rspace="0" ', drawn)
    alternative = html_entities.escape(tex.strip())
    return drawn.replace("<math", f'<math alttext="{alternative}"', 1)


def replace_formulas(html: str) -> tuple[str, list[FormulaError]]:
    """The page with every formula drawn, and the formulas that could not be."""
    errors: list[FormulaError] = []

    def draw(formula: re.Match[str]) -> str:
        display = formula["tag"] == "div"
        try:
            drawn = to_mathml(html_entities.unescape(formula["tex"]), display=display)
        except FormulaError as error:
            errors.append(error)
            return formula[0]
        if display:  # scrolls by itself, so it must be reachable by keyboard
            return f'<div class="math" tabindex="0" role="group" aria-label="公式">{drawn}</div>'
        return f'<span class="math">{drawn}</span>'

    return ARITHMATEX.sub(draw, html), errors


def formulas_as_text(html: str) -> str:
    """The HTML with every formula as readable text."""
    return ARITHMATEX.sub(
        lambda formula: html_entities.escape(to_text(html_entities.unescape(formula["tex"]))), html
    )


@cache
def to_text(tex: str) -> str:
    """A formula in one line of Unicode: `w⊤x + b > 0`, `a/(b+1)`, `√(d_k)`. Raises FormulaError."""
    drawn = to_mathml(tex, display=bool(re.search(r"\\tag\b|\\begin\{align", tex)))
    root = etree.fromstring(drawn)
    text = " ".join(_text(root).split())
    return re.sub(r"(?<=\w) (?=[(\[])|\s*;(?=[ )\]}]*$)", "", text)


def _text(node: etree._Element) -> str:
    """Readable text of a MathML element."""
    children = [_text(child) for child in node]
    match etree.QName(node).localname, children:
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
        case "mo", _ if (node.text or "").strip() in "=<>≤≥≪≫≈≠≔∼→←∈⩽⩾∝∣|×⊙⊗":
            return f" {node.text} " if node.text else ""
        case "mi" | "mn" | "mtext" | "ms", _:
            # 𝐰 and ℒ are found by typing w and L.
            return unicodedata.normalize("NFKC", (node.text or "").rstrip("\ufe00\ufe01"))
        case "mo", _ if node.text == "\u2061":  # function application
            return " "
        case "mo", _:
            text = (node.text or "").strip("\u2062\u2063\u2064\u200b")
            return f"{text} " if text == "," else text
        case "mspace", _:
            return " "
        case _:
            return "".join(children)


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
