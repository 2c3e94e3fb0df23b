"""Markdown as Chinese authors write it comes out as meant, wherever it stands."""

from __future__ import annotations

import pytest
from rendered import page

IN = {
    "paragraph": "{}",
    "list": "- {}",
    "loose list": "1. 项\n\n    {}",
    "quote": "> {}",
    "box": '!!! note "题"\n    {}',
    "cell": "| 甲 | 乙 |\n|---|---|\n| {} | 丙 |",
    "footnote": "文[^n]。\n\n[^n]: {}",
    "heading": "## {}",
    "HTML": '<div markdown="1">\n\n{}\n\n</div>',
    "text of HTML": "<div>{}</div>",
    "block in HTML": "<details>\n<summary>问</summary>\n\n{}\n\n</details>",
    "cell of HTML": "<table>\n  <tr>\n    <td>{}</td>\n  </tr>\n</table>",
    "HTML in a list": "- 项\n\n    <div>{}</div>",
    "HTML in a quote": "> <p>\n> {}\n> </p>",
    "HTML below text": "文\n<dl><dd>{}</dd></dl>\n文",
}
SIGNS = "，。、；：！？…—～·（）【】《》〈〉「」『』“”‘’％"


@pytest.mark.parametrize("around", IN.values(), ids=IN)
@pytest.mark.parametrize(("mark", "tag"), [("**", "strong"), ("*", "em")])
def test_what_is_stressed_may_begin_and_end_with_any_sign(around: str, mark: str, tag: str) -> None:
    stressed = [f"{sign}词" for sign in SIGNS] + [f"词{sign}" for sign in SIGNS]
    text = "接着".join(f"{mark}{one}{mark}" for one in stressed)
    shown = page(around.format(f"字{text}字"))
    assert [one.text_content() for one in shown.iter(tag)] == stressed


def test_two_terms_in_a_sentence_are_not_turned_inside_out() -> None:
    shown = page("甲是**同策略（on-policy）**算法，乙是**异策略（off-policy）**算法。")
    assert [one.text for one in shown.iter("strong")] == [
        "同策略（on-policy）",
        "异策略（off-policy）",
    ]


def formulas(text: str) -> list[tuple[str, str]]:
    """Element and TeX of each formula; no dollar is left beside one."""
    shown = page(text)
    found = shown.xpath("//*[contains(@class, 'arithmatex')]")
    formulas = [(one.tag, one.text_content().strip()[2:-2].strip()) for one in found]
    for one in found:
        one.drop_tree()
    assert "$" not in shown.text_content()
    return formulas


BLOCKS_IN = {
    "paragraph": ("", ""),
    "list": ("- 项\n\n    ", "    "),
    "quote": ("> ", "> "),
    "box": ('!!! note "题"\n    ', "    "),
    "footnote": ("文[^n]。\n\n[^n]:\n    ", "    "),
    "HTML": ('<div markdown="1">\n\n', ""),
    "box in a list": ('- 项\n\n    !!! note "题"\n        首\n\n        ', "        "),
    "open HTML": ("<details>\n<summary>问</summary>\n\n", ""),
}


def inside(around: str, text: str) -> str:
    first, others = BLOCKS_IN[around]
    end = {"HTML": "\n\n</div>", "open HTML": "\n</details>"}.get(around, "")
    return first + text.replace("\n", f"\n{others}") + end


@pytest.mark.parametrize("around", BLOCKS_IN)
@pytest.mark.parametrize(
    "text",
    ["定义为：\n$$\nx_1^* \\\\\n$$\n其中", "定义为：\n$$x_1^* \\\\$$", "$$\nx_1^* \\\\\n$$\n其中 _a_",
     "定义为：\n\n  $$\nx_1^* \\\\\n$$", "甲\n\\[x_1^* \\\\\\]\n乙", "```math\nx_1^* \\\\\n```"],
)  # fmt: skip
def test_a_display_may_touch_its_text(around: str, text: str) -> None:
    assert formulas(inside(around, text)) == [("div", r"x_1^* \\")]


@pytest.mark.parametrize("around", BLOCKS_IN)
def test_displays_may_touch_each_other(around: str) -> None:
    text = "$$a=b$$\n$$c=d$$\n由此\n$$\ne\n$$"
    assert formulas(inside(around, text)) == [("div", "a=b"), ("div", "c=d"), ("div", "e")]


@pytest.mark.parametrize("indent", [2, 3, 4])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("mark", ["- ", "1. "])
def test_a_display_belongs_to_its_item(indent: int, between: str, mark: str) -> None:
    display = "\n".join(" " * indent + line for line in ("$$", "x", "$$"))
    text = f"{mark}甲：{between}{display}{between}{mark}乙"
    assert formulas(text) == [("div", "x")]
    (items,) = page(text).xpath("//ul | //ol")
    assert [len(item.xpath(".//div")) for item in items] == [1, 0]


@pytest.mark.parametrize("around", IN.values(), ids=IN)
def test_double_dollars_in_a_sentence_are_a_formula(around: str) -> None:
    text = "序列 $$\\tau_1$$，作为 $$ x*y*z $$ 和 $u$$v$"
    assert formulas(around.format(text)) == [
        ("span", tex) for tex in (r"\tau_1", "x*y*z", "u", "v")
    ]


@pytest.mark.parametrize("around", BLOCKS_IN)
@pytest.mark.parametrize(
    "between", ["$$\nx\n$$", "中间段落。", "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |", "```\n码\n```"]
)
def test_a_list_goes_on_counting(around: str, between: str) -> None:
    text = f"1. 甲\n2. 乙\n\n{between}\n\n3. 丙\n4. 丁"
    lists = page(inside(around, text)).xpath("//ol[not(parent::div[@class='footnote'])]")
    assert [one.get("start") for one in lists] == [None, "3"]


@pytest.mark.parametrize("around", BLOCKS_IN)
@pytest.mark.parametrize("block", ["续段。", "> 引", "$$x$$", "- 子项", "续段。\n\n    又一段。"])
def test_an_item_may_follow_an_indented_block(around: str, block: str) -> None:
    text = f"- 甲\n\n    {block}\n- 乙\n- 丙"
    lists = [
        [item.text_content().split()[0] for item in one]
        for one in page(inside(around, text)).iter("ul")
    ]
    assert ["甲", "乙", "丙"] in lists


@pytest.mark.parametrize("around", BLOCKS_IN)
@pytest.mark.parametrize(("mark", "indent"), [("- ", 2), ("* ", 3), ("1. ", 3)])
@pytest.mark.parametrize("block", ["续段。", "> 引", "- 子项", "$$\nx\n$$", "```\n码\n```"])
def test_a_block_below_the_text_of_an_item_belongs_to_it(
    around: str, mark: str, indent: int, block: str
) -> None:
    inner = "\n".join(" " * indent + line for line in block.split("\n"))
    text = f"{mark}甲\n{mark}乙\n\n{inner}\n\n{mark}丙"
    lists = page(inside(around, text)).xpath("//ol[not(parent::div[@class='footnote'])] | //ul")
    assert ["甲", "乙", "丙"] in [[item.text_content().split()[0] for item in one] for one in lists]


@pytest.mark.parametrize("around", BLOCKS_IN)
@pytest.mark.parametrize("indent", [2, 3, 4])
def test_items_below_the_text_of_an_item_are_in_it(around: str, indent: int) -> None:
    inner, outer = " " * indent, " " * 2 * indent
    text = f"- 甲\n{inner}- 乙\n{outer}- $x$\n{inner}- 丙\n- 丁"
    shown = page(inside(around, text))
    (top,) = (one for one in shown.iter("ul") if len(one) == 2 and one[1].text_content() == "丁")
    assert [one.text for one in top.xpath("./li/ul/li")] == ["乙", "丙"]
    assert len(top.xpath("./li/ul/li/ul/li/span")) == 1


@pytest.mark.parametrize("around", BLOCKS_IN)
@pytest.mark.parametrize("step", [2, 3, 4])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize(
    ("block", "text"),
    [
        ("段。", "段。"),
        ("> 引", "引"),
        ("- 子", "子"),
        ("$$\nx\n$$", r"\[ x \]"),
        ("```\n码\n```", "码"),
    ],
)
def test_what_is_below_a_nested_item_is_in_it(
    around: str, step: int, between: str, block: str, text: str
) -> None:
    outer, inner = " " * step, " " * 2 * step
    below = block.replace("\n", f"\n{inner}")
    source = f"- 甲{between}{outer}- 乙\n\n{inner}{below}\n\n{outer}- 丙\n- 丁"
    (nested,) = page(inside(around, source)).xpath("//ul[li[2][normalize-space()='丙']]")
    assert " ".join(nested[0].text_content().split()) == f"乙 {text}"
    assert len(nested) == 2


@pytest.mark.parametrize("around", BLOCKS_IN)
@pytest.mark.parametrize(("mark", "indent"), [("- ", 2), ("- ", 4), ("1. ", 3), ("1. ", 4)])
@pytest.mark.parametrize(
    ("block", "tag"),
    [
        ("> 引", "blockquote"),
        ("| 引 |\n|---|", "table"),
        ("#### 引", "h4"),
        ('!!! note "甲"\n    引', "div/p[2]"),
        ('??? note "甲"\n    引', "details/p"),
    ],
)
def test_a_block_right_below_the_text_of_an_item_is_one(
    around: str, mark: str, indent: int, block: str, tag: str
) -> None:
    inner = "\n".join(" " * indent + line for line in block.split("\n"))
    shown = page(inside(around, f"{mark}甲\n{inner}\n{mark}乙"))
    (one,) = shown.xpath(f"//li[starts-with(normalize-space(), '甲')]/{tag}")
    assert one.text_content().partition("¶")[0].strip() == "引"
    assert shown.xpath("//li[normalize-space()='乙']")


@pytest.mark.parametrize("around", BLOCKS_IN)
@pytest.mark.parametrize(("mark", "indent"), [("- ", 6), ("- ", 8), ("1. ", 7)])
def test_an_item_may_begin_with_a_box(around: str, mark: str, indent: int) -> None:
    text = f'{mark}!!! tip "题"\n{" " * indent}内\n{mark}乙'
    (box,) = page(inside(around, text)).xpath("//li/div[contains(@class, 'tip')]")
    assert box.text_content().split() == ["题", "内"]


def test_a_heading_ends_a_list() -> None:
    assert not page("1. 甲\n\n    - 乙\n## 节").xpath("//li//h2")


@pytest.mark.parametrize("indent", [0, 1, 2, 3])
def test_a_list_that_is_indented_itself_is_one(indent: int) -> None:
    text = "\n\n".join(" " * indent + line for line in ("2. 甲", "3. 乙", "4. 丙"))
    (shown,) = page(text).iter("ol")
    assert len(shown) == 3


@pytest.mark.parametrize("around", BLOCKS_IN)
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("列表：\n- 甲\n- 乙", ["p 列表：", "ul 甲乙"]),
        ("**列表**\n1. 甲\n2. 乙", ["p 列表", "ol 甲乙"]),
        ("- 甲\n1. 乙\n2. 丙\n- 丁", ["ul 甲", "ol 乙丙", "ul 丁"]),
        ("1. 甲\n- 乙\n2. 丙", ["ol 甲", "ul 乙", "ol 丙"]),
        ("文\n```\n码\n```\n后", ["p 文", "pre 码", "p 后"]),
        ("> 甲\n>\n> 乙\n\n> 丙", ["blockquote 甲乙", "p 甲", "p 乙", "blockquote 丙", "p 丙"]),
        ("| 子 |\n|---|\n| 丑 |\n```\n码\n```\n后", ["table 子丑", "pre 码", "p 后"]),
        ("表：\n| 子 | 丑 |\n|---|---|\n| 寅 | 卯 |", ["p 表：", "table 子丑寅卯"]),
        ("表：\n| `a\\|b` | 丑 |\n|---|---|\n| 寅 | 卯 |", ["p 表：", "table a|b丑寅卯"]),
    ],
)
def test_blocks_need_no_blank_line_between_them(around: str, text: str, shown: list[str]) -> None:
    blocks = page(inside(around, text)).xpath("//p | //ul | //ol | //table | //pre | //blockquote")
    found = [f"{one.tag} {''.join(one.text_content().split())}" for one in blocks]
    at = found.index(shown[0])
    assert [one.rstrip("↩") for one in found[at : at + len(shown)]] == shown


@pytest.mark.parametrize("around", IN.values(), ids=IN)
@pytest.mark.parametrize("code", ["::: tip", "#! python", "#!c x = 1", "**a** _b_ &lt;", r"\(x\)"])
def test_code_is_shown_as_it_is_written(around: str, code: str) -> None:
    (shown,) = page(around.format(f"甲 `{code}` 乙")).iter("code")
    assert shown.text_content() == code


def test_a_backslash_at_the_end_of_a_line_breaks_it() -> None:
    assert len(page("一\\\n二").xpath("//br")) == 1
    assert not page("一\\\\\n二").xpath("//br")


@pytest.mark.parametrize(
    "html",
    [
        "<div><pre>$x$ **y**\n\n$z$</pre></div>",
        "<!-- $x$\n\n**y** -->",
        '<p title="**y** `z`">文</p>',
    ],
)
def test_code_comments_and_attributes_of_html_are_left_alone(html: str) -> None:
    assert not page(html).xpath("//strong | //span | //p//code")


def test_a_list_with_numbers_is_another_one_than_a_list_without() -> None:
    lists = page("- 甲\n\n1. 乙\n2. 丙\n\n- 丁").xpath("//ol | //ul")
    assert [(one.tag, len(one)) for one in lists] == [("ul", 1), ("ol", 2), ("ul", 1)]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [(r"`a \| b`", "a | b"), (r"$P(A\|B)$", r"\(P(A|B)\)"), (r"甲 \| 乙", "甲 | 乙"),
     (r"`\|`", "|"), (r"$\|x\|$", r"\(|x|\)"), ("`` a | b ``", "a | b")],
)  # fmt: skip
def test_a_bar_in_a_table_is_one(cell: str, shown: str) -> None:
    table = page(f"| 甲 | 乙 |\n|---|---|\n| {cell} | 丙 |")
    assert [one.text_content() for one in table.iter("td")] == [shown, "丙"]


@pytest.mark.parametrize("mark", ["!!!", "???", "???+"])
def test_the_title_of_a_box_may_stand_in_chinese_quotation_marks(mark: str) -> None:
    shown = page(f"{mark} example “例：$x$”\n    内容")
    title = shown.xpath("//*[contains(@class, 'admonition-title')] | //summary")
    assert [one.text_content() for one in title] == [r"例：\(x\)"]
    assert shown.xpath("string(//p[last()])").endswith("内容")
