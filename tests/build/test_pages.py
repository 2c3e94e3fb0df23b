"""What templates and hooks make of a few notes: facts that readers and programs find on the pages."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import lxml.html
import pytest
from conftest import SITE_URL, build_small
from lxml import etree
from pybtex.database import parse_string
from site_shell import note

from pages import bibtex

TITLE = "R&D：100% 的 {x}_1 <b> “甲”"
FIRST = """问 ABC 是什么；再说一遍 ABC，还是 ABC。

## 损失 $\\alpha^2$ 的下降

从 9 降到 [5.8](checks.py#loss:3)，见[接着读](../../peft/second/index.md#more)。

![一条线](figure_dial.svg){ element=a-dial }
"""
CHANGES = """
changes:
  - {date: 2026-11-26, kind: correction, what: 三改为四}
  - {date: 2026-11-25, kind: addition, what: 补一个例子}"""
FILES = {
    "authors.yml": "editors: {name: 甲工作室, kind: organization}\n"
    "luxun: {name: 编辑部的鲁迅, kind: person}\n",
    "glossary.yml": "- {term: 甲乙丙, english: alpha beta, abbreviation: ABC, note: first, meaning: 头三个。}\n"
    "- {term: 丁, english: delta, aliases: [第四, 四号], note: second, meaning: 排在 $c$。}\n",
    "counting.py": "def nine() -> int:\n    return 9\n",
    "assets/elements/a-dial.js": "",
    "basics/first/index.md": note("first", title=f"'{TITLE}'", body=FIRST).replace(
        "[editors]", "[editors, luxun]"
    ),
    "basics/first/checks.py": "from counting import nine\n\n\ndef loss(x):\n    return 5.76\n",
    "basics/first/figure_dial.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>',
    "peft/second/index.md": note(
        "second", title="第二篇", requires=f"[first]{CHANGES}", body="## More\n\n正文。"
    ),
    "llama/third/index.md": note("third", title="第三篇", requires="[second, first]"),
}
NOTES = {"first": "basics/first/", "second": "peft/second/", "third": "llama/third/"}
PUBLISHED, CHANGED = "2026-11-24", "2026-11-26"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site. `third` requires the other two, `second` the first and was changed twice."""
    return build_small(tmp_path_factory.mktemp("small"), FILES)


def page(site: Path, address: str) -> lxml.html.HtmlElement:
    path = site / address / "index.html" if not address.endswith(".html") else site / address
    return lxml.html.document_fromstring(path.read_text("utf-8"))


def texts(root: lxml.html.HtmlElement, xpath: str) -> list[str]:
    """Texts of elements, their white space as a browser shows it."""
    return [" ".join(element.text_content().split()) for element in root.xpath(xpath)]


def data_of(root: lxml.html.HtmlElement) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(root.xpath("string(//script[@type='application/ld+json'])"))
    return data


@pytest.mark.parametrize(
    ("identifier", "before", "after"),
    [
        ("first", [], ["第二篇", "第三篇"]),
        ("second", [TITLE], ["第三篇", TITLE]),
        ("third", [TITLE, "第二篇"], []),
    ],
)
def test_a_note_says_what_to_read_before_it_and_what_builds_on_it(
    small: Path, identifier: str, before: list[str], after: list[str]
) -> None:
    root = page(small, NOTES[identifier])
    assert texts(root, "//header//p[span[starts-with(., '先读 ')]]/span/a") == before
    titles = "//section[h2/@id='next']//a[@class='listing__title']"
    assert texts(root, titles) == after


def test_a_note_is_told_where_another_speaks_of_it(small: Path) -> None:
    section = page(small, NOTES["second"]).xpath("//section[h2/@id='next']")[0]
    (place,) = section.xpath("./h3")
    assert place.xpath("./a/@href") == ["#more"]
    (quoted,) = section.xpath(".//blockquote")
    assert texts(quoted, ".") == ["从 9 降到 5.8，见接着读。 损失 α² 的下降"]
    (link,) = quoted.xpath(".//a/@href")
    target, _, anchor = link.partition("#")
    assert urljoin(NOTES["second"], target) == NOTES["first"]
    assert page(small, NOTES["first"]).xpath(f"//h2[@id='{anchor}']")


def test_a_link_to_a_note_has_a_preview_of_what_it_leads_to(small: Path) -> None:
    said = {}
    for address in NOTES.values():
        for link in page(small, address).xpath("//a[@data-preview]"):
            path = small / urljoin(address, link.get("data-preview"))
            assert path.stat().st_size <= 2048
            said[link.get("href")] = " ".join(
                lxml.html.fragment_fromstring(json.loads(path.read_text("utf-8")), "div")
                .text_content()
                .split()
            )
    assert "More" in said["../../peft/second/#more"]
    assert "More" not in said["../../peft/second/"]
    assert said["../../basics/first/"].startswith(TITLE)


def test_the_path_says_what_to_read_before_each_note(small: Path) -> None:
    root = page(small, "path/")
    items = root.xpath("//ol[@class='order']/li")
    said = {texts(one, "./a")[0]: texts(one, "./p[@class='facts']/span/a") for one in items}
    assert said == {TITLE: [], "第二篇": [TITLE], "第三篇": [TITLE, "第二篇"]}
    shown = root.xpath("//ol[@class='order']//a[starts-with(@href, '#')]/@href")
    ways = [root.xpath(f"//figure//a[@id='{one[1:]}']//*[@class='path__way']/*") for one in shown]
    assert len(list(filter(None, ways))) == 2


def test_a_note_leads_to_one_next_note(small: Path) -> None:
    ways = "//footer[@class='md-footer']//nav//a"
    on, last = page(small, NOTES["first"]), page(small, NOTES["third"])
    assert texts(on, "//section[@aria-labelledby='following']//a") == ["第二篇"]
    assert texts(on, ways) == []
    assert len(texts(last, ways)) == 2


def test_a_note_tells_its_dates_and_changes(small: Path) -> None:
    fresh, changed = page(small, NOTES["first"]), page(small, NOTES["second"])
    shown = "//header[@class='note__opening']//time"
    assert texts(fresh, shown) == [PUBLISHED]
    assert texts(changed, shown) == [PUBLISHED, CHANGED]
    assert not fresh.xpath("//section[h2/@id='changes']")
    assert texts(changed, "//section[h2/@id='changes']//li") == [
        f"{CHANGED} 更正 三改为四",
        "2026-11-25 更新 补一个例子",
        f"{PUBLISHED} 发表",
    ]
    for root in (fresh, changed):
        assert root.xpath("//header[@class='note__opening']//time/@datetime") == texts(root, shown)


def test_programs_are_told_dates_and_who_wrote_it(small: Path) -> None:
    fresh, changed = (data_of(page(small, NOTES[one])) for one in ("first", "second"))
    assert fresh["headline"] == TITLE
    assert fresh["author"] == [
        {"@type": "Organization", "name": "甲工作室"},
        {"@type": "Person", "name": "编辑部的鲁迅"},
    ]
    assert (fresh["datePublished"], fresh["dateModified"]) == (PUBLISHED, PUBLISHED)
    assert (changed["datePublished"], changed["dateModified"]) == (PUBLISHED, CHANGED)


def test_the_sitemap_dates_a_note_by_its_own_last_change(small: Path) -> None:
    listed = {
        entry.findtext("{*}loc"): entry.findtext("{*}lastmod")
        for entry in etree.parse(small / "sitemap.xml").getroot()
    }
    dates = {one: listed[SITE_URL + address] for one, address in NOTES.items()}
    assert dates == {"first": PUBLISHED, "second": CHANGED, "third": PUBLISHED}
    assert listed[SITE_URL] == CHANGED


def test_the_bibtex_entry_of_a_page_names_the_note_and_its_authors(small: Path) -> None:
    root = page(small, NOTES["first"])
    (read,) = parse_string(
        root.xpath("string(//section[h2/@id='cite']//code)"), "bibtex"
    ).entries.values()
    assert read.key == "night-mail-first"
    assert read.fields["title"] == f"{{{bibtex.escaped(TITLE)}}}"
    assert read.fields["url"] == SITE_URL + NOTES["first"]
    assert read.fields["year"] == str(date.fromisoformat(PUBLISHED).year)
    assert list(map(str, read.persons["author"])) == ["{甲工作室}", "{编辑部的鲁迅}"]


def test_a_note_that_is_given_other_authors_is_theirs_everywhere_and_no_other_note(
    small: Path,
) -> None:
    (cited, *_) = texts(page(small, NOTES["first"]), "//section[h2/@id='cite']//p")
    assert cited.startswith("甲工作室、编辑部的鲁迅：《")
    announced = {
        entry.findtext("{*}id"): [name.text for name in entry.iterfind("{*}author/{*}name")]
        for entry in etree.parse(small / "feeds/new.xml").iterfind("{*}entry")
    }
    assert announced == {
        "tag:example.org,2026:first": ["甲工作室", "编辑部的鲁迅"],
        "tag:example.org,2026:second": ["甲工作室"],
        "tag:example.org,2026:third": ["甲工作室"],
    }


def test_the_markdown_copy_needs_nothing_of_this_site(small: Path) -> None:
    url = SITE_URL + NOTES["first"]
    copy = (small / NOTES["first"] / "index.md").read_text("utf-8")
    assert "element=" not in copy
    links = [urljoin(url, link) for link in re.findall(r"\]\(([^)]+)\)", copy)]
    assert len(links) == 3
    for link in links:
        address, anchor = urldefrag(link)
        path = small / address.removeprefix(SITE_URL)
        published = path / "index.html" if path.is_dir() else path
        if published.suffix == ".md":  # another copy: its headings are those of the page
            published = published.with_name("index.html")
        assert published.suffix in {".html", ".svg"}, link
        html = lxml.html.document_fromstring(published.read_bytes())
        assert not anchor or html.xpath("//@id[. = $anchor]", anchor=anchor), link


def test_an_abbreviation_is_explained_where_a_note_first_uses_it(small: Path) -> None:
    article = page(small, NOTES["first"]).xpath("//article")[0]
    assert texts(article, ".//abbr[@title]") == ["ABC"]
    assert texts(article, ".//p[abbr]") == ["问 ABC 是什么；再说一遍 ABC，还是 ABC。"]
    assert article.xpath("string(.//abbr/preceding-sibling::text()[1])") == "问 "


def test_the_glossary_tells_other_names(small: Path) -> None:
    root = page(small, "glossary/")
    assert texts(root, "//dl[@class='terms']/div[@id='delta']/dd") == [  # used nowhere
        "排在 c。 也叫 第四、四号"
    ]
    assert texts(root, "//span[@class='math']") == ["c。"], "or its stop could begin a line"
    assert texts(root, "//div[@id='alpha-beta']/dd") == ["头三个。", "讲解：开头"]


def test_the_glossary_begins_with_links_to_what_it_has_of_each_note(small: Path) -> None:
    root = page(small, "glossary/")
    anchors = root.xpath("//nav[@aria-label='本页的笔记']/a/@href")
    assert anchors == ["#" + heading for heading in root.xpath("//h2/@id")] != []


def test_a_table_of_contents_has_formulas_as_text(small: Path) -> None:
    found = texts(page(small, NOTES["first"]), "//nav[contains(@class, 'md-nav--secondary')]//a")
    assert set(found) == {"损失 α² 的下降"}


def test_a_checked_number_says_what_computed_it_and_leads_there(small: Path) -> None:
    (link,) = page(small, NOTES["first"]).xpath("//a[@class='checked-number']")
    assert link.text_content() == "5.8"
    assert "loss(3)" in link.get("title")
    address, anchor = urldefrag(link.get("href"))
    checks = page(small, NOTES["first"] + address)
    assert checks.xpath("//h2/@id") == [anchor]


def test_the_numbers_of_a_note_lead_to_what_several_notes_share(small: Path) -> None:
    address = NOTES["first"] + "checks/"
    (link,) = page(small, address).xpath("//article//p/a[text()='counting']/@href")
    assert page(small, urljoin(address, link)).xpath("//h2/@id") == ["nine"]


def test_the_search_finds_notes_and_pages_but_not_how_numbers_are_computed(small: Path) -> None:
    files = small.glob("search/files/pages/*.json")
    found = {json.loads(path.read_text("utf-8"))["url"] for path in files}
    assert set(NOTES.values()) < found
    assert "glossary/" in found
    assert not [url for url in found if "checks/" in url or "counting" in url]


@pytest.mark.parametrize("address", ["", *NOTES.values(), "basics/first/checks/", "404.html"])
def test_every_page_asks_our_search(small: Path, address: str) -> None:
    config = json.loads(page(small, address).xpath("string(//script[@id='__config'])"))
    base = urljoin(SITE_URL, address)
    worker = urljoin(base, config["search"])
    (published,) = small.glob("search/files/worker.*.js")
    assert worker == SITE_URL + published.relative_to(small).as_posix()


def policy(site: Path) -> dict[str, list[str]]:
    line = re.search(r"Content-Security-Policy: (.*)", (site / "_headers").read_text("utf-8"))
    assert line
    return {name: sources for name, *sources in map(str.split, line[1].split(";"))}


def test_the_policy_lets_pages_ask_this_site_only(small: Path) -> None:
    rules = policy(small)
    assert rules["default-src"] == ["'none'"]
    assert rules["connect-src"] == ["'self'"]
    hashes = {one for rule in rules.values() for one in rule if one.startswith("'sha256-")}
    assert set().union(*rules.values()) == {"'self'", "'none'", "data:"} | hashes


def test_the_policy_knows_every_script_that_stands_in_a_page(small: Path) -> None:
    known = set(policy(small)["script-src"])
    for path in small.rglob("*.html"):
        scripts = lxml.html.parse(path).xpath(
            "//script[not(@src)][not(starts-with(@type, 'application/'))]"
        )
        for script in scripts:
            digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in known, f"{path}: {script.text[:60]}"
