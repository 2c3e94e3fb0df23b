"""Where a source is cited and a term is used: told in lists, and reached from the notes."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import lxml.html
import pytest
from conftest import build_small
from site_shell import note

KEY = "müller:2020/a+b&c"
BIB = f"""@misc{{hu2021lora, author={{Hu, Edward J.}}, title={{{{LoRA}}}}, year={{2021}}, eprint={{2106.09685}}}}
@misc{{{KEY}, author={{Müller, A.}}, title={{On $x<1$}}, year={{2020}}, url={{https://example.org/x}}}}
@misc{{2020alone, author={{Li, Ming}}, title={{Alone}}, year={{2020}}, url={{https://example.org/y}}}}
"""
TERMS = """
- {term: 秩, english: rank, note: one, meaning: 甲。}
- {term: 低秩, english: low rank, note: one, meaning: 乙。}
- {term: 缩放, english: scaling, abbreviation: SCL, note: two, meaning: 丙。}
"""
ONE = f"""这里讲秩（rank）。用 $x^2$ 表示[@hu2021lora]，不讲别的。

## 低秩怎样得来

低秩（low rank）不是秩。前一句。取 $r<d$ 时成立。[@{KEY}; @hu2021lora, 第 3 节]后一句。

```python
print("@2020alone")
```
"""
TWO = """缩放（scaling）。

## 一节

先是低秩[@hu2021lora]。USCL 不是它。
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {
        "basics/one/index.md": note(title="第一篇：秩", body=ONE),
        "basics/two/index.md": note("two", title="第二篇", body=TWO),
        "peft/three/index.md": note("three", title="第三篇", body="讲缩放，也叫 SCL。"),
        "references.bib": BIB,
        "glossary.yml": TERMS,
    }
    return build_small(tmp_path_factory.mktemp("sources"), files)


def page(site: Path, address: str) -> lxml.html.HtmlElement:
    return lxml.html.parse(site / address / "index.html").getroot()


def text(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_a_source_lists_which_notes_cite_it_and_with_which_words(site: Path) -> None:
    (source,) = page(site, "sources/h/").xpath("//div[@id='hu2021lora']")
    assert text(source.find("dt")) == "Hu E. J. (2021). LoRA. arXiv:2106.09685"
    assert [text(one) for one in source.xpath("./dd/a")] == ["第一篇：秩", "第二篇"]
    said = {text(one): one.get("href") for one in source.xpath(".//p/a")}
    assert list(said) == ["开头", "低秩怎样得来", "一节"]
    assert [text(one) for one in source.iter("q")] == [
        "用 x2 表示，不讲别的。",
        "取 r<d 时成立。",
        "先是低秩。",
    ]
    assert len(source.xpath(".//q//math")) == 2
    for href in said.values():
        address, anchor = urldefrag(urljoin("/sources/h/", href))
        assert page(site, address.lstrip("/")).xpath("//sup[@id=$id]", id=unquote(anchor))


def test_each_source_of_a_note_leads_to_its_place_however_its_key_is_written(site: Path) -> None:
    links = page(site, "basics/one/").xpath("//li[starts-with(@id, 'fn:')]//a[@class='cited-in']")
    assert [text(one) for one in links] == ["引用处", "引用处"]
    for link, key in zip(links, ("hu2021lora", KEY), strict=True):
        address, anchor = urldefrag(urljoin("/basics/one/", link.get("href")))
        assert unquote(anchor) == key
        assert page(site, address.lstrip("/")).xpath("//dl/div[@id=$id]", id=key)


def test_only_pages_show_the_way_to_other_citations(site: Path) -> None:
    for name in ("feeds/new.xml", "feeds/new.json", "llms-full.txt", "basics/one/index.md"):
        assert "引用处" not in site.joinpath(name).read_text("utf-8")
    found = [path.read_text("utf-8") for path in site.glob("search/files/**/*.json")]
    assert found
    assert not [one for one in found if "sources/" in one or "引用处" in one]


def test_what_several_notes_cite_comes_first_and_all_is_on_the_map(site: Path) -> None:
    first = page(site, "sources/")
    assert [text(one) for one in first.xpath("//ul[@class='sources']/li/a[not(@rel)]")] == [
        "2 篇笔记引用"
    ]
    (letters,) = first.xpath("//nav[@aria-label='首字母']")
    assert [text(one) for one in letters] == ["H", "M", "其他"]
    listed = site.joinpath("sitemap.xml").read_text("utf-8")
    for address in ("", "h/", "m/", "other/"):
        assert f"/sources/{address}</loc>" in listed


def test_a_key_that_stands_in_code_is_no_citation(site: Path) -> None:
    (source,) = page(site, "sources/other/").xpath("//div[@id='2020alone']")
    assert not source.findall("dd")


def test_a_term_says_where_it_is_explained_and_used(site: Path) -> None:
    terms = {
        one.get("id"): one.xpath("./dd[@class='uses']")[0]
        for one in page(site, "glossary/").xpath("//dl/div")
    }
    assert {name: text(uses) for name, uses in terms.items()} == {
        "rank": "讲解：全篇",
        "low-rank": "讲解：低秩怎样得来；也见：第二篇 › 一节",
        "scaling": "讲解：开头；也见：第三篇",
    }
    assert [one.get("href") for one in terms["low-rank"]] == [
        "../basics/one/#低秩怎样得来",
        "../basics/two/#一节",
    ]
