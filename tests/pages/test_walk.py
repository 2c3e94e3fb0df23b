"""What one walk finds in a page, and what it makes of it. Markdown is rendered as the site renders it."""

from __future__ import annotations

import lxml.html
import pytest
from hypothesis import given, settings
from note_strategies import notes

from notes.settings import rendered
from pages import added
from pages.facts import Facts, Figure
from pages.walk import Around, walk

LINE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><defs><path id="dot" d="M0 0"/></defs>'
    '<use href="#dot" fill="url(#dot)"/></svg>'
)
AROUND = Around(
    functions=("three",),
    references=("hu2021lora",),
    elements={"a-dial": frozenset({"start"})},
    figure={"figure_line.svg": LINE}.get,
    script=lambda element: f"../assets/elements/{element}.js",
    reserved=added.IDS,
)
TABLE = "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |"


def facts(text: str, around: Around = AROUND) -> Facts:
    found = walk(rendered(text), around)
    assert not found.mistakes
    return found


def page(text: str, around: Around = AROUND) -> lxml.html.HtmlElement:
    return lxml.html.fragment_fromstring(facts(text, around).html, create_parent="div")


def sections(text: str) -> list[tuple[str, str, str]]:
    return [(one.anchor, one.heading, one.text) for one in facts(text).sections]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("开头。", [("", "", "开头。")], id="the opening has no heading"),
        pytest.param("## 第二节 { .wide }\n\n甲。", [("第二节", "第二节", "甲。")], id="a class"),
        pytest.param(
            "## 第三节 { #three data-x=1 }\n\n甲。", [("three", "第三节", "甲。")], id="an id and data"
        ),
        pytest.param(
            "<h2 class='a>b' id=own>原文</h2>\n\n甲。", [("own", "原文", "甲。")], id="HTML"
        ),
        pytest.param("<h2>原文</h2>\n\n甲。", [("", "", "原文 甲。")], id="nothing to link to"),
        pytest.param(
            "## 损失 $d_k<1$\n\n甲。", [("损失-d_k1", "损失 d_k < 1", "甲。")], id="a formula"
        ),
        pytest.param("## 一\n\n### 二\n\n甲。", [("一", "一", ""), ("二", "二", "甲。")], id="empty"),
    ],
)  # fmt: skip
def test_the_search_finds_a_section_however_its_heading_is_written(
    text: str, found: list[tuple[str, str, str]]
) -> None:
    assert sections(text) == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("换\n行与**粗**体", "换行与粗体"),
        ("- 甲\n- 乙", "甲 乙"),
        ("甲<br>乙", "甲 乙"),
        ("说法[@a]。", "说法[@a]。"),
        ("说法[^1]。\n\n[^1]: 注。", "说法。"),
        ('[甲](b "a>隐藏")', "甲"),
        ('<span title="a>隐藏">甲</span>', "甲"),
        ("`a < b` 与 `&lt;`", "a < b 与 &lt;"),
        ("式 $x^2$ 止", "式 x² 止"),
        ("![图里的字](figure_line.svg)", ""),
        ("```python linenums='7'\nx = 1\n```", "x = 1"),
    ],
)
def test_the_search_reads_what_a_reader_reads(text: str, said: str) -> None:
    assert "".join(section.text for section in facts(text).sections[:1]) == said


def test_a_formula_is_kept_as_text_and_as_it_is_drawn() -> None:
    (section,) = facts("式 $x^2$ 止").sections
    assert section.pieces == (
        "式 ", ("x²", "<math><msup><mi>x</mi><mn>2</mn></msup></math>"), " 止",
    )  # fmt: skip


def test_a_comment_is_nowhere() -> None:
    found = facts(
        "甲。<!-- 草稿：若 a > b，待查 -->乙。\n\n<!--\n## 草稿\n\n不要发表 $x$ -->\n\n丙。"
    )
    for text in (found.html, found.plain, *(section.text for section in found.sections)):
        assert "草稿" not in text
        assert "发表" not in text
    assert found.formulas == ()


def test_reading_time_leaves_out_code_and_formulas() -> None:
    quiet = " &amp; `not` $counted$\n\n    at all\n\n$$\nnot counted\n$$"
    assert facts("字" * 350 + quiet).minutes == 1
    assert facts("字" * 350 + " word" + quiet).minutes == 2


def test_formulas_are_found_in_order_with_their_section() -> None:
    found = facts("$a$\n\n## 二 $b$\n\n$$\nc\n$$\n\n| $d$ |\n|---|\n| $e$ |\n\n[^1]\n\n[^1]: $f$")
    assert [(one.tex, one.display, one.section) for one in found.formulas] == [
        ("a", False, ""), ("b", False, "二-b"), ("c", True, "二-b"), ("d", False, "二-b"),
        ("e", False, "二-b"), ("f", False, "footnotes"),
    ]  # fmt: skip


def test_only_formulas_become_mathml_and_signs_stay_beside_them() -> None:
    html = facts("甲“$a<b$”，`\\(x\\)` $y$，“$z$\n\n$$\nc\n$$").html
    assert html.startswith('<p>甲<span class="math">“<math alttext="a&lt;b"><mi>a</mi>')
    assert "</math>”，</span><code>\\(x\\)</code> <span" in html
    assert '</math>，</span><span class="math">“<math' in html
    assert '<div class="math" tabindex="0"' in html


def test_a_formula_that_cannot_be_drawn_is_told_each_time_with_what_was_written() -> None:
    found = walk(rendered("$\\bad$ 和 ![图 $\\worse$](figure_line.svg)"), AROUND)
    assert [told.written for told in found.mistakes] == ["\\bad", "\\worse"]


def test_a_long_formula_in_a_line_scrolls_and_a_short_one_does_not() -> None:
    html = facts(f"${'x' * 40}$ 与 $x$").html
    assert html.count('<span class="math math--long" tabindex="0">') == 1
    assert html.count('<span class="math"><math') == 1


@pytest.mark.parametrize(
    ("text", "xpath", "readable"),
    [
        ("![损失 $L<1$](figure_line.svg)", "//svg/@aria-label", "损失 L < 1"),
        ("![损失 $L$](a.png)", "//img/@alt", "损失 L"),
        ('[甲](b "当 $x_1$ 大")', "//a/@title", "当 x_1 大"),
    ],
)
def test_no_attribute_holds_tex(text: str, xpath: str, readable: str) -> None:
    assert page(text).xpath(xpath) == [readable]
    assert "\\(" not in facts(text).plain


def test_what_feeds_take_has_tex_and_images() -> None:
    plain = facts(
        "甲“$a<b$”。\n\n![图](figure_line.svg){ element=a-dial start=2 }\n\n<!-- more -->"
    ).plain
    assert '“<span class="arithmatex">\\(a&lt;b\\)</span>”。' in plain
    assert '<img alt="图" src="figure_line.svg">' in plain
    assert "<!-- more -->" in plain


@pytest.mark.parametrize(
    "image",
    [
        "![图](figure_line.svg)",
        "![图](./figure_line.svg)",
        "![图][线]\n\n[线]: figure_line.svg",
        '<img src="figure_line.svg"\n alt="图">',
        "<img alt='图' src='figure_line.svg'>",
        "<IMG SRC=figure_line.svg alt=图 />",
        "<img src='figure%5Fline.svg' alt='图'>",
    ],
)
def test_a_figure_is_drawn_however_its_image_is_written(image: str) -> None:
    root = page(image)
    assert root.xpath("//svg/@aria-label") == ["图"]
    assert not root.xpath("//img")
    assert facts(image).figures == (Figure("figure_line.svg", ""),)


def test_a_live_figure_stands_in_its_element_which_is_loaded_once() -> None:
    live = "![图](figure_line.svg){ element=a-dial start=2 }"
    root = page(f"{live}\n\n{live}")
    assert len(root.xpath("//a-dial[@start='2']/span[@class='still']/svg")) == 2
    assert root.xpath("//script[@type='module']/@src") == ["../assets/elements/a-dial.js"]


def test_a_figure_shown_twice_has_ids_of_its_own_that_its_parts_refer_to() -> None:
    root = page("![图](figure_line.svg)\n\n![图](figure_line.svg)")
    assert root.xpath("//path/@id") == ["dot", "dot-2"]
    assert root.xpath("//use/@href") == ["#dot", "#dot-2"]
    assert root.xpath("//use/@fill") == ["url(#dot)", "url(#dot-2)"]


@pytest.mark.parametrize(
    ("text", "anchor", "heading"),
    [
        ("甲[^hu2021lora]。\n\n[^hu2021lora]: 文献。", "sources", "来源"),
        ("甲[^1]。\n\n[^1]: 注。", "footnotes", "脚注"),
        ("甲[^1]乙[^hu2021lora]。\n\n[^1]: 注。\n[^hu2021lora]: 文献。", "sources", "来源"),
    ],
)
def test_footnotes_are_headed_by_what_they_are(text: str, anchor: str, heading: str) -> None:
    root = page(text)
    assert root.xpath("//div[@class='footnote']/h2/@id") == [anchor]
    assert root.xpath("string(//h2)") == heading
    assert not root.xpath("//hr")


@pytest.mark.parametrize(
    "heading", ["Sources", "Footnotes", "Changes", "Cite", "Next", "Code cite"]
)
def test_a_heading_at_an_address_that_the_build_uses_is_told(heading: str) -> None:
    (told,) = walk(rendered(f"## {heading}\n\n甲。"), AROUND).mistakes
    assert told.message.startswith(f"地址 #{heading.lower().replace(' ', '-')} ")
    assert not walk(rendered(f"## {heading} {{ #other }}\n\n甲。"), AROUND).mistakes


def test_an_id_used_twice_is_told() -> None:
    for text in ("## 甲\n\n<p id='甲'>乙</p>", "## Code 1\n\n    x"):
        (told,) = walk(rendered(text), AROUND).mistakes
        assert "已经有了" in told.message


@pytest.mark.parametrize(
    ("html", "explained"),
    [
        pytest.param("<p>{A} {A} {B}</p>", "<p>{A} A {B}</p>", id="each at its first use"),
        pytest.param("<h2>{A}</h2><p>{A}</p>", "<h2>A</h2><p>{A}</p>", id="not in a heading"),
        pytest.param('<p><a href="x"><em>{A}</em></a></p>', '<p><a href="x"><em>A</em></a></p>', id="a link has one meaning"),
        pytest.param('<div class="footnote"><em>{A}</em></div><p>{A}</p>', '<div class="footnote"><em>A</em></div><p>{A}</p>', id="footnotes in the middle"),
        pytest.param("<details><summary>{A}</summary><p>{A}</p></details>", "<details><summary>A</summary><p>{A}</p></details>", id="nor in a summary"),
    ],
)  # fmt: skip
def test_an_abbreviation_is_explained_where_it_is_first_used(html: str, explained: str) -> None:
    shown = {one: f'<abbr title="t">{one}</abbr>' for one in "AB"}
    assert walk(html.format(**shown), AROUND).html == explained.format(**shown)


def test_nested_tables_have_a_frame_each() -> None:
    inner = "<table><tr><td>里</td></tr></table>"
    root = page(f"<table><tr><td>外{inner}</td></tr></table>")
    frames = root.xpath("//div[@class='table'][@tabindex='0']")
    assert [frame.xpath("count(./table)") for frame in frames] == [1, 1]
    assert root.xpath("//div/table//div/table/tr/td/text()") == ["里"]


@pytest.mark.parametrize(
    ("table", "xpath", "found"),
    [
        (TABLE, "//table/@class", ["table__grid"]),
        (TABLE, "//th[@scope]/text()", []),
        ("| 甲 |\n|---:|\n| 1 |", "//*[@class='right']/text()", ["甲", "1"]),
        ("| | 乙 |\n|:--|---|\n| 丙 | 2 |\n| 丁 | 3 |", "//th[@scope='row']/text()", ["丙", "丁"]),
        ("| | 乙 |\n|:--|---|\n| 丙 | 2 |", "//thead//th/text()", ["乙"]),
        ("| $x_1$ | 甲 $y$ |\n|---|---|\n| 1 | 2 |", "//math/@aria-label", ["x_1"]),
        ("| | 甲 |\n|---|---|\n| $x_1$ | 2 |", "//th[@scope]//math/@aria-label", ["x_1"]),
    ],
)
def test_tables_say_what_heads_what(table: str, xpath: str, found: list[str]) -> None:
    assert page(table).xpath(xpath) == found


@pytest.mark.parametrize(
    "fence",
    [
        "```python\nx\n```",
        '```python title="a.py"\nx\n```',
        '```python linenums="1"\nx\n```',
        '```python title="a.py" linenums="1"\nx\n```',
        "``` { .python .small }\nx\n```",
        "    x",
        "> ```text\n> x\n> ```",
        "- 甲\n\n    ```python\n    x\n    ```",
    ],
)
def test_code_has_a_button_that_copies_it(fence: str) -> None:
    (button,) = page(fence).xpath("//button[@class='copy']")
    identifier, _, inner = button.get("data-clipboard-target").partition(" ")
    (code,) = page(fence).xpath(f"//*[@id='{identifier[1:]}']//{inner}")
    assert code.text_content().strip() == "x"


def test_each_block_has_its_own_button_and_an_output_has_none() -> None:
    root = page("```python\nx\n```\n\n```output\n1\n```\n\n``` { .python #own }\ny\n```")
    assert root.xpath("//button/@data-clipboard-target") == ["#code-1 code", '[id="own"] code']


@pytest.mark.parametrize(
    ("link", "rel"),
    [
        ("[甲](https://example.org)", ["external"]),
        ("<a class='z>w' href='https://b.org'>甲</a>", ["external"]),
        ("<a href=HTTPS://b.org>甲</a>", ["external"]),
        ("<https://example.org>", ["external"]),
        ('<a href="https://example.org" rel="license">甲</a>', ["license"]),
        ("[甲](../lora/)", []),
        ("[甲](mailto:a@example.org)", []),
    ],
)
def test_a_link_that_leaves_the_site_can_be_told_from_the_others(link: str, rel: list[str]) -> None:
    assert page(link).xpath("//a/@rel") == rel


def test_captions_belong_to_the_text_and_explain_nothing() -> None:
    text = "![图](figure_line.svg)\n\n/// figure-caption\n四个点 $x$。\n///"
    (section,) = facts(text).sections
    assert section.text == "图 1 四个点 x。"
    assert facts(text).ids[0] == "__figure-caption_1"


@settings(max_examples=40, deadline=None)
@given(notes)
def test_nothing_of_a_note_is_lost_or_added(body: str) -> None:
    html = rendered(body)
    found = walk(html, AROUND)
    assert not found.mistakes
    before, plain = (
        lxml.html.fragment_fromstring(one, create_parent="div") for one in (html, found.plain)
    )
    for heading in plain.xpath("//h2[@id='footnotes']"):
        heading.drop_tree()
    assert plain.text_content().split() == before.text_content().split()
    assert len(found.formulas) == len(before.find_class("arithmatex"))


@pytest.mark.parametrize("html", ["<p>甲<![CDATA[乙]]>丙</p>", "<p>甲<?php 乙 ?>丙</p>"])
def test_what_a_browser_hides_is_told(html: str) -> None:
    (told,) = walk(html, Around()).mistakes
    assert "浏览器不显示" in told.message


@pytest.mark.parametrize("written", ['<ul class="md-nav__list">', '<p id="__toc">'])
def test_what_the_theme_looks_for_is_not_an_authors(written: str) -> None:
    (told,) = walk(f"{written}</{written[1:3].strip()}>", Around()).mistakes
    assert "不能有" in told.message
