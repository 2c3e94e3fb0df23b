"""The feeds of the built site, looked at as validators and readers look at them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urldefrag

import atoma
import feedparser
import jsonschema
import lxml.html
import site_shell
from conftest import ROOT, SITE_URL
from lxml import etree
from mkdocs.commands.build import build
from mkdocs.config import load_config
from real_notes import NOTES
from real_notes import address as address_of

ATOM = ["feeds/new.xml", "feeds/updates.xml"]
RSS = ["feed_rss_created.xml", "feed_rss_updated.xml"]
JSON = ["feeds/new.json", "feeds/updates.json"]
NAMESPACES = {
    "a": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT00:00:00\+08:00")
UNSAFE = "//script | //style | //iframe | //form | //object | //@style | //@class | //@id"


class Item(NamedTuple):
    """What every format has to say of an entry."""

    id: str
    url: str
    title: str
    published: datetime
    authors: str
    categories: list[str]
    summary: str
    content: str


def atom_feeds(site: Path) -> list[str]:
    """Those at their own address; one of a topic that was renamed stands at the old one too."""
    names = [path.relative_to(site).as_posix() for path in sorted((site / "feeds").rglob("*.xml"))]
    return [
        name for name in names if f'href="{SITE_URL}{name}"' in (site / name).read_text("utf-8")
    ]


def items_of_atom(file: Path) -> list[Item]:
    def text(entry: etree._Element, path: str) -> str:
        return str(entry.xpath(f"string({path})", namespaces=NAMESPACES))

    return [
        Item(
            text(entry, "a:id"),
            text(entry, "a:link[@rel='alternate']/@href"),
            text(entry, "a:title"),
            datetime.fromisoformat(text(entry, "a:published")),
            "、".join(entry.xpath("a:author/a:name/text()", namespaces=NAMESPACES)),
            entry.xpath("a:category/@label", namespaces=NAMESPACES),
            text(entry, "a:summary[@type='text']"),
            text(entry, "a:content[@type='html']"),
        )
        for entry in etree.parse(file).iterfind("a:entry", NAMESPACES)
    ]


def items_of_rss(file: Path) -> list[Item]:
    def text(item: etree._Element, name: str) -> str:
        return item.findtext(name, "", NAMESPACES)

    return [
        Item(
            text(item, "guid[@isPermaLink='false']"),
            text(item, "link"),
            text(item, "title"),
            parsedate_to_datetime(text(item, "pubDate")),
            text(item, "dc:creator"),
            [category.text or "" for category in item.iterfind("category")],
            html.unescape(text(item, "description")),  # RSS takes it for HTML
            text(item, "content:encoded"),
        )
        for item in etree.parse(file).iterfind("channel/item")
    ]


def items_of_json(file: Path) -> list[Item]:
    return [
        Item(
            item["id"],
            item["url"],
            item["title"],
            datetime.fromisoformat(item["date_published"]),
            "、".join(author["name"] for author in item["authors"]),
            item["tags"],
            item["summary"],
            item["content_html"],
        )
        for item in json.loads(file.read_text("utf-8"))["items"]
    ]


def every_item(site: Path) -> Iterator[Item]:
    for name in ATOM:
        yield from items_of_atom(site / name)


def parsed(item: Item) -> lxml.html.HtmlElement:
    return lxml.html.fragment_fromstring(item.content, create_parent="div")


def test_all_formats_agree_entry_by_entry(site: Path) -> None:
    new, updates = items_of_atom(site / ATOM[0]), items_of_atom(site / ATOM[1])
    assert new
    assert updates
    assert items_of_rss(site / RSS[0]) == new
    assert items_of_json(site / JSON[0]) == new
    assert items_of_rss(site / RSS[1]) == updates
    assert items_of_json(site / JSON[1]) == updates


def test_every_note_is_in_the_feed_of_its_topic(site: Path) -> None:
    new = {item.id: item for item in items_of_atom(site / ATOM[0])}
    by_topic = {
        item.id: item
        for path in (site / "feeds/topic").iterdir()
        for item in items_of_atom(path)
        if item.url.startswith(f"{SITE_URL}{path.stem}/")
    }
    assert new.items() <= by_topic.items()
    assert {urldefrag(item.url).url for item in by_topic.values()} == {
        SITE_URL + address_of(note) for note in NOTES
    }


def test_files_are_small_well_formed_utf_8_that_readers_accept(site: Path) -> None:
    for name in [*atom_feeds(site), *RSS]:
        data = (site / name).read_bytes()
        assert len(data) < 1_000_000, name
        assert not ILLEGAL.search(data.decode("utf-8")), name
        assert b"<?xml-stylesheet" not in data, name
        assert not feedparser.parse(data).bozo, name
        read = atoma.parse_rss_bytes if name in RSS else atoma.parse_atom_bytes
        read(data)
    for name in JSON:
        assert len((site / name).read_bytes()) < 1_000_000


def test_json_keeps_to_its_specification(site: Path) -> None:
    schema = json.loads((ROOT / "tests/feeds/json_feed.schema.json").read_text("utf-8"))
    for name in JSON:
        jsonschema.validate(json.loads((site / name).read_text("utf-8")), schema)


def test_no_value_is_missing(site: Path) -> None:
    for name in [*atom_feeds(site), *RSS]:
        for element in etree.parse(site / name).iter(etree.Element):
            for value in [element.text, *element.attrib.values()]:
                assert value not in ("None", "nan", "undefined"), element
            assert len(element) or element.text or element.attrib, element
    for item in every_item(site):
        assert all(item), item.id


def test_dates_are_midnight_in_shanghai_and_the_newest_come_first(site: Path) -> None:
    for name in atom_feeds(site):
        tree = etree.parse(site / name)
        dates = tree.xpath("//a:updated/text() | //a:published/text()", namespaces=NAMESPACES)
        assert all(RFC_3339.fullmatch(date) for date in dates), name
        assert dates[0] == max(tree.xpath("//a:entry/a:updated/text()", namespaces=NAMESPACES))
        items = items_of_atom(site / name)
        keys = [(item.published, item.id) for item in items]
        assert keys == sorted(keys, reverse=True), name
    for name in RSS:
        for date in etree.parse(site / name).xpath("//item/pubDate/text()"):
            moment = parsedate_to_datetime(date)
            assert moment.utcoffset() == timedelta(hours=8)
            assert format_datetime(moment) == date, "a wrong day of the week"


def test_ids_are_unique_in_their_feed_and_updates_have_ids_of_their_own(site: Path) -> None:
    new, updates = (items_of_atom(site / name) for name in ATOM)
    ids = [item.id for item in (*new, *updates)]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"tag:[a-z.-]+,\d{4}:[a-z0-9-]+", item.id) for item in new)
    assert all(re.search(r"@\d{4}-\d\d-\d\d(\.\d+)?$", item.id) for item in updates)


def test_a_feed_names_its_own_address_and_page(site: Path) -> None:
    for name in [*atom_feeds(site), *RSS]:
        root = etree.parse(site / name).getroot()
        own = root.xpath("(. | channel)/a:link[@rel='self']/@href", namespaces=NAMESPACES)
        assert own == [SITE_URL + name]
    for name in atom_feeds(site):
        root = etree.parse(site / name).getroot()
        [page] = root.xpath("a:link[@rel='alternate']/@href", namespaces=NAMESPACES)
        assert (site / page.removeprefix(SITE_URL) / "index.html").is_file()
    for name in JSON:
        assert json.loads((site / name).read_text("utf-8"))["feed_url"] == SITE_URL + name


def test_rss_keeps_to_the_profile(site: Path) -> None:
    for name in RSS:
        channel = etree.parse(site / name).find("channel")
        assert channel is not None
        assert channel.findtext("language") == "zh-CN"
        assert all(channel.findtext(tag) for tag in ("title", "link", "description"))
        for tag in ("managingEditor", "image", "author", "source", "enclosure", "lastBuildDate"):
            assert not list(channel.iter(tag)), tag
        for item in channel.iter("item"):
            assert len(item.findall("dc:creator", NAMESPACES)) == 1


@cache
def ids_in(page: Path) -> set[str]:
    return set(lxml.html.document_fromstring(page.read_text("utf-8")).xpath("//@id"))


def test_every_address_is_absolute_and_those_of_this_site_exist(site: Path) -> None:
    for item in every_item(site):
        for _, attribute, address, _ in [*parsed(item).iterlinks(), (None, "link", item.url, 0)]:
            assert re.match(r"https?://|mailto:", address), f"{item.id}: {attribute}={address}"
            if address.startswith(SITE_URL):
                path, fragment = urldefrag(unquote(address.removeprefix(SITE_URL)))
                target = site / path
                target = target / "index.html" if target.is_dir() else target
                assert target.is_file(), f"{item.id}: {address}"
                assert not fragment or fragment in ids_in(target), f"{item.id}: {address}"


def test_the_content_is_safe_and_needs_nothing_of_the_page(site: Path) -> None:
    for item in every_item(site):
        root = parsed(item)
        assert not root.xpath(UNSAFE), item.id
        assert not root.xpath("//h1 | //@*[starts-with(name(), 'on')]"), item.id
        assert not root.xpath("//pre//span | //pre//a | //td/pre"), item.id
        assert not root.xpath("//details[not(@open)]"), item.id
        assert "¶" not in item.content
        assert "↩" not in item.content


def test_code_is_the_code_of_the_page(site: Path) -> None:
    for item in items_of_atom(site / ATOM[0]):
        page = site / item.url.removeprefix(SITE_URL) / "index.html"
        article = lxml.html.document_fromstring(page.read_text("utf-8")).xpath("//article")[0]
        blocks = [block.text_content() for block in parsed(item).iter("pre")]
        assert blocks == [block.text_content() for block in article.iter("pre")][: len(blocks)]
        assert any("\n" in block for block in blocks) or not blocks


def test_formulas_are_tex_and_whole(site: Path) -> None:
    for item in every_item(site):
        root = parsed(item)
        for code in root.xpath("//code | //pre"):
            code.drop_tree()
        text = root.text_content()
        for opening, closing in ((r"\(", r"\)"), (r"\[", r"\]")):
            assert text.count(opening) == text.count(closing), item.id
        assert not root.xpath("//math")
        assert "$$" not in text
        assert not re.search(r"\[公式\]|\[formula\]", text)


def plain(text: str) -> str:
    """Without spaces, which an excerpt may change, and with short display formulas inline."""
    return re.sub(r"\s+", "", text).replace(r"\[", r"\(").replace(r"\]", r"\)")


def test_every_sentence_of_a_summary_is_in_the_note_in_order(site: Path) -> None:
    for item in items_of_atom(site / ATOM[0]):
        root = parsed(item)
        for mark in root.xpath("//sup[a]"):
            mark.drop_tree()
        rest = plain(root.text_content())
        for sentence in filter(None, re.split(r"[。！？；]|……$", plain(item.summary))):
            _, found, rest = rest.partition(sentence)
            assert found, f"{item.id}: {sentence}"


def test_a_summary_stops_where_a_reader_would(site: Path) -> None:
    for item in every_item(site):
        assert re.search(r"[。！？…]”?$|……$", item.summary), item.summary
        assert item.summary.count("（") == item.summary.count("）"), item.summary
        assert item.summary.count(r"\(") == item.summary.count(r"\)"), item.summary


def test_signs_of_markup_reach_every_reader_as_they_are(make_site: Any) -> None:
    note = site_shell.note(title="R&D <b> ]]>", body="若 $a<b$，则 x < y 且 R&D。").replace(
        "[测试]", "[R&D, a<b]"
    )
    site = make_site({"basics/one/index.md": note})
    [atom], [rss] = items_of_atom(site / ATOM[0]), items_of_rss(site / RSS[0])
    assert rss == atom
    assert rss.summary == r"若 \(a<b\)，则 x < y 且 R&D。"
    assert rss.categories == ["基础", "R&D", "a<b"]
    [entry] = feedparser.parse(site / RSS[0]).entries
    assert html.unescape(entry.summary) == rss.summary


def test_what_opens_with_a_table_is_announced_with_its_description(make_site: Any) -> None:
    table = "| 甲 | 乙 |\n| :-- | :-- |\n| 丙 | 丁 |\n"
    site = make_site({"basics/one/index.md": site_shell.note(body=table)})
    [item] = items_of_atom(site / ATOM[0])
    assert item.summary == "一句话"


def test_every_note_announced_is_in_the_sitemap(site: Path) -> None:
    listed = etree.parse(site / "sitemap.xml").xpath("//*[local-name()='loc']/text()")
    assert {urldefrag(item.url).url for item in every_item(site)} <= set(listed)


def announced_on(page: Path, xpath: str) -> set[str]:
    """Files below the site's root that a page in feeds/ or the front page links to."""
    root = lxml.html.document_fromstring(page.read_text("utf-8"))
    return {str((page.parent / html.unescape(href)).resolve()) for href in root.xpath(xpath)}


def test_the_front_page_announces_each_feed_of_the_whole_site(site: Path) -> None:
    expected = {str((site / name).resolve()) for name in (*ATOM, *RSS, *JSON)}
    found = announced_on(site / "index.html", "//link[@rel='alternate'][@type]/@href")
    assert found == expected


def test_a_note_and_its_topic_announce_the_feed_of_the_topic(site: Path) -> None:
    topics = {str(path.resolve()) for path in (site / "feeds/topic").iterdir()}
    for note in map(address_of, NOTES):
        own = note.split("/")[0]
        for page in (f"{own}/index.html", f"{note}index.html"):
            found = announced_on(site / page, "//link[@rel='alternate'][@type]/@href")
            assert found & topics == {str((site / f"feeds/topic/{own}.xml").resolve())}


def test_the_page_for_people_links_to_every_feed(site: Path) -> None:
    names = [*atom_feeds(site), *RSS, *JSON, "feeds/all.opml"]
    expected = {str((site / name).resolve()) for name in names}
    assert expected <= announced_on(site / "feeds/index.html", "//article//a/@href")


def test_opml_lists_the_feeds_of_topics_which_together_tell_everything_once(site: Path) -> None:
    outlines = etree.parse(site / "feeds/all.opml").xpath("//outline[@type='rss']")
    listed = {one.get("xmlUrl").removeprefix(SITE_URL): one.get("title") for one in outlines}
    titles = {name: etree.parse(site / name).findtext("a:title", "", NAMESPACES) for name in listed}
    assert listed == titles
    told = [item.id for name in listed for item in items_of_atom(site / name)]
    assert len(told) == len(set(told))
    assert set(told) >= {item.id for item in every_item(site)}


def test_feeds_are_named_alike_and_ours_come_first(site: Path) -> None:
    head = lxml.html.document_fromstring((site / "index.html").read_text("utf-8")).head
    links = head.xpath("link[@rel='alternate'][@type]")
    names = [link.get("title") for link in links]
    (own,) = head.xpath("meta[@property='og:site_name']/@content")
    assert all(name.startswith(f"{own} · ") for name in names)
    assert len(set(names)) == len(names) == 6
    assert links[0].get("href").endswith("feeds/new.xml")
    # Browsers look for it in the first bytes, before anything that is not ASCII.
    assert b'<meta charset="utf-8">' in (site / "index.html").read_bytes()[:1024]


def test_what_a_program_prints_is_told_apart_without_colours(make_site: Any) -> None:
    body = "```python\nprint(2)\n```\n\n```output\n2\n```\n"
    site = make_site({"basics/one/index.md": site_shell.note(body=body)})
    [item] = items_of_atom(site / ATOM[0])
    blocks = [block.text_content().strip() for block in parsed(item)]
    assert blocks == ["print(2)", "输出：", "2"]


def test_a_rebuild_as_serve_does_it_does_not_double_the_items(
    make_docs: Any, tmp_path: Path
) -> None:
    source = (
        "---\nid: one\ntitle: 一\ndescription: 二\ndate: 2026-11-24\ntags: [三]\n"
        "authors: [editors]\n---\n\n正文。\n"
    )
    settings = {
        "docs_dir": str(make_docs({"basics/one/index.md": source})),
        "site_dir": str(tmp_path / "site"),
        **site_shell.SETTINGS,
    }
    config = load_config(str(ROOT / "mkdocs.yml"), site_url=SITE_URL, **settings)
    config.plugins.on_startup(command="serve", dirty=False)
    for _ in range(3):
        # `serve` reads the settings anew but keeps the plugins.
        config = load_config(str(ROOT / "mkdocs.yml"), site_url=SITE_URL, **settings)
        build(config)
        assert len(items_of_rss(tmp_path / "site" / RSS[0])) == 1
