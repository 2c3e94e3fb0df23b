"""Figures as small as stamps."""

from __future__ import annotations

import pytest

from pages.miniature import MOST, miniature

SVG = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"
 viewBox="0 0 9 9"><defs/><g><text>words</text></g><defs><path id="dot" d="M 1.25 2.75 L 3 4"/></defs>
 <g clip-path="url(#dot)"><use xlink:href="#dot" fill="var(--figure-ink, #24221f)"/></g>{}</svg>"""


def test_a_miniature_has_lines_in_the_colours_of_the_page_and_no_words() -> None:
    drawn = miniature(SVG.format(""), "of-one")
    assert "words" not in drawn
    assert 'fill="var(--figure-ink)"' in drawn
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


PAPER = '<path d="M0 9l9 0l0-9l-9 0z"/>'
CLIP = '<clipPath id="axes"><rect x="2" y="3" width="4" height="5"/></clipPath>'


@pytest.mark.parametrize(
    ("drawn", "shown"),
    [
        pytest.param(
            '<path d="M2 3l4 0l0 5"/>', "-3 -2 14 15", id="lines, with room for their ends"
        ),
        pytest.param('<path d="M2 3c0 0 0 0 1 1l3 4"/>', "-3 -2 14 15", id="curves"),
        pytest.param(
            f'{CLIP}<path d="M0 0l9 9" clip-path="url(#axes)"/>',
            "-3 -2 14 15",
            id="what is seen of them",
        ),
        pytest.param('<rect x="2" y="3" width="4" height="5"/>', "-3 -2 14 15", id="areas"),
        pytest.param('<path d="m2,3 H6V8"/>', "-3 -2 14 15", id="paths written otherwise"),
        pytest.param('<rect x="2%" y="3" width="4" height="5"/>', "0 0 9 9", id="all, of units"),
        pytest.param(
            '<g transform="scale(2)"><path d="M2 3l4 5"/></g>', "0 0 9 9", id="or if it is moved"
        ),
        pytest.param("", "0 0 9 9", id="or nothing is drawn"),
    ],
)
def test_a_miniature_has_nothing_around_what_is_drawn(drawn: str, shown: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{PAPER}{drawn}</svg>'
    assert f'viewBox="{shown}"' in miniature(svg, "of-one")
