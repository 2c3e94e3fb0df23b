"""What a page must not hold is told, in whatever way it is written; what is harmless is not."""

from __future__ import annotations

import re

import lxml.html
import pytest

from notes.settings import rendered
from pages.allowed import ELEMENTS
from pages.facts import Facts
from pages.walk import Around, walk

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
FIGURES = {
    "figure_line.svg": SVG.format('<path d="M0 0"/>'),
    "figure_script.svg": SVG.format("<script>x()</script>"),
    "figure_handler.svg": SVG.format('<path onload="x()" d="M0 0"/>'),
    "figure_frame.svg": SVG.format("<foreignObject><p>x</p></foreignObject>"),
    "figure_image.svg": SVG.format('<image href="https://evil.example/a.png"/>'),
    "figure_use.svg": SVG.format('<use xlink:href="https://evil.example/a.svg#x"/>'),
    "figure_style.svg": SVG.format("<style>@import 'https://evil.example/'</style>"),
    "figure_fill.svg": SVG.format('<path fill="url(https://evil.example/a)"/>'),
    "figure_styled.svg": SVG.format('<path style="fill: red"/>'),
    "figure_quoted.svg": SVG.format("<path fill=\"URL( 'https://evil.example/a' )\"/>"),
    "figure_escaped.svg": SVG.format('<path fill="u\\72l(https://evil.example/)"/>'),
    "figure_link.svg": SVG.format('<a xlink:href="javascript:x()"><text>x</text></a>'),
    "figure_set.svg": SVG.format('<set attributeName="href" to="javascript:x()"/>'),
    "figure_entity.svg": '<!DOCTYPE svg [<!ENTITY x "y">]>' + SVG.format("<text>&x;</text>"),
    "figure_html.svg": SVG.format('<h:img xmlns:h="http://www.w3.org/1999/xhtml" src="x"/>'),
    "figure_prefix.svg": '<s:svg xmlns:s="http://www.w3.org/2000/svg"/>',
    "figure_broken.svg": "<svg>",
    # Only a comment to XML; to HTML the comment ends at once.
    "figure_comment.svg": SVG.format("<!--> <script>x()</script> -->"),
    "figure_cdata.svg": SVG.format("<text><![CDATA[<script>x()</script>]]></text>"),
}
AROUND = Around(functions=("three",), elements={"a-dial": frozenset({"start"})}, figure=FIGURES.get)


def walked(text: str) -> Facts:
    return walk(rendered(text), AROUND)


REFUSED = [
    # Scripts in every disguise
    "<script>x()</script>",
    "<SCRIPT SRC=https://evil.example/x.js></SCRIPT>",
    "段<script>x()</script>落",
    "<svg><script>x()</script></svg>",
    "<svg/onload=x()>",
    "<math><mtext><script>x()</script></mtext></math>",
    "<p onclick='x()'>甲</p>",
    '<img/onerror=x() src=x alt="x">',
    "<p\nonmouseover=x()>甲</p>",
    "**甲**{ onclick=x() }",
    "![图](a.png){ onload=x() }",
    "<details ontoggle=x() open>甲</details>",
    "<body onload=x()>",
    "<html onclick=x()>",
    "<template><script>x()</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=x()>'></noscript>",
    "<xmp><script>x()</script></xmp>",
    "<style><img src=x onerror=x()></style>",
    "<p>甲</p",
    # Frames, forms, and what changes the page around it
    "<iframe src='https://evil.example/'></iframe>",
    '<iframe srcdoc="<script>parent.x=1</script>"></iframe>',
    "<frameset><frame src=x></frameset>",
    "<object data='data:text/html,x'></object>",
    "<embed src=x>",
    "<applet code=x></applet>",
    "<form action=/x><input name=q></form>",
    "<button formaction=javascript:x()>甲</button>",
    "<input type=image src=x>",
    "<textarea></textarea>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0; url=https://evil.example/'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<title>甲</title>",
    "<dialog open>甲</dialog>",
    "<p contenteditable>甲</p>",
    "<p hidden>甲</p>",
    "<p is=a-dial>甲</p>",
    "<p slot=x>甲</p>",
    "<a-dial></a-dial>",
    "<p data-md-component=search>甲</p>",
    "<p data-clipboard-text=x>甲</p>",
    '<p data-"onclick=x()>甲</p>',
    "<a href=https://evil.example data-copies>甲</a>",
    "<a name=__search>甲</a>",
    # Styles and requests to other servers
    "<style>@import 'https://evil.example/';</style>",
    "<p style='background: url(https://evil.example/)'>甲</p>",
    "<p style='position: fixed'>甲</p>",
    "<table><tr><td style='text-align: left;'>甲</td></tr></table>",
    "**甲**{ style='background:url(https://evil.example/)' }",
    "![图](https://evil.example/a.png)",
    "![图](//evil.example/a.png)",
    r"<img src='\\evil.example\a.png' alt=x>",
    r"<img src='/\evil.example/a.png' alt=x>",
    "<img src='https:evil.example' alt=x>",
    "<img src=' http://evil.example/a.png' alt=x>",
    "<img src='data:image/svg+xml,<svg/>' alt=x>",
    "<img src='ht&#9;tps://evil.example/a.png' alt=x>",
    "<img src=a.png srcset='https://evil.example/a.png 2x' alt=x>",
    "<img src=a.png alt=x lowsrc=https://evil.example/a.png>",
    "<picture><source srcset=https://evil.example/a.png></picture>",
    "<video src=https://evil.example/a.mp4></video>",
    "<video poster=https://evil.example/a.png></video>",
    "<audio src=https://evil.example/a.mp3></audio>",
    "<table background=https://evil.example/a.png></table>",
    "<a href=x ping=https://evil.example/>甲</a>",
    "<svg><image href=https://evil.example/a.png /></svg>",
    # Addresses of dangerous schemes
    "[甲](javascript:x())",
    "[甲](JaVaScRiPt:x())",
    "[甲](<  javascript:x()>)",
    "<a href='java&#9;script:x()'>甲</a>",
    "<a href='java&#10;script:x()'>甲</a>",
    "<a href='java\nscript:x()'>甲</a>",
    "<a href='&#1;javascript:x()'>甲</a>",
    "<a href='&#x6A;avascript:x()'>甲</a>",
    "<a href='&#0000106avascript:x()'>甲</a>",
    "<a href='javascript&colon;x()'>甲</a>",
    "<a href='java&Tab;script:x()'>甲</a>",
    "<a href='vbscript:x'>甲</a>",
    "<a href='data:text/html,x'>甲</a>",
    "<a href='blob:x'>甲</a>",
    "<a href='file:///etc/passwd'>甲</a>",
    "<javascript:x()>",
    "[甲][x]\n\n[x]: javascript:x()",
    # Elements of figures
    '![图](figure_line.svg){ element=iframe srcdoc="x" }',
    "![图](figure_line.svg){ element=script }",
    '![图](figure_line.svg){ element=object data="data:text/html,x" }',
    "![图](figure_line.svg){ element=no-such }",
    "![图](figure_line.svg){ element=../actions/copy-tex }",
    "![图](figure_line.svg){ element=a-dial onload=x() }",
    "![图](figure_line.svg){ element=a-dial style='position:fixed' }",
    "![图](figure_line.svg){ element=a-dial strat=3 }",
    "![图](figure_line.svg){ onload=x() }",
    "![图](a.png){ element=a-dial }",
    "![图](figure_none.svg)",
    # What claims to be computed
    "[999](x.md){.checked-number}",
    "<span class='big checked-number'>999</span>",
    "<pre><span class='checked-number'>999</span></pre>",
    "<pre><span class=k>1</span><script>x()</script></pre>",
    "<pre><span class=k onclick=x()>1</span></pre>",
    # Unknown and unclosed
    "填充 <pad> 与 <unk>",
    "<s> 是句首",
    "<b>粗",
    "段落</b>",
    "<div>\n\n没有结束",
    "多一个</div>\n\n后文",
    "前</body>后",
    "<center>甲</center>",
    "<font color=red>甲</font>",
    "<p>甲<div>乙</div></p>",
]


@pytest.mark.parametrize("text", REFUSED)
def test_what_a_page_must_not_hold_is_told(text: str) -> None:
    assert walked(text).mistakes


@pytest.mark.parametrize("name", [one for one in FIGURES if one not in (
    "figure_line.svg", "figure_comment.svg", "figure_cdata.svg"
)])  # fmt: skip
def test_a_drawing_that_does_more_than_draw_is_told(name: str) -> None:
    (told, *_) = walked(f"![图]({name})").mistakes
    assert told.written == name


@pytest.mark.parametrize("name", ["figure_comment.svg", "figure_cdata.svg"])
def test_a_drawing_holds_nothing_that_only_a_browser_takes_for_markup(name: str) -> None:
    html = walked(f"![图]({name})").html
    assert "<script" not in html
    assert "<!--" not in html


ALLOWED = [
    "[甲](https://example.org/?q=a&b=1#x \"题\"){ rel=license hreflang=en }",
    "[甲](mailto:a@example.org) [乙](#甲) [丙](../b/) <https://example.org>",
    "<details open><summary>甲</summary>乙</details>",
    "H<sub>2</sub>O x<sup>2</sup> <kbd>Ctrl</kbd> <mark>甲</mark> <ruby>漢<rt>hàn</rt></ruby>",
    "<table><caption>题</caption><tr><td rowspan=2 colspan='1'>1</td></tr></table>",
    "| a | b |\n|:-:|--:|\n| 1 | 2 |",
    "<ol start=3 type=a><li value=5>甲</li></ol>",
    "<p>甲<p>乙\n<ul><li>丙<li>丁</ul>",
    "<time datetime=2026-01-01>一月</time> <del>旧</del> <ins>新</ins> <data value=3>三</data>",
    "<div class='two' lang=en dir=ltr aria-label=x role=note data-x=1 markdown>*甲*</div>",
    "`<script>` 与 &lt;pad&gt; 1 < 2 & 3 <5",
    "    <script>x()</script>",
    "![图](a.png){ width=300 loading=lazy .wide }",
    "甲[^1]\n\n[^1]: 注\n\n??? note \"折\"\n    乙\n\n!!! tip\n    丙\n\n/// table-caption\n题\n///",
    "~~删~~ **粗** *斜* ***都*** ~下~ \n\n---\n\n> 引\n\n1. 一\n2. 二",
    "```python title='a' linenums='1' hl_lines='1'\nx\n```",
    "![图](figure_line.svg){ element=a-dial start=1 }",
]  # fmt: skip


@pytest.mark.parametrize("text", ALLOWED)
def test_what_is_harmless_is_not_told(text: str) -> None:
    assert walked(text).mistakes == ()


@pytest.mark.parametrize("text", [*REFUSED, *ALLOWED])
def test_nothing_else_is_written_even_if_nobody_listened(text: str) -> None:
    """Told or not, a browser gets no tag that the walk has not looked at."""
    facts = walked(text)
    names = set(re.findall(r"<([a-z][^\s>/]*)", facts.plain.lower()))
    told = {name for one in facts.mistakes for name in re.findall(r"<([^\s>]+)>", one.message)}
    assert names <= set(ELEMENTS) | told
    assert lxml.html.fragment_fromstring(facts.html, create_parent="div") is not None


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("填充 <pad>", "`<pad>` 或 &lt;pad&gt;"),
        ("句首 <s>", "`<s>` 或 &lt;s&gt;"),
        ("![图](https://evil.example/a.png)", "放进笔记的文件夹，写文件名"),
        ("![图](figure_line.svg){ element=a-dial strat=3 }", "a-dial 有 start"),
    ],
)
def test_it_says_what_to_write_instead(text: str, hint: str) -> None:
    (told,) = walked(text).mistakes
    assert hint in told.instead


@pytest.mark.parametrize(
    "html", ["<p>甲</p><p", '<p title="x>甲</p>', "<!-- <p>甲</p>", "甲</body>乙"]
)
def test_a_page_is_never_cut_short_without_a_word(html: str) -> None:
    assert walk(html, AROUND).mistakes
