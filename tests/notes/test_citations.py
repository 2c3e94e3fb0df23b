"""Citations: `[@key]` becomes a footnote that says where to find the source."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest

from notes import citations, references, settings
from notes.source import Source

BIB = """@article{hu2021lora, author = {Hu, Edward J. and Shen, Yelong and Wallis, Phillip and Li, Y.},
title = {{LoRA}: Low-Rank Adaptation}, year = 2021, eprint = {2106.09685}, archiveprefix = {arXiv}}
@misc{team2023, author = {{A Team}}, title = {What Happens at 90\\%* of A_B_C?}, year = 2023, url = {https://x.example/}}
@book{minsky1969, author = {Minsky, Marvin}, title = {Perceptrons}, year = 1969, doi = {10.7551/x}}
@misc{DBLP:conf/nips/x20, author = {A, B}, title = {T}, year = 2020, doi = {10.1000/x}}
@misc{t.2020+x_y-z, author = {A, B}, title = {T}, year = 2020, doi = {10.1000/y}}
@misc{a&b!?*<c>|^:, author = {A, B}, title = {T}, year = 2020, doi = {10.1000/z}}"""
KNOWN, _ = references.read("references.bib", BIB)


def render(text: str) -> str:
    return settings.rendered(text, citations.Citations(KNOWN))


def told(text: str) -> list[str]:
    return [
        str(problem) for problem in citations.problems(Source(Path("a.md"), "a.md", text), KNOWN)
    ]


def shown(html: str) -> str:
    """The first paragraph, footnotes as [key]."""
    paragraph = lxml.html.fragment_fromstring(html, create_parent="div").find("p")
    assert paragraph is not None
    for mark in paragraph.iter("sup"):
        mark.text, mark[:] = f"[{mark.get('id').partition(':')[2]}]", []
    return str(paragraph.text_content())


def test_a_citation_becomes_a_footnote_with_its_entry() -> None:
    html = render("如论文所说[@hu2021lora]。")
    assert 'id="fnref:hu2021lora"' in html
    assert "Hu E. J., Shen Y., Wallis P. 等 (2021)" in html
    assert "<em>LoRA: Low-Rank Adaptation</em>" in html
    assert 'href="https://arxiv.org/abs/2106.09685"' in html


def test_a_source_cited_twice_is_listed_once() -> None:
    html = render("甲[@minsky1969]，乙[@minsky1969]。")
    assert html.count('id="fn:minsky1969"') == 1
    assert "https://doi.org/10.7551/x" in html


def test_a_title_is_shown_as_it_is() -> None:
    html = render("甲[@team2023]。")
    assert "A Team (2023). <em>What Happens at 90%* of A_B_C?</em> <a href" in html


@pytest.mark.parametrize("key", list(KNOWN))
def test_a_key_may_hold_what_bibtex_allows(key: str) -> None:
    html = render(f"甲 [@{key}]。")
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    (target,) = root.xpath(".//p/sup/a/@href")
    (note,) = root.xpath(".//*[@id=$id]", id=target.removeprefix("#"))
    assert f"({KNOWN[key].field['year']})" in note.text_content()


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("甲 [@minsky1969; @team2023]。", "甲[minsky1969][team2023]。"),
        ("甲[@minsky1969；@team2023]。", "甲[minsky1969][team2023]。"),
        ("甲[@minsky1969, @team2023]。", "甲[minsky1969][team2023]。"),
        ("甲 [@minsky1969, 第 3 节]。", "甲（第 3 节）[minsky1969]。"),
        ("甲 [@minsky1969，第 3 节]。", "甲（第 3 节）[minsky1969]。"),
        ("甲[@minsky1969, p. 3, 图 2]。", "甲（p. 3, 图 2）[minsky1969]。"),
        (
            "甲[@minsky1969, p. 3; @team2023; @hu2021lora, 附录 A]。",
            "甲（p. 3）[minsky1969][team2023]（附录 A）[hu2021lora]。",
        ),
        ("甲[@minsky1969]：乙", "甲[minsky1969]：乙"),
    ],
)
def test_several_sources_and_places_in_them(written: str, text: str) -> None:
    html = render(written)
    assert shown(html) == text


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("错[@nobody]。", "docs/references.bib 里没有 nobody → 写里面有的键，或把这条文献加进去"),
        ("错[@minsky1969; @nobody]。", "docs/references.bib 里没有 nobody → 写里面有的键"),
        ("错[ @minsky1969 ]。", "[ @minsky1969 ] 不是引文的写法 → 写成 [@key]；几条写成"),
        ("错[@ minsky1969]。", "[@ minsky1969] 不是引文的写法 → "),
        ("错【@minsky1969】。", "【@minsky1969】 不是引文的写法 → "),
        ("错［@minsky1969］。", "［@minsky1969］ 不是引文的写法 → "),
        ("错[@minsky1969 @team2023]。", "[@minsky1969 @team2023] 不是引文的写法 → "),
        ("错[@minsky1969; team2023]。", "[@minsky1969; team2023] 不是引文的写法 → "),
        ("错[见 @minsky1969]。", "[见 @minsky1969] 不是引文的写法 → "),
        ("错[参见 @nobody1969, 第 3 页]。", "[参见 @nobody1969, 第 3 页] 不是引文的写法 → "),
        ("错[-@nobody]。", "[-@nobody] 不是引文的写法 → "),
        ("@minsky1969 说。", "@minsky1969 没有方括号 → 写成 [@minsky1969]"),
    ],
)
def test_what_is_no_citation_is_told(written: str, message: str) -> None:
    (line,) = told(f"甲。\n\n{written}")
    assert line.startswith("a.md:3:")
    assert f" 引用 {message}" in line


@pytest.mark.parametrize(
    "written",
    [
        r"写作 `[@key]`、`[ @key ]`、`@minsky1969`，或 \[@minsky1969]。",
        "```\nx[@nobody]\n@minsky1969\n```",
        "写信给 editor@minsky1969.example，用 @property 和 [@名](https://x.example/)。",
        "[用 @property](a.md)，[召回 @k]，[P @5]，PyTorch@2.0，`a`[@minsky1969]",
    ],
)
def test_what_is_no_citation_and_was_not_meant_as_one_is_left_alone(written: str) -> None:
    assert told(written) == []


@pytest.mark.parametrize(
    "text",
    [
        "```\n[@hu2021lora]\n```",
        "`[@hu2021lora]`",
        "`码\n[@hu2021lora]`",
        "    [@hu2021lora]",
        "<pre>[@hu2021lora]</pre>",
        "<!-- [@hu2021lora] -->",
        "甲<!-- [@hu2021lora] -->",
        "> ~~~\n> [@hu2021lora]\n> ~~~",
        "[@nobody]",
        "[@hu2021lora](https://a.org)",
        "[ @hu2021lora ]",
    ],
)
def test_what_is_no_citation_is_left_as_it_is(text: str) -> None:
    assert citations.with_footnotes(text, KNOWN) == text
