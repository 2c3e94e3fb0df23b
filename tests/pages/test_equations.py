"""Numbers of equations: one count a page, and references that lead to them."""

import pytest
from lxml import etree

from pages import equations, formula_text, mathml
from pages.equations import Link


def numbered(*formulas: str) -> list[str | Link]:
    given, errors = equations.numbered((formula, True) for formula in formulas)
    assert not errors
    return given


def read(formula: str | Link) -> str:
    assert isinstance(formula, str)
    return formula_text.readable(mathml.to_mathml(formula, display=True))


@pytest.mark.parametrize(
    ("formula", "text", "count"),
    [
        (r"\begin{equation}a\end{equation}", "a(1)", 1),
        (r"\begin{align}a&=b\\c&=d\end{align}", "a = b(1); c = d(2)", 2),
        (r"\begin{align}a&=b\\[4pt]c&=d\\*\end{align}", "a = b(1); c = d(2)", 2),
        (r"\begin{gather}a\notag\\b\nonumber\\c\end{gather}", "a ; b ; c(1)", 1),
        (r"\begin{alignat}{2}a&=b&c&=d\end{alignat}", "a = b c = d(1)", 1),
        (r"\begin{multline}a\\b\\c\end{multline}", "a ; b ; c(1)", 1),
        (r"\begin{equation}\begin{split}a\\b\end{split}\end{equation}", "a; b; (1)", 1),
        (r"\begin{equation}\begin{cases}a\\b\end{cases}\end{equation}", "{a; b; (1)", 1),
        (r"\begin{align}\begin{matrix}1\\2\end{matrix}\\b\end{align}", "1; 2; (1); b(2)", 2),
        (r"\begin{align}a\tag{A}\\b\end{align}", "a(A); b(1)", 1),
        (r"\begin{align}a\\b\end{align}\tag{3}", "a; b; (3)", 0),
        (r"\begin{align*}a\\b\end{align*}", "a ; b", 0),
        (r"\begin{aligned}a\\b\end{aligned}", "a; b", 0),
        (r"a\tag{甲}", "a(甲)", 0),
    ],
)
def test_each_line_that_counts_is_counted_once(formula: str, text: str, count: int) -> None:
    first, last = numbered(formula, r"\begin{equation}z\end{equation}")
    assert read(first) == text
    assert read(last) == f"z({count + 1})"


def test_a_page_has_one_count_and_what_it_shows_is_what_a_search_finds() -> None:
    page = (r"\begin{equation}a=b\end{equation}", "x", r"\begin{align}c&=d\\e&=f\end{align}")
    first, between, last = numbered(*page)
    assert between == "x"
    assert [read(first), read(last)] == ["a = b(1)", "c = d(2); e = f(3)"]


def test_a_reference_leads_to_its_equation_from_before_and_after() -> None:
    before, equation, after, unparenthesized, within = numbered(
        r"\eqref{eq:a_b}",
        r"\begin{equation}a\label{eq:a_b}\end{equation}",
        r" \eqref{eq:a_b} ",
        r"\ref{eq:a_b}",
        r"\overset{\eqref{eq:a_b}}{=} \text{由 \ref{eq:a_b}}",
    )
    assert before == after == Link("(1)", "equation-eq:a_b")
    assert unparenthesized == Link("1", "equation-eq:a_b")
    drawn = etree.fromstring(mathml.to_mathml(str(equation), display=True))
    assert drawn.xpath("//*[@id='equation-eq:a_b'][.='(1)']")
    links = etree.fromstring(mathml.to_mathml(str(within), display=True)).xpath("//a")
    assert [(one.get("href"), one.text) for one in links] == [
        ("#equation-eq:a_b", "(1)"),
        ("#equation-eq:a_b", "1"),
    ]


@pytest.mark.parametrize("label", ["eq:a_b", "甲", "a b", "loss-1", "f(x)"])
@pytest.mark.parametrize("formula", [r"\begin{align}a\label{%s}\end{align}", r"a\tag{1}\label{%s}"])
def test_a_label_is_any_name(formula: str, label: str) -> None:
    equation, link = numbered(formula % label, rf"\eqref{{{label}}}")
    assert isinstance(link, Link)
    drawn = etree.fromstring(mathml.to_mathml(str(equation), display=True))
    assert [one.get("id") for one in drawn.xpath("//*[@id]")] == [link.address]
    assert " " not in link.address


def test_a_number_that_is_given_is_what_a_reference_shows() -> None:
    _, link = numbered(r"\begin{gather*}a\tag{A}\label{x}\end{gather*}", r"\eqref{x}")
    assert link == Link("(A)", "equation-x")


@pytest.mark.parametrize(
    ("formulas", "tex", "position", "reason"),
    [
        ([r"见\eqref{none}"], r"见\eqref{none}", 1, r"没有 \label{none}"),
        (
            [r"\begin{align*}a\label{x}\end{align*}"],
            r"\begin{align*}a\label{x}\end{align*}",
            15,
            "没有编号",
        ),
        (
            [r"a\tag{1}\label{x}", r"b\tag{2}\label{x}"],
            r"b\tag{2}\label{x}",
            8,
            r"前面已有 \label{x}",
        ),
    ],
)
def test_a_dead_reference_and_a_label_in_vain_are_told(
    formulas: list[str], tex: str, position: int, reason: str
) -> None:
    _, (error,) = equations.numbered((formula, True) for formula in formulas)
    assert (error.tex, error.position) == (tex, position)
    assert reason in error.reason


def test_what_cannot_be_drawn_stays_as_its_author_wrote_it() -> None:
    broken = r"\begin{align}a\label{x}\\\nosuch\end{align}"
    given, errors = equations.numbered([(broken, True), (r"\eqref{x}", False)])
    assert given[0] == broken
    assert errors == []
