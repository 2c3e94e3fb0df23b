"""Figures as small as stamps."""

from __future__ import annotations

from pages.miniature import MOST, miniature

SVG = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"
 viewBox="0 0 9 9"><defs/><g><text>words</text></g><defs><path id="dot" d="M 1.25 2.75 L 3 4"/></defs>
 <g clip-path="url(#dot)"><use xlink:href="#dot" style="fill: var(--figure-ink, #24221f)"/></g>{}</svg>"""


def test_a_miniature_has_lines_in_the_colours_of_the_page_and_no_words() -> None:
    drawn = miniature(SVG.format(""), "of-one")
    assert "words" not in drawn
    assert "fill: var(--figure-ink)" in drawn
    assert "#24221f" not in drawn
    assert 'aria-hidden="true"' in drawn
    assert ' width="' not in drawn


def test_several_miniatures_stand_on_a_page() -> None:
    drawn = miniature(SVG.format(""), "of-one")
    assert 'id="of-one-dot"' in drawn
    assert drawn.count("#of-one-dot") == 2
    assert "#dot" not in drawn


def test_of_two_panels_below_each_other_it_shows_the_first_and_of_more_all() -> None:
    first, below = '<g><path d="M1 1"/></g>', '<g class="below"><path d="M2 2"/></g>'
    drawn = miniature(SVG.format(first + below), "of-one")
    assert "M1 1" in drawn
    assert "M2 2" not in drawn
    assert miniature(SVG.format(first + 2 * below), "of-one").count("M2 2") == 2


def test_what_has_too_many_lines_is_no_miniature() -> None:
    assert miniature(SVG.format('<path d="M1 2L3 4"/>' * MOST), "of-one") == ""
