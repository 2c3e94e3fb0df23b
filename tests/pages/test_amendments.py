"""A change is told where it is, once, and nowhere else than on the page."""

from __future__ import annotations

from datetime import date

import pytest

from pages.amendments import Amendment, of
from pages.walk import Around, walk

HEADING = '<h2 id="s">式 <em>一</em> 节<a class="headerlink" href="#s">¶</a></h2>'
HTML = f'{HEADING}<p id="here">甲。</p><ul><li id="item">乙</li></ul>'


def changed(*at: str, what: str = "80 更正为 <88>") -> Amendment:
    return Amendment(date(2026, 12, 1), "correction", dict.fromkeys(at, what))


@pytest.mark.parametrize(
    ("at", "before"), [("式 一 节", "</h2>"), ("s", "</h2>"), ("here", "甲。</p>")]
)
def test_it_stands_behind_the_heading_or_the_passage(at: str, before: str) -> None:
    facts = walk(HTML, Around(amendments=(changed(at),)))
    mark = '<details class="amended"><summary>2026-12-01 更正</summary><p>80 更正为 &lt;88&gt;</p></details>'
    assert f"{before}{mark}" in facts.html
    assert not facts.mistakes
    without = walk(HTML, Around())
    assert facts.plain == without.plain
    assert facts.sections == without.sections
    assert facts.minutes == without.minutes


def test_several_changes_of_one_passage_share_a_line_with_the_newest_first() -> None:
    facts = walk(HTML, Around(amendments=(changed("s", what="新"), changed("式 一 节", what="旧"))))
    assert facts.html.count("<details") == 1
    assert "<p>新</p><p>2026-12-01 更正：旧</p>" in facts.html


@pytest.mark.parametrize("at", ["式一节", "item", "nowhere", "#s"])
def test_a_place_that_is_not_there_is_told(at: str) -> None:
    (mistake,) = walk(HTML, Around(amendments=(changed(at),))).mistakes
    assert mistake.message.endswith(at)


def test_an_entry_may_say_of_each_place_what_stood_there() -> None:
    entry = {
        "date": date(2026, 12, 1),
        "kind": "correction",
        "what": "两处",
        "at": {"s": "原写 80", "here": "原写 90"},
    }
    facts = walk(HTML, Around(amendments=of({"changes": [entry]})))
    assert (
        '</h2><details class="amended"><summary>2026-12-01 更正</summary><p>原写 80</p>'
        in facts.html
    )
    assert (
        '甲。</p><details class="amended"><summary>2026-12-01 更正</summary><p>原写 90</p>'
        in facts.html
    )
    assert "两处" not in facts.html
