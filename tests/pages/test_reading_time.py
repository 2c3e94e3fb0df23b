from __future__ import annotations

from pages.reading_time import reading_time


def test_reading_time_counts_han_and_words_and_leaves_out_code_and_formulas() -> None:
    html = (
        "<p>" + "字" * 350 + " two words</p><pre>not counted at all</pre>"
        '<span class="arithmatex">\\(not counted\\)</span>'
    )
    assert reading_time(html) == {"han": 350, "words": 2, "minutes": 2}
