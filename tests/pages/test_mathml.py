"""Formulas: MathML for pages, readable text elsewhere, and a clear reason when one cannot be drawn."""

from pathlib import Path

import pytest
from lxml import etree

from pages import formula_text, mathml

LINES = Path(__file__).with_name("formulas.txt").read_text("utf-8").splitlines()
FORMULAS = [line.split("\t") for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize(("name", "mode", "tex"), FORMULAS, ids=[row[0] for row in FORMULAS])
def test_each_of_the_formulas_is_drawn_and_read(name: str, mode: str, tex: str) -> None:
    drawn = etree.fromstring(mathml.to_mathml(tex, display=mode == "d"))
    assert drawn.get("alttext") == tex
    assert drawn.get("display") == ("block" if mode == "d" else None)
    assert not drawn.xpath("//merror")
    shown = "".join(drawn.itertext()) + formula_text.to_text(tex)
    assert not set(shown) & set("\\$&")


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\mathbf{w}^{\top}\mathbf{x} + b > 0", "wᵀx+b > 0"),
        (r"\frac{a+1}{b}", "(a+1)/b"),
        (r"\sqrt{d_k}", "√d_k"),
        (r"x_{i+1}^2", "x_(i+1)²"),
        (r"\hat{y} \le \mathcal{L}", "y ≤ L"),
        (r"\operatorname{softmax}(z)", "softmax(z)"),
        (r"\underbrace{W_0}_{\text{冻结}}", "W_0_冻结"),
    ],
)
def test_a_formula_reads_as_one_line_of_text(tex: str, text: str) -> None:
    assert formula_text.to_text(tex) == text


@pytest.mark.parametrize(
    ("tex", "reason"),
    [
        (r"\nosuchcommand x", r'没有 "\nosuchcommand" 这个命令'),
        (r"\begin{nosuch}x\end{nosuch}", '没有 "nosuch" 这个环境'),
        (r"\frac{a", '少了 "}"'),
        (r"\left( a", r'少了 "\right"'),
        ("a}", '多了 "}"'),
        (r"\frac{a}", "末尾少了参数"),
        ("a_b_c", "上标或下标连着写了两个"),
        ("a & b", "& 只能写在 aligned、cases 一类环境里"),
        (r"\label{a}", r'"\label" 只能写在带编号的公式里'),
        ("$", '这里不能写 "$"'),
        (r"\color{nope}{a}", 'math-core 说 Unknown color "nope"'),
    ],
)
def test_what_cannot_be_drawn_says_why(tex: str, reason: str) -> None:
    with pytest.raises(mathml.FormulaError) as caught:
        mathml.to_mathml(tex, display=False)
    assert reason in caught.value.reason
    assert caught.value.tex == tex


@pytest.mark.parametrize(
    ("tex", "drawn"),
    [
        pytest.param(r"\boxed{a}", '<mrow class="box">', id="MathML Core has no menclose"),
        pytest.param(r"a \odot b", 'largeop="false">⊙<', id="Firefox takes it for a sum"),
        pytest.param(r"\underline{x}", '<mo stretchy="true">‾</mo>', id="Chromium shifts the bar"),
        pytest.param(r"\sqrt{r}", '<mspace height="0.75em"/></msqrt>', id="a root would hang low"),
        pytest.param(r"\bigl(x", 'lspace="0" rspace="0"', id="Chromium spaces large fences"),
    ],
)
def test_what_a_browser_draws_wrong_is_mended(tex: str, drawn: str) -> None:
    shown = mathml.to_mathml(tex, display=True)
    assert drawn in shown
    assert "menclose notation" not in shown


@pytest.mark.parametrize(
    ("tex", "boxed"),
    [
        (r"\sum_i x", r"∑"),
        (r"\sum_{\underset{i}{x}}", "∑"),
        (r"\sum_{\sum_i a} b", "∑∑"),
        (r"\prod_{i}^{\max_j k}\bigcup_l m", "∏⋃"),
        (r"\frac{\sum_{i}^{\overset{*}{n}} a}{\min_x b}", "∑"),
    ],
)
def test_a_sum_with_limits_stands_in_a_box_whatever_the_limits_are(tex: str, boxed: str) -> None:
    drawn = etree.fromstring(mathml.to_mathml(tex, display=True))
    limits = ("munder", "mover", "munderover")
    boxes = [box[0] for box in drawn.iter("mpadded")]
    assert all(box.tag in limits for box in boxes)
    assert "".join(sorted(box[0].text or "" for box in boxes)) == "".join(sorted(boxed))
    assert all(sum_.getparent().getparent().tag == "mpadded" for sum_ in drawn.iter("mo")
               if (sum_.text or "") in "∑∏⋃" and sum_.getparent().tag in limits)  # fmt: skip
