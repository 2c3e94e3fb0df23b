from __future__ import annotations

import pytest

from pages.abbreviations import explain_first_use


@pytest.mark.parametrize(
    ("html", "explained"),
    [
        pytest.param(
            '<p><abbr title="t">A</abbr> <abbr title="t">A</abbr></p>',
            '<p><abbr title="t">A</abbr> A</p>',
            id="only the first use is explained",
        ),
        pytest.param(
            '<h2><abbr title="t">A</abbr></h2><p><abbr title="t">A</abbr></p>',
            '<h2>A</h2><p><abbr title="t">A</abbr></p>',
            id="a heading is left alone, the text after it is not",
        ),
        pytest.param(
            '<a href="x"><abbr title="t">A</abbr></a>',
            '<a href="x">A</a>',
            id="a link has one meaning",
        ),
        pytest.param(
            '<div class="footnote"><li><em><abbr title="t">A</abbr></em></li></div>',
            '<div class="footnote"><li><em>A</em></li></div>',
            id="nor the title of a source",
        ),
        pytest.param(
            '<p><abbr title="t">A</abbr><abbr title="u">B</abbr></p>',
            '<p><abbr title="t">A</abbr><abbr title="u">B</abbr></p>',
            id="each abbreviation once",
        ),
    ],
)
def test_an_abbreviation_is_explained_where_it_is_first_used(html: str, explained: str) -> None:
    assert explain_first_use(html) == explained
