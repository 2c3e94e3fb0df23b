"""A title that looks like markup is shown as it was typed, wherever it stands; so are tags and descriptions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import lxml.etree
import lxml.html
import markdown
import pytest
from conftest import build_site
from site_shell import SETTINGS, note, write_small

TITLES = [
    "<EOS> 与 <unk>",
    "*x* 与 **y**",
    "__init__ 与 _a_",
    "值 $5 吗",
    "[a](b) 与 [c]",
    "`code` 与 R&D &lt; &#35;",
    "# 头 ~~删~~ C #",
    "1. 甲",
    "- 甲 [^1] [@k] <script>alert(1)</script>",
    "</title> \"引\" '号'",
    "{{ x }} {: .y } {% raw %} ![图](x.png)",
]


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    docs = tmp_path_factory.mktemp("titles") / "docs"
    write_small(docs, dict(_files()))
    return build_site(docs, docs.with_name("site"), **SETTINGS)


def _files() -> Iterator[tuple[str, str]]:
    for number, title in enumerate(TITLES):
        source = note(f"n{number}", title=json.dumps(title), body="正文 [3](checks.py#three)。")
        source = source.replace("一句话", json.dumps(f"述 {title}"))
        source = source.replace("[测试]", json.dumps([f"签 {title}"]))
        source = source.replace("authors:", f"redirect_from: [old/n{number}/]\nauthors:")
        yield f"basics/n{number}/index.md", source
        yield f"basics/n{number}/checks.py", "def three():\n    return 3\n"


def texts(page: Path, xpath: str) -> list[str]:
    found = lxml.html.document_fromstring(page.read_text("utf-8")).xpath(xpath)
    strings = (one if isinstance(one, str) else one.text_content() for one in found)
    return [" ".join(text.removesuffix("¶").split()) for text in strings]


@pytest.mark.parametrize(
    "look",
    [
        ("//title", f"{{}} - {SETTINGS['site_name']}"),
        ("//h1", "{}"),
        ("//*[@class='note__description']", "述 {}"),
        ("//meta[@name='description']/@content", "述 {}"),
        ("//meta[@property='og:title']/@content", "{}"),
        ("//meta[@property='og:description']/@content", "述 {}"),
        ("//meta[@property='article:tag']/@content", "签 {}"),
        ("//*[contains(@class, 'md-nav__link')]", "{}"),
        ("//*[contains(@class, 'md-header__topic')]", "{}"),
        ("//a[@rel='tag']", "签 {}"),
    ],
    ids=lambda look: look[0],
)
def test_on_its_page(typed: Path, look: tuple[str, str]) -> None:
    xpath, written = look
    for number, title in enumerate(TITLES):
        assert written.format(title) in texts(typed / f"basics/n{number}/index.html", xpath)


def test_in_what_is_told_to_programs_and_to_those_who_cite(typed: Path) -> None:
    for number, title in enumerate(TITLES):
        page = typed / f"basics/n{number}/index.html"
        (data,) = texts(page, "//script[@type='application/ld+json']")
        assert json.loads(data)["headline"] == title
        assert json.loads(data)["description"] == f"述 {title}"
        assert json.loads(data)["keywords"] == [f"签 {title}"]
        assert any(f"《{title}》" in text for text in texts(page, "//footer//p"))


@pytest.mark.parametrize(
    "look",
    [
        ("updates/index.html", "//*[@class='change']/a", "{}"),
        ("index.html", "//*[@class='front__topics']//dd/a", "{}"),
        ("basics/index.html", "//*[@class='listing__title']", "{}"),
        ("basics/index.html", "//*[@class='listing']//p[1]", "述 {}"),
        ("path/index.html", "//*[@class='order']//*[@class='listing__title']", "{}"),
        ("search/index.html", "//h2/a", "{}"),
        ("search/index.html", "//a[@rel='tag']", "签 {}"),
        ("tags/index.html", "//h2", "签 {}"),
        ("tags/index.html", "//*[@class='listing__title']", "{}"),
    ],
    ids=lambda look: f"{look[0]} {look[1]}",
)
def test_in_lists(typed: Path, look: tuple[str, str, str]) -> None:
    page, xpath, written = look
    shown = texts(typed / page, xpath)
    assert [title for title in TITLES if written.format(title) not in shown] == []


def test_on_the_page_of_its_numbers_and_at_its_old_address(typed: Path) -> None:
    for number, title in enumerate(TITLES):
        page = typed / f"basics/n{number}/checks/index.html"
        assert texts(page, "//title") == [f"{title}：数字的来历 - {SETTINGS['site_name']}"]
        assert f"《{title}》" in texts(page, "//article/p")[0]
        assert texts(typed / f"old/n{number}/index.html", "//a") == [title]


def test_in_feeds(typed: Path) -> None:
    for name in ("feeds/new.xml", "feed_rss_created.xml"):
        entries = lxml.etree.parse(typed / name).iterfind(".//{*}title")
        assert {*TITLES} <= {entry.text for entry in entries}
    items = json.loads((typed / "feeds/new.json").read_text("utf-8"))["items"]
    assert {item["title"] for item in items} == {*TITLES}
    assert {tag for item in items for tag in item["tags"]} > {f"签 {title}" for title in TITLES}


def test_in_markdown_for_programs(typed: Path) -> None:
    def shown(name: str, xpath: str) -> set[str]:
        page = lxml.html.fromstring(markdown.markdown((typed / name).read_text("utf-8")))
        return {found.text_content() for found in page.xpath(xpath)}

    assert shown("llms.txt", "//a") == {*TITLES}
    assert shown("llms.txt", "//li") == {f"{title}: 述 {title}" for title in TITLES}
    for number, title in enumerate(TITLES):
        assert shown(f"basics/n{number}/index.md", "//h1") == {title}
        assert f"述 {title}" in shown(f"basics/n{number}/index.md", "//p")
