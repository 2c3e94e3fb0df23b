"""Markup that a page shows as it was typed, and what of a source is not on its page."""

from __future__ import annotations

from pathlib import Path

import markdown_strategies
import pytest
from hypothesis import HealthCheck, given, settings
from rendered import page

from notes.scanner import spans
from notes.settings import rendered
from notes.source import Source
from notes.spans import Open
from pages import facts
from pages.facts import Mistake
from pages.walk import Around, walk

IN = {
    "paragraph": "{}",
    "list": "- 项\n\n    {}",
    "quote": "> {}",
    "box": '!!! note "题"\n    {}',
    "footnote": "文[^n]。\n\n[^n]: {}",
}
CELL, HTML = "| 甲 | 乙 |\n|---|---|\n| {} | 丙 |", "<div>{}</div>"


def told(text: str) -> list[Mistake]:
    source = Source(Path("a.md"), "a.md", text)
    return [
        one
        for one in walk(rendered(text), Around(source=source)).mistakes
        if one.place is not None or "列表项" in one.message
    ]


def lines(text: str) -> list[tuple[int, str]]:
    """Line and first words of what is told."""
    return [
        (text.count("\n", 0, one.place or 0) + 1, one.message.partition("：")[0])
        for one in told(text)
    ]


@pytest.mark.parametrize("around", [*IN.values(), CELL, HTML], ids=[*IN, "cell", "HTML"])
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("见 **没有结束", "没有成为粗体"),
        ("见__没有（成为）__粗体", "没有成为粗体"),
        ("见 ~~没有结束", "没有成为删除线"),
        ("见 ` 一个", "没有成为代码"),
        ("见[^none]里", "没有成为脚注"),
        ("见 [文字](没有结束", "没有成为链接"),
        ("见 {.wide} 里", "没有成为属性"),
        (r"见 \frac{1}{2} 里", "没有成为公式"),
        (r"见 \cite{key} 里", "没有成为引文"),
        ("见 ==标记== 里", "不是这里的写法"),
        ("见 ==标**记**== 里", "不是这里的写法"),
        ("见 x^2^ 里", "不是这里的写法"),
        ("见 [[别的笔记]] 里", "不是这里的写法"),
        ("见 :smile: 里", "不是这里的写法"),
        ("见^[行内的脚注]里", "没有成为脚注"),
        ("共 2*3*4 个", "星号成了强调的记号"),
        ("**N** 取 5*x + 3*y", "星号成了强调的记号"),
        ("共 2**3**4 个", "星号成了强调的记号"),
        ("_甲_乙", "没有成为斜体"),
        (r"见 \[x_1\] 里", "句子里的 \\[ 只是方括号"),
        ("取 5~10，或1~2 层", "成对的 ~ 成了下标的记号"),
        ("方法 __init__ 里", "下划线成了粗体的记号"),
        (r"值 f\(x\) 里", "圆括号成了公式的记号，在别处只是括号"),
        (r"见 \\(x\\) 里", "两个反斜杠的括号不是公式的记号"),
        ("见 ＊＊全角＊＊ 里", "没有成为粗体"),
        ("见 ＄x＄ 里", "没有成为公式"),
        ("见 ￥x_1￥ 里", "没有成为公式"),
        ("见 [文字]（https://a.org）里", "没有成为链接"),
        ("见 [文字] (../a/) 里", "没有成为链接"),
        ("见 [文字](https://a.org/甲 乙) 里", "链接的地址里有空格，在别处不是链接"),
        ("共 US$5 到 HK$6", "$ 后面紧跟着数字"),
    ],
)
def test_markup_that_became_nothing_is_told_at_its_line(
    around: str, text: str, message: str
) -> None:
    page = f"开头。\n\n{around.format(text)}"
    at = page[: page.index(text)].count("\n") + 1
    assert (at, message) in lines(page)


@pytest.mark.parametrize("around", IN.values(), ids=IN)
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("!!! “题”", "没有成为方框"),
        ("??? “题", "没有成为方框"),
        ("/// caption", "没有成为图题"),
        ("[!NOTE] 注", "不是这里的写法"),
        ("[ ] 要做", "不是这里的写法"),
        ('=== "页签"', "不是这里的写法"),
        ("::: tip", "不是这里的写法"),
        ("1) 甲", "不是这里的写法"),
        ("| 甲 | 乙 |", "没有成为表格"),
        (": 定义", "不是这里的写法"),
        ("＞ 引", "没有成为引用"),
        ("》引", "没有成为引用"),
        ("＃＃ 节", "没有成为标题"),
        ("｜ 甲 ｜ 乙 ｜", "没有成为表格"),
        ("！！！ note", "没有成为方框"),
        ("···python", "没有成为代码"),
        ("####### 节", "标题最多六级"),
        ("[TOC]", "不是这里的写法"),
        ("<<<<<<< HEAD", "合并冲突没有解决"),
    ],
)
def test_so_is_markup_at_the_beginning_of_a_line(around: str, text: str, message: str) -> None:
    page = f"开头。\n\n{around.format(text)}"
    if "[^n]: " not in page:
        at = page[: page.index(text)].count("\n") + 1
        assert (at, message) in lines(page)


@pytest.mark.parametrize(
    "mark", ["{}、", "{}.", "（{}）", "({})", "•", "-", "一、", "b. ", "（二）", "●", "– "]
)
@pytest.mark.parametrize("around", IN.values(), ids=IN)
def test_items_that_ran_into_each_other_are_told(around: str, mark: str) -> None:
    between = "\n    " if "    {" in around else "\n> " if around[0] == ">" else "\n"
    items = between.join(f"{mark.format(n)}项" for n in (1, 2))
    page = f"开头。\n\n{around.format(items)}"
    at = page[: page.index(items)].count("\n") + 1
    assert (at, "列表的几项成了一段") in lines(page)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("文\n\\begin{align}\na\n\\end{align}\n后", 2),
        ("文\n\n\\begin{align}\na\n\\end{align}", 3),
        ("文\n\n\\[\na\n\\]", 3),
        ("文\n\n<img src='a.png' alt='图 $x$'>", 3),
        ("文\n\n<img src='a.png'\nalt=\"it's $x$\">", 4),
        ("列表：\n2. 甲", 2),
        ("文\n    > 引", 2),
        ("文\n    ## 节", 2),
        ("<div>\n- 甲\n</div>", 2),
        ("- 甲\n  续行\n\n  - 乙 | 丙\n  1) 丁", 5),
        ("- [ ] 要做\n- [x] 做完", 1),
        ("- > [!NOTE]\n  > 注", 1),
        ("- 项\n\n  <div>块</div>\n\n- 末", 3),
        ("> 1. 项\n>\n>    <details><summary>问</summary>答</details>", 3),
        ('!!! note "题"\n\n    - 项\n      段\n\n      <div>块</div>', 6),
        ("```python\nx\n````\n\n## 节\n\n```python\ny\n```", 3),
        ("> ~~~\n> x\n> ~~~~~\n>\n> 文\n>\n> ~~~", 3),
        ("文\n\n<div>!!! tip “题”\n内容</div>", 3),
        ("文\n\n<div>```math\nx\n```</div>", 3),
        ("文\n\n- ```\n  码\n  ```", 3),
        ("> [!WARNING]\n> 小心", 1),
        ("表：\n| a | b |\n| 1 | 2 |", 2),
        ("a | b\n甲\n--- | ---", 3),
    ],
)
def test_a_block_that_is_none_is_told(text: str, line: int) -> None:
    assert lines(text)[0][0] == line


def test_a_block_that_is_none_is_told_once() -> None:
    assert lines("表：\n| a | b |\n| 1 | 2 |\n| 3 | 4 |\n\n1) 甲\n2) 乙") == [
        (2, "没有成为表格"),
        (6, "不是这里的写法"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('!!! example "例"\n  内容', "方框是空的"),
        ("- 项\n\n    ??? note\n    内容", "方框是空的"),
        ("!!! note 题目\n    内容", "题目没有引号"),
        ("/// figure-caption\n说明。\n\n## 节\n\n文", "图题没有结束，后面的都成了图题"),
    ],
)
def test_a_box_or_a_caption_that_holds_the_wrong_things_is_told(text: str, message: str) -> None:
    assert (text.count("\n", 0, max(text.find("?"), 0)) + 1, message) in lines(text)


@pytest.mark.parametrize("around", IN.values(), ids=IN)
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("甲 <u> 乙", "<u> 没有结束"),
        ("甲<details>乙", "<details> 没有结束"),
        ("甲 <b><i>乙</b>", "<i> 没有结束"),
        ("甲</span>乙", "</span> 没有开头"),
        ("<section>\n甲", "<section> 没有结束"),
    ],
)
def test_an_element_with_one_of_its_tags_is_told_once_at_that_tag(
    around: str, text: str, message: str
) -> None:
    page = "开头。\n\n" + around.format(text.replace("\n", "\n    " if "    {" in around else "\n"))
    source = Source(Path("a.md"), "a.md", page)
    found = facts.told(walk(rendered(page), Around(source=source)).mistakes, source)
    (line,) = [str(one).split(" ")[0] for one in found if one.message == message]
    tag = message.split()[0].rstrip(">")
    at = page.index(tag)
    assert line == f"a.md:{page.count(chr(10), 0, at) + 1}:{at - page.rfind(chr(10), 0, at)}"


@pytest.mark.parametrize(
    "text",
    [
        r"\[甲](乙)，价 \$5，\*\*不粗\*\*，\~~，\`，\[^a]，\[@a]，[甲\](乙)，\{ .a }，\\frac，\[!NOTE]",
        "`$x$ **` 和 $\\frac{1}{2}$，**粗**、~~删~~\n\n```\n- 甲\n| $\n```\n\n    !!! 码",
        "文\n\\- 甲\n1\\. 乙\n\\| 丙 |\n\\/// 丁",
        "| $p(x&#124;y)$ | $a&lt;b$ |\n|---|---|\n| $L&gt;R$ | (^o^) |\n\n$$\na&amp;b\n$$",
        "> 引\n\n条件 *w* + *r* > *n*，`a` - `b`，**甲** 1. *乙*，$x$ > *y*\n\n- 甲",
        "- 项\n\n    <div>块</div>\n\n文\n\n  <div>块</div>\n\n````\n```\n````",
        "- 外\n    - 项\n\n      <div>块</div>",
        "[**N**, **C**hannel, **H**eight, **W**idth] 和 *k*-means，*a*b *c*d，**e**R**X**R",
        "f-string 里的 {...}、{:.4e} 与 1{.}，# 与 > 0",
        "5 * 3 == 15，a == b，什么???，!!，a_b_c，C:/x，2026. 年",
        "- 甲\n    - 乙\n\n* * *\n\n1. 丙\n\n    段\n\n2. 丁",
        "<!-- $ ** - [ ] -->\n\n<span title='$5 **'>字</span>\n\n<https://a.org/$x>",
        "[甲](https://a.org/$x**)，&#36;5，&#42;&#42;",
        "<ul><li>甲</li></ul>\n\n- 乙",
        "<ul>\n<li>甲\n<li>乙\n</ul>\n\n<p>段\n\n<hr>",
        "_x_、_甲_，f_甲_b，\\[CLS\\]，$x$ 3，1、甲\n第 2 行（1）\n2026.1 版\n2026.2 版",
        r"形状 \[batch_size, 3\]，\[^1\]，\[甲\]，\[ab\](c)",
        "Hölder、👩\u200d🔬、x\u0302 与 `o\u0308`",
        "在 ~/a 和 ~/b，约 ~3 到 ~5，\\~x\\~，`__init__`，__粗体__，￥5 到￥6，A＊B＊C，《甲》",
        "一、甲\n\n二、乙\n\n—— 甲\n—— 乙\n\n[CLS]（开头）与[1]（下同）",
        "[甲](<a b.md>)，[乙](a%20b.md '题 目')，<a href='a b.md'>丙</a>",
        "| a\\|b | c |\n|---|---|\n| \\| | `\\|` |",
        "| （1）甲 |\n|---|\n| （2）乙 |\n| （3）丙 |",
        "![图 $x$ 和 `y`](p.png)\n\n/// figure-caption\n题\n///",
        '!!! note inline end "题"\n    文\n\n??? note\n\n    - 甲\n    - 乙',
    ],
)
def test_what_is_meant_literally_is_no_mistake(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("around", IN.values(), ids=IN)
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("trans\u00adformer", "有看不见的字符 U+00AD"),
        ("甲\u202e乙", "有看不见的字符 U+202E"),
        ("Ho\u0308lder", "字母和重音分成了两个字符"),
    ],
)
def test_characters_that_nobody_sees_are_told(around: str, text: str, message: str) -> None:
    page = f"开头。\n\n{around.format(text)}"
    at = page[: page.index(text)].count("\n") + 1
    assert (at, message) in lines(page)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("[^a]: 短\n\n文[^a]。\n\n> [^a]: 又", "短"),
        ("[^a]: 第一次这样写\n\n文[^a]。\n\n> [^a]: 第二次那样写", "第一次这样写"),
    ],
)
def test_what_is_not_on_the_page_is_told(text: str, missing: str) -> None:
    assert any(missing in one.message for one in told(text)), told(text)


@settings(
    max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
@given(markdown_strategies.notes)
def test_no_dollar_and_no_star_is_left_on_a_page_unless_told(text: str) -> None:
    shown = page(text)
    for verbatim in shown.xpath("//pre | //code | //*[contains(@class, 'arithmatex')]"):
        verbatim.drop_tree()
    literal = text.count(r"\$") + text.count("a.org/$x")
    left = shown.text_content()
    is_told = bool(told(text)) or any(isinstance(span, Open) for span in spans(text))
    assert is_told or ("**" not in left and left.count("$") <= literal)


@settings(
    max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
@given(markdown_strategies.notes)
def test_no_formula_and_no_code_is_missed_that_is_there(text: str) -> None:
    assert not [one for one in told(text) if "页面上没有" in one.message]
