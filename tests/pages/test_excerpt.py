"""Excerpts: where they stop, what they leave out, and that nothing is ever cut or glued."""

from __future__ import annotations

import re

import lxml.html
import note_strategies
import pytest
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from lxml import etree
from markdown import Markdown
from mkdocs.config import load_config

from pages.excerpt import CLOSERS, NO_START, Excerpt, excerpt

_config = load_config(str(ROOT / "mkdocs.yml"))


def render(text: str) -> str:
    site = Markdown(extensions=_config.markdown_extensions, extension_configs=_config.mdx_configs)
    return site.convert(text)


def of(text: str, width: int = 300) -> Excerpt:
    return excerpt(render(text), width=width)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        pytest.param("甲。\n\n## 标题\n\n乙。", "甲。乙。", id="headings are left out"),
        pytest.param("甲\n\n乙", "甲；乙", id="blocks without punctuation are not glued"),
        pytest.param("- 甲（LSTM）\n- 乙（GRU）\n- 丙", "甲（LSTM）；乙（GRU）；丙", id="nor after a bracket" ),
        pytest.param("- “甲”\n- 《乙》\n- [丙]", "“甲”；《乙》；[丙]", id="nor after any other closer" ),
        pytest.param("（甲。）\n\n“乙。”\n\n丙", "（甲。）“乙。”丙", id="a stop within it counts"),
        pytest.param("甲（乙）\n\n$$\nx\n$$", r"甲（乙） \(x\)", id="a formula goes on after it"),
        pytest.param("甲．乙 $x$ 大．\n\n丙．", r"甲．乙 \(x\) 大．丙．", id="a full-width point is a stop" ),
        pytest.param("甲｡\n\n乙", "甲｡乙", id="so is a half-width circle"),
        pytest.param(
            "本文分两节：\n\n- [一](#一)\n- [二](#二)\n\n## 一\n\n甲。\n\n## 二\n\n乙。",
            "甲。乙。",
            id="a list of links to sections is left out with what leads into it",
        ),
        pytest.param("甲。见：\n\n1. [一](../one/index.md)\n    - [二](#二)\n\n乙。", "甲。乙。", id="deeper too"),
        pytest.param("[一](#一) | [二](#二)\n\n甲。", "甲。", id="so is a line of them"),
        pytest.param("- 一\n- 二\n\n## 一\n\n甲。\n\n## 二\n\n乙。", "甲。乙。", id="and one of headings" ),
        pytest.param("- 见 [一](#一)\n- [二](#二)", "见 一；二", id="but not a list that says more" ),
        pytest.param("One.\n\nTwo.", "One. Two.", id="Latin sentences keep a space"),
        pytest.param("就\n是", "就是", id="a soft line break between Han characters is nothing"),
        pytest.param("a\nb 是\nc", "a b 是 c", id="any other soft line break is a space"),
        pytest.param("甲。\n\n```\ncode\n```\n\n乙。", "甲。乙。", id="code is left out"),
        pytest.param("甲。如下：\n\n```\ncode\n```\n\n乙。", "甲。", id="so is what leads into it"),
        pytest.param("甲[^1]。\n\n[^1]: 注", "甲。", id="footnotes and their marks are left out"),
        pytest.param("甲 [^1]。\n\n[^1]: 注", "甲。", id="nor does a space stay before their stop"),
        pytest.param('!!! note "题"\n    文。', "文。", id="a box loses its title"),
        pytest.param("甲。<!-- more -->乙。", "甲。", id="a comment `more` ends it"),
        pytest.param("甲。\n\n<!-- more -->\n\n乙。", "甲。", id="so it does between blocks"),
        pytest.param("得\n\n$$\nx^2\n$$", r"得 \(x^2\)", id="a short display formula stays"),
        pytest.param("甲。\n\n$$\nx^2\n$$", r"甲。\(x^2\)", id="also after a sentence"),
        pytest.param("用 ` ` 隔开。", "用 隔开。", id="empty code is nothing"),
        pytest.param("见图：\n\n![图](a.png)\n\n后文。", "", id="a picture takes what leads to it"),
        pytest.param("甲\n“乙”\n丙", "甲“乙”丙", id="Chinese quotes are no Latin text"),
        pytest.param("一行  \n二行", "一行；二行", id="nor are lines glued that were broken"),
        pytest.param("用 .NET", "用 .NET", id="a name may begin with a dot"),
        pytest.param("得\n\n$$\ny=w_1x_1+w_2x_2+b\n$$", r"得 \(y=w_1x_1+w_2x_2+b\)", id="so does this" ),
        pytest.param("甲。得\n\n$$\nx=1\\tag{1}\n$$", "甲。", id="one with a number ends it"),
        pytest.param("甲。损失是：\n\n$$\n" + "x+" * 40 + "y\n$$\n\n乙。", "甲。", id="a long one ends it" ),
        pytest.param("看 [212](checks.py#f:1) 个。", "看 212 个。", id="links become text"),
        pytest.param("Self-supervised 学习", "Self-supervised 学习", id="a hyphen is kept"),
        pytest.param("PrefixTuning 与 Prefix-Tuning", "PrefixTuning 与 Prefix-Tuning", id="as is"),
        pytest.param("取 1 或 -1", "取 1 或 -1", id="a minus sign is kept"),
        pytest.param("取 $1$ 或 $-1$", r"取 \(1\) 或 \(-1\)", id="in formulas too"),
    ],
)  # fmt: skip
def test_the_opening_of_a_note(source: str, text: str) -> None:
    assert of(source).text == text


@pytest.mark.parametrize(
    ("source", "width", "text"),
    [
        ("一二三四五六七。八九十一二。三四五六七八九", 16, "一二三四五六七。八九十一二。"),
        ("一二三四五六七。八九十一二三四。五六七八九", 16, "一二三四五六七。八九十一二三四。"),
        ("一二三四五六七八九十。一二三四五六七八九十一二", 20, "一二三四五六七八九十。"),
        ("一二三四五六七八九。一二三四，五六七八九十一二", 20, "一二三四五六七八九。一二三四……"),
        ("一二三四五六$x$七八九十一二三", 8, "一二三四五……"),
        ("一二三四五六七八九十，一二三四五六七八九", 15, "一二三四五六七八九十……"),
        ("一二三四五 prefix-tuning 六七八", 11, "一二三四五……"),
        ("一二三四五六 $x+y+z+w+a+b+c$ 七八九", 10, "一二三四五六……"),
        ("一二三四五六（七八九十一）二", 10, "一二三四五六……"),
        ("他说“一二三四五。”然后六七八九十一二三", 12, "他说“一二三四五。”"),
        ("一二三四五六七八（九十一二三四。五六七八九）十", 20, "一二三四五六七八……"),
        (
            "一二三四，概率落在区间 [0, 1) 上，这里一二三四五六七",
            22,
            "一二三四，概率落在区间 [0, 1) 上……",
        ),
        ("一二三四五六七．八九十一二．三四五六七八九", 16, "一二三四五六七．八九十一二．"),
        ("一二三四五六七约为 3．14 八九十一二三四五", 12, "一二三四五六七约为……"),
        (
            "We use many tricks, e.g. dropout and decay",
            20,
            "We use many tricks, e.g. dropout and……",
        ),
        ("一二三四五六 3.8 × 10⁻⁷ 七八九", 10, "一二三四五六……"),
        ("一二三四五六 10–20% 七八九", 9, "一二三四五六……"),
        ("一二三四五六七 3×3 八九", 9, "一二三四五六七……"),
    ],
)
def test_a_cut_falls_at_a_sentence_then_a_clause_then_a_safe_place(
    source: str, width: int, text: str
) -> None:
    assert of(source, width).text == text


def test_an_opening_that_is_long_enough_ends_with_its_section() -> None:
    opening = "一二三四五六七八九十。"
    assert of(f"{opening}\n\n## 标题\n\n后文。", 20).text == opening
    assert of(f"{opening}\n\n## 标题\n\n后文。", 30).text == f"{opening}后文。"


def test_inline_markup_survives_well_formed() -> None:
    assert of("甲 **乙 `c<d`** $a<b$。").html == (
        '甲 <strong>乙 <code>c&lt;d</code></strong> <span class="arithmatex">\\(a&lt;b\\)</span>。'
    )


@settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
@given(note_strategies.notes)
def test_whatever_a_note_holds_its_excerpt_is_whole(source: str) -> None:
    html = render(source)
    complete, short = excerpt(html, width=10_000), excerpt(html, width=60)
    etree.fromstring(f"<div>{short.html}</div>")
    assert not any(word in short.text for word in note_strategies.LEFT_OUT)
    assert "[公式]" not in short.text
    assert "arithmatex" not in short.text
    cut = short.text.endswith("……")
    kept = short.text.removesuffix("……")
    assert complete.text.startswith(kept)
    rest = complete.text[len(kept) :]
    if cut:
        assert kept[-1] not in "（“，、；："
        assert rest
        assert kept.count("（") == kept.count("）")
    if rest:
        assert rest[0] not in CLOSERS + ("" if cut else NO_START)
        assert_nothing_is_cut(kept, rest)
    assert short.text.count(r"\(") == short.html.count('class="arithmatex"')
    assert_sentences_occur_in_order(html, short.text)


def assert_nothing_is_cut(kept: str, rest: str) -> None:
    """No word, number, or formula of the vocabulary straddles the cut."""
    assert kept.count(r"\(") == kept.count(r"\)")
    for word in note_strategies.WHOLE:
        for size in range(1, len(word)):
            straddles = kept.endswith(word[:size]) and rest.startswith(word[size:])
            alone = not re.search(r"[A-Za-z0-9]$", kept[: len(kept) - size])
            assert not (straddles and alone), (word, kept[-20:], rest[:20])


def assert_sentences_occur_in_order(html: str, text: str) -> None:
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    for mark in root.xpath("//sup[starts-with(@id, 'fnref')]"):
        mark.drop_tree()
    page = re.sub(r"\s+|\\[()\[\]]", "", "".join(root.itertext()))
    position = 0
    for sentence in re.split(r"(?<=[。！？；])|……", text):
        wanted = re.sub(r"\s+|\\[()\[\]]|[；]$", "", sentence)
        found = page.find(wanted, position)
        assert found >= 0, (sentence, page[position : position + 80])
        position = found + len(wanted)
