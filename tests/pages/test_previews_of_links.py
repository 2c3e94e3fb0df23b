"""What a link shows of its target: enough to know what it is, in two kilobytes."""

from __future__ import annotations

import json

import lxml.html
import pytest

from pages import preview

HTML = """<p>开头。</p><h2 id="a">甲 <span class="arithmatex">\\(x^2\\)</span></h2><h3 id="b">乙</h3><p>乙的话。</p>
<h3>丙</h3><p>丙的话。</p><h2 id="c">丁</h2><ul><li>戊<span id="d"></span></li></ul><p>己。</p>
<p>庚<span class="arithmatex">\\(y\\)</span>。</p>"""
LONG = '<span class="arithmatex">\\(\\frac{a+b+c+d}{\\sqrt{e+f+g}}+\\sum_{i=1}^{n}x_i^2\\)</span>'


def said(html: str, anchor: str = "") -> str:
    """Texts of its paragraphs."""
    shown = json.loads(preview.written("题<目>", "一句话", html, anchor))
    root = lxml.html.fragment_fromstring(shown, "div")
    assert not root.xpath(".//@id | .//@tabindex | .//a")
    return "|".join(one.text_content() for one in root.iterchildren("p"))


@pytest.mark.parametrize(
    ("anchor", "text"),
    [
        pytest.param("", "开头。乙的话。丙的话。戊；己。庚y。", id="the whole begins with its opening"),
        pytest.param("a", "甲 x2　乙的话。丙的话。", id="a section ends where the next one of its level begins"),
        pytest.param("b", "乙　乙的话。", id="so does one within it"),
        pytest.param("d", "戊；己。庚y。", id="another place is shown as it stands"),
        pytest.param("eqn-1", "开头。乙的话。丙的话。戊；己。庚y。", id="a numbered formula has no place of its own"),
    ],
)  # fmt: skip
def test_a_preview_begins_where_the_link_leads(anchor: str, text: str) -> None:
    assert said(HTML, anchor) == f"题<目>|一句话|{text}"


def test_so_much_is_quoted_as_fits() -> None:
    sentences = [f"第 {number} 句{LONG}。" for number in range(1, 9)]
    for count in range(1, 9):
        html = f"<p>{''.join(sentences[:count])}</p>"
        written = preview.written("题", "一句话", html)
        assert len(written.encode()) <= preview.MOST
        assert "第 1 句" in written


def test_what_does_not_fit_at_all_is_not_cut() -> None:
    html = f'<p><span class="arithmatex">\\({"x_1+" * 300}x\\)</span></p>'
    assert said(html) == "题<目>|一句话|"


def test_a_section_that_opens_with_a_formula_shows_it() -> None:
    formula = '<div class="arithmatex">\\[\\begin{aligned}a&amp;=b\\\\c&amp;=d\\tag{1}\\end{aligned}\\]</div>'
    for words in ("", "<p>取：</p>"):
        html = f'<h2 id="a">甲</h2>{words}{formula}<p>后一句。再一句。</p>'
        shown = json.loads(preview.written("题", "一句话", html, "a"))
        root = lxml.html.fragment_fromstring(shown, "div")
        assert root.xpath("string(p[3])") == f"甲　{words and '取：'}"
        assert root.xpath("string(p[3]/following-sibling::div//math/@alttext)").startswith(
            "\\begin"
        )
        assert root.xpath("string(p[last()])") == "后一句。再一句。"
