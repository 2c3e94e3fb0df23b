"""The sentence in which a link stands, and who leads to a note."""

from __future__ import annotations

import pytest

from pages.facts import Mention, Section
from pages.mentions import NOTES, SENTENCES, Backlinks, backlinks
from pages.walk import Around, walk

TWO = "basics/two/index.md"
AROUND = Around(note=lambda address: TWO if address.startswith("../two/") else "")


def mentions(html: str) -> list[Mention]:
    return list(walk(html, AROUND).mentions)


@pytest.mark.parametrize(
    ("html", "sentence"),
    [
        pytest.param("<p>甲。见{}，乙。丙。</p>", "见二，乙。", id="between two stops"),
        pytest.param("<p>甲。{}</p>", "二", id="at the end of a block"),
        pytest.param("<p>{}讲过。乙。</p>", "二讲过。", id="at its beginning"),
        pytest.param("<p>“甲。”（见{}。）乙。</p>", "（见二。）", id="with its brackets"),
        pytest.param("<ul><li>甲<ul><li>乙{}</li></ul></li></ul>", "乙二", id="of the inner item"),
        pytest.param("<ul><li>甲{}<ul><li>乙</li></ul></li></ul>", "甲二", id="not of the inner item"),
        pytest.param("<table><tr><th>甲</th><td>乙{}</td></tr></table>", "甲 · 乙二", id="in a cell, with its row"),
        pytest.param("<figure><figcaption>图：{}。</figcaption></figure>", "图：二。", id="in a caption"),
        pytest.param("<p>见 <em>甲{}</em>。</p>", "见 <em>甲二</em>。", id="with its emphasis"),
        pytest.param("<p>甲[1]\n乙{}。</p>", "甲[1] 乙二。", id="in one line"),
        pytest.param("<p>值 3.14 见{}, e.g. so.</p>", "值 3.14 见二, e.g. so.", id="a point is no stop"),
        pytest.param(
            '<p>甲。取 <span class="arithmatex">\\(x&lt;1\\)</span> 时见{}。</p>',
            '取 <span class="arithmatex">\\(x&lt;1\\)</span> 时见二。',
            id="with its formulas",
        ),
        pytest.param(
            '<p>甲<sup id="fnref:a"><a class="footnote-ref" href="#fn:a">1</a></sup>见{}。</p>',
            "甲见二。",
            id="without marks of footnotes",
        ),
        pytest.param(
            '<div class="footnote"><ol><li id="fn:1"><p>见{} <a class="footnote-backref" href="#fnref:1">↩</a></p></li></ol></div>',
            "见二",
            id="in a footnote, without the way back",
        ),
    ],
)  # fmt: skip
def test_a_link_is_quoted_with_its_sentence(html: str, sentence: str) -> None:
    (mention,) = mentions(html.format('<a href="../two/">二</a>'))
    assert mention.sentence == sentence


def test_a_link_says_where_it_stands_and_where_it_leads() -> None:
    html = '<h2 id="a">一节</h2><p><a href="../two/#%E4%B9%99">二</a></p>'
    assert mentions(html) == [Mention(TWO, "乙", "a", "一节", "二")]


def test_a_link_in_a_heading_stands_in_the_section_that_begins_there() -> None:
    html = '<h2 id="a">一节</h2><p>甲。</p><h2 id="b">再看<a href="../two/">二</a>节</h2>'
    assert mentions(html) == [Mention(TWO, "", "b", "再看二节", "再看二节")]


def test_a_link_to_another_note_and_no_other_has_a_preview() -> None:
    html = '<p><a href="../two/">二</a><a href="../two/#x">三</a><a href="#x">四</a></p>'
    facts = walk(f'{html}<h2 id="x">五</h2>', AROUND)
    assert facts.html.count(' data-preview="../two/preview/') == 2
    assert "data-preview" not in facts.plain


SAID = Mention(TWO, "", "s", "节", "话")
SECTIONS = [Section("", "", ()), Section("a", "甲", ()), Section("b", "乙", ())]


def led(links: Backlinks) -> dict[str, list[str]]:
    return {place.anchor: [one.note for one in place.notes] for place in links.places}


def test_who_leads_to_a_note_stands_under_the_section_that_is_meant() -> None:
    said = {
        "one": [SAID._replace(anchor="b"), SAID._replace(anchor="a"), SAID],
        "three": [SAID._replace(anchor="gone")],
    }
    links = backlinks(said, [], SECTIONS)
    assert led(links) == {"": ["one", "three"], "a": ["one"], "b": ["one"]}
    assert [place.heading for place in links.places] == ["", "甲", "乙"]


def test_who_builds_on_a_note_comes_first_even_without_a_word() -> None:
    assert led(backlinks({"one": [SAID], "four": [SAID]}, ["three", "four"], SECTIONS)) == {
        "": ["three", "four", "one"]
    }


def test_however_many_lead_to_a_note_some_are_shown_and_all_are_counted() -> None:
    many = {f"n{number}": [SAID._replace(sentence=f"{one}") for one in range(9)] for number in range(99)}  # fmt: skip
    links = backlinks(many, [], SECTIONS)
    assert links.notes == 99
    assert links.sources == list(many)[:NOTES]
    assert {len(one.said) for place in links.places for one in place.notes} == {SENTENCES}


def test_what_is_said_twice_is_shown_once() -> None:
    ((place,)) = backlinks({"one": [SAID, SAID]}, [], SECTIONS).places
    assert place.notes[0].said == (SAID,)


@pytest.mark.parametrize(
    ("html", "sentence"),
    [
        pytest.param("<p>甲。乙{}。丙。</p>", "乙。", id="before the stop"),
        pytest.param("<p>甲。乙。{}丙。</p>", "乙。", id="after the stop"),
        pytest.param("<p>甲。乙。（第 3 节）{}丙。</p>", "乙。", id="without its place"),
        pytest.param("<p>甲。乙（丙）{}。</p>", "乙（丙）。", id="after a bracket"),
        pytest.param(
            "<table><tr><th>甲</th><td>乙 <b>丙</b></td><td>丁{}</td></tr></table>",
            "甲 · 乙 <b>丙</b> · 丁",
            id="of its row",
        ),
    ],
)
def test_a_source_is_quoted_with_the_sentence_before_its_mark(html: str, sentence: str) -> None:
    mark = '<sup id="fnref:a"><a class="footnote-ref" href="#fn:a">1</a></sup>'
    (citation,) = walk(html.format(mark), Around(references=["a"])).citations
    assert (citation.key, citation.place, citation.sentence) == ("a", "fnref:a", sentence)
