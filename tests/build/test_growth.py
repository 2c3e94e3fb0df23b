"""A site of many notes: no page grows with it, and from each list every note is reached."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import lxml.html
import pytest
from conftest import build_small
from site_shell import SETTINGS, TOPIC, TOPICS, note

from pages import parts

LARGEST = 20
"""So many notes stand on a page."""
BIB = "@misc{shared, author={Li, Ming}, title={One}, year={2020}, url={https://example.org/}}"
ALIKE = ("n003", "n025")
LISTS = ("basics/", "path/", "search/", "tags/", "glossary/", "notation/", "updates/", "sources/s/")


def files(count: int) -> Iterator[tuple[str, str]]:
    """Notes of one topic: each requires the first, cites one source, and has a term, a symbol and a tag of its own.

    Two speak of the same.
    """
    terms, symbols = [], ["common: []", "notes:"]
    yield "references.bib", BIB
    for number in range(count):
        name = f"n{number:03}"
        requires = "[n000]" if number else "[]"
        body = f"正文[@shared]。术语 {number:03} 同术语 000。"
        body += "见[首篇](../n000/index.md)。" if number else ""
        body += "\n\n## 又\n\n".join(["术语 007、术语 008"] * 2) if name in ALIKE else ""
        text = note(name, title=f"第 {number:03} 篇", requires=requires, body=body)
        yield f"basics/{name}/index.md", text.replace("[测试]", f"[测试, 标签 {number:03}]")
        terms.append(
            f"- {{term: 术语 {number:03}, english: t {number:03}, note: {name}, meaning: 甲。}}"
        )
        symbols += [f"  {name}:", "    - {symbol: x, meaning: 乙}"]
    yield "glossary.yml", "\n".join(terms)
    yield "notation.yml", "\n".join(symbols)
    yield "basics/n020/checks.py", "def one():\n    return 1\n"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Of 30 notes and of twice as many, ten on a page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "NOTES", 10)
        patch.setattr(parts, "LINKS", LARGEST)
        return {
            count: build_small(tmp_path_factory.mktemp("growth"), dict(files(count)))
            for count in (30, 60)
        }


def links(site: Path, address: str, xpath: str) -> list[str]:
    page = lxml.html.parse(site / address / "index.html")
    return [urldefrag(urljoin(f"/{address}", link))[0].lstrip("/") for link in page.xpath(xpath)]


def pages_of(site: Path, first: str) -> list[str]:
    """The pages of a list, found by its links alone."""
    found = [first]
    for address in found:
        more = links(site, address, "//nav[@aria-label='分页']/a/@href")
        found += [one for one in dict.fromkeys(more) if one not in found]
    return found


@pytest.mark.parametrize("first", LISTS)
def test_every_note_is_reached_from_a_list_and_no_page_of_it_grows(
    sites: dict[int, Path], first: str
) -> None:
    largest = {}
    for count, site in sites.items():
        pages = pages_of(site, first)
        shown = [links(site, page, "//article//a[not(ancestor::nav)]/@href") for page in pages]
        notes = {f"basics/n{number:03}/" for number in range(count)}
        assert notes <= set().union(*shown)
        assert max(len(notes & set(one)) for one in shown) <= LARGEST
        largest[count] = max((site / page / "index.html").stat().st_size for page in pages)
    assert largest[60] < 1.05 * largest[30]


@pytest.mark.parametrize("address", ["", "basics/n000/", "basics/n020/", "basics/n020/checks/"])
def test_a_page_does_not_grow_with_the_site(sites: dict[int, Path], address: str) -> None:
    small, large = ((site / address / "index.html").stat().st_size for site in sites.values())
    assert large < 1.05 * small


def test_the_navigation_of_a_note_shows_what_is_near_it_and_leads_to_all(
    sites: dict[int, Path],
) -> None:
    own = "//nav[contains(@class, 'md-nav--primary')]//a[starts-with(@href, '..')]/@href"
    shown = [one for one in links(sites[60], "basics/n020/", own) if one.startswith("basics/")]
    near = [f"basics/n{number:03}/" for number in range(15, 26) if number != 20]
    assert shown == ["basics/", *near, "basics/"]


def test_further_pages_of_a_topic_mark_it_in_the_navigation(sites: dict[int, Path]) -> None:
    page = lxml.html.parse(sites[60] / "basics/page/2/index.html")
    (active,) = page.xpath("//li[contains(@class, 'md-nav__item--active')]")
    assert "基础" in active.text_content()


def test_a_tag_leads_to_the_page_on_which_it_is(sites: dict[int, Path]) -> None:
    site = sites[60]
    for number in (0, 59):
        page = lxml.html.parse(site / f"basics/n{number:03}/index.html")
        for href in page.xpath("//a[@rel='tag']/@href"):
            address, anchor = urldefrag(urljoin(f"/basics/n{number:03}/", href))
            tags = lxml.html.parse(site / address.lstrip("/") / "index.html")
            assert tags.xpath("//h2[@id=$anchor]", anchor=anchor)


def test_of_many_topics_the_navigation_shows_some_and_leads_to_all(tmp_path: Path) -> None:
    topics = {f"t{number:02}": f"主题 {number}" for number in range(15)}
    made: dict[str, str] = {}
    for slug, title in topics.items():
        made[f"{slug}/index.md"] = TOPIC.format(title=title)
        made[f"{slug}/{slug}-one/index.md"] = note(f"{slug}-one")
    site = build_small(tmp_path, made, extra=SETTINGS["extra"] | {"topics": TOPICS | topics})
    page = lxml.html.parse(site / "t07/t07-one/index.html")
    nav = page.xpath("//nav[contains(@class, 'md-nav--primary')]")[0]
    links = {" ".join(one.text_content().split()) for one in nav.iter("a")}
    assert links & set(topics.values()) == {f"主题 {number}" for number in range(2, 13)}
    (way,) = nav.xpath(".//a[contains(., '全部 15 个主题')]/@href")
    assert way == "../../#topics"
    listed = lxml.html.parse(site / "index.html").xpath("//section[h2/@id='topics']//dt")
    assert [one.text_content() for one in listed] == list(topics.values())


def test_of_those_that_lead_to_a_note_some_are_shown_and_all_counted(
    sites: dict[int, Path],
) -> None:
    for count, site in sites.items():
        (section,) = lxml.html.parse(site / "basics/n000/index.html").xpath(
            "//section[h2/@id='next']"
        )
        said = [one.text_content() for one in section.iter("blockquote")]
        assert said == ["见首篇。"] * 12
        assert f"共 {count - 1} 篇" in section.text_content()


def test_notes_that_speak_of_the_same_name_each_other(sites: dict[int, Path]) -> None:
    for site in sites.values():
        for one, other in (ALIKE, ALIKE[::-1]):
            (section,) = lxml.html.parse(site / f"basics/{one}/index.html").xpath(
                "//section[h2/@id='related']"
            )
            assert links(site, f"basics/{one}/", "//section[h2/@id='related']//a/@href") == [
                f"basics/{other}/"
            ]
            assert section.findtext(".//p") == "同讲术语 007、术语 008"
