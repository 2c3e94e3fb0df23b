r"""Content of feeds: nothing that needs the site around it, nothing lost that was to be read."""

from __future__ import annotations

import lxml.html
import pytest

from feeds.content import MAX_BYTES, content

URL = "https://example.org/notes/basics/bias/"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="../relu/">x</a>', '<a href="https://example.org/notes/basics/relu/">x</a>'),
        ('<a href="checks/#f">1</a>', f'<a href="{URL}checks/#f">1</a>'),
        ('<sup id="a"><a href="#fn:1">1</a></sup>', f'<sup><a href="{URL}#fn:1">1</a></sup>'),
        ('<img src="loss.png" alt="损失">', f'<img src="{URL}loss.png" alt="损失">'),
        ('<a href="https://arxiv.org/">x</a>', '<a href="https://arxiv.org/">x</a>'),
        ('<a href="mailto:a@b.c">x</a>', '<a href="mailto:a@b.c">x</a>'),
    ],
    ids=["folder", "fragment of another page", "footnote", "image", "absolute", "mail"],
)
def test_addresses_are_absolute(html: str, expected: str) -> None:
    assert content(html, URL) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p class="a" style="color:red" id="b" data-x="1">甲</p>', "<p>甲</p>"),
        ('<a href="http://[bad">甲</a>', "<a>甲</a>"),
        ("<h1>题</h1><p>甲</p>", "<p>甲</p>"),
        ('<h2 id="a">甲<a class="headerlink" href="#a">¶</a></h2>', "<h2>甲</h2>"),
        ('<p>注<a class="footnote-backref" href="#r">↩</a></p>', "<p>注</p>"),
        ("<p>甲<!-- more -->乙</p>", "<p>甲乙</p>"),
        ('<p><data value="1">1</data>，<span>乙</span></p>', "<p>1，乙</p>"),
        ('<a class="checked-number" href="checks/#f"><data value="2">2</data></a> 个', "2 个"),
        ("<p>甲\x0b乙</p>", "<p>甲乙</p>"),
        ("甲 &lt; 乙", "甲 &lt; 乙"),
        ("&copy;&hearts;甲&nbsp;乙", "©♥甲\u00a0乙"),
        ("", ""),
    ],
    ids=[
        "attributes", "broken address", "title", "headerlink",
        "way back", "comment", "wrappers", "checked number", "illegal", "no element", "entities", "empty",
    ],
)  # fmt: skip
def test_what_belongs_to_the_page_alone_is_left_out(html: str, expected: str) -> None:
    assert content(html, URL) == expected


@pytest.mark.parametrize(
    "html",
    [
        '<div class="highlight"><pre><span></span><code><span class="k">if</span> a &lt; b:\n'
        '    <span class="nb">print</span>()\n</code></pre></div>',
        '<table class="highlighttable"><tr><td class="linenos"><div><pre>1\n2</pre></div></td>'
        '<td class="code"><div><pre><code>if a &lt; b:\n    print()\n</code></pre></div></td></tr>'
        "</table>",
        '<div class="highlight"><pre><code><span class="linenos">1 </span>if a &lt; b:\n'
        '<span class="linenos">2 </span>    print()\n</code></pre></div>',
    ],
    ids=["highlighted", "table of line numbers", "line numbers inside"],
)
def test_code_is_its_text_with_its_lines(html: str) -> None:
    assert content(html, URL) == "<pre><code>if a &lt; b:\n    print()\n</code></pre>"


def test_formulas_stay_tex_outside_of_code() -> None:
    html = (
        r'<p>设 <span class="arithmatex">\(a&lt;b\)</span>。</p>'
        '<div class="arithmatex">\\[\n\\frac{a}{b} &amp; c\n\\]</div>'
    )
    expected = "<p>设 \\(a&lt;b\\)。</p><p>\\[\n\\frac{a}{b} &amp; c\n\\]</p>"
    assert content(html, URL) == expected


def test_boxes_keep_their_bounds_and_titles_and_nothing_is_folded() -> None:
    html = (
        '<div class="admonition misconception"><p class="admonition-title">误区：甲</p><p>乙</p></div>'
        '<details class="solution"><summary>解答</summary><p>丙</p></details>'
    )
    assert content(html, URL) == (
        "<blockquote><p><strong>误区：甲</strong></p><p>乙</p></blockquote>"
        '<details open=""><summary>解答</summary><p>丙</p></details>'
    )


def test_a_formula_in_a_box_title_is_kept() -> None:
    html = r'<p class="admonition-title">若 <span class="arithmatex">\(x\)</span> 大</p>'
    assert content(html, URL) == r"<p><strong>若 \(x\) 大</strong></p>"


def section(number: int, size: int) -> str:
    return f"<h2>第 {number} 节</h2><p>{'长' * size}</p>"


def test_a_long_note_is_cut_at_a_heading() -> None:
    shown = content("".join(section(number, 5_000) for number in range(1, 9)), URL)
    assert len(shown.encode()) < MAX_BYTES + 200
    assert [h.text for h in lxml.html.fragments_fromstring(shown) if h.tag == "h2"] == [
        "第 1 节", "第 2 节", "第 3 节"
    ]  # fmt: skip
    assert shown.endswith(f'<p><a href="{URL}">继续阅读</a></p>')


def test_a_heading_near_the_beginning_is_no_place_to_cut() -> None:
    shown = content(section(1, 100) + f"<p>{'长' * 5_000}</p>" * 8, URL)
    assert len(shown.encode()) > MAX_BYTES / 2


def test_a_long_note_without_headings_is_cut_between_paragraphs() -> None:
    shown = content(f"<p>{'长' * 5_000}</p>" * 8, URL)
    assert shown.count("<p>") == 3 + 1
    assert shown.endswith("继续阅读</a></p>")


def test_a_note_that_just_fits_is_whole() -> None:
    html = f"<p>{'x' * (MAX_BYTES - 7)}</p>"
    assert content(html, URL) == html
