from __future__ import annotations

import pytest

from pages.repairs import mend

MATH = '<math alttext="{tex}"><mi>{signs}</mi></math>'


def formula(tex: str, signs: str) -> str:
    return f'<span class="math">{MATH.format(tex=tex, signs=signs)}</span>'


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        pytest.param(
            '<div class="md-search" data-md-component="search" role="dialog">',
            'role="dialog" aria-label="搜索">',
            id="the search dialog has a name",
        ),
        pytest.param(
            '<ol class="md-search-result__list" role="presentation">',
            '<ol class="md-search-result__list">',
            id="search results are a list",
        ),
        pytest.param(
            '<nav class="md-nav" data-md-level="1" aria-labelledby="a" aria-expanded="true">',
            '<nav class="md-nav" data-md-level="1" role="presentation">',
            id="a list inside the navigation is no landmark",
        ),
    ],
)
def test_it_mends_what_is_around_an_article(before: str, expected: str) -> None:
    assert expected in mend(before)
    assert mend(f"{before}<article></article>{before}").count(expected) == 2
    assert mend(f"<article>{before}</article>") == f"<article>{before}</article>"


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        pytest.param(
            "<table>\n<tr></tr></table>",
            'tabindex="0" role="group" aria-label="表格"><table class="table__grid">\n<tr></tr>',
            id="a table scrolls in a frame that takes focus",
        ),
        pytest.param(
            '<th style="text-align: left;"></th>',
            '<td style="text-align: left;"></td>',
            id="an empty corner is no header",
        ),
        pytest.param(
            "<table><thead><tr><th></th><th>甲</th></tr></thead>"
            '<tbody><tr><td class="a">乙</td><td>1</td></tr></tbody></table>',
            '<th scope="row" class="a">乙</th><td>1</td>',
            id="below an empty corner stand the headers of the rows",
        ),
        pytest.param(
            f"<th>{formula('x_1', 'x')}</th>",
            'aria-label="x_1" alttext="x_1"',
            id="a formula alone in a header cell has a name",
        ),
        pytest.param(
            '<a href="https://example.org/">x</a>',
            '<a rel="external" href="https://example.org/">',
            id="a link that leaves the site can be told from the others",
        ),
        pytest.param(
            '<div class="language-python highlight"><pre><code>1</code></pre></div>',
            'id="code-1"><button class="copy" type="button" data-clipboard-target="#code-1 code">',
            id="code has a copy button",
        ),
    ],
)
def test_it_mends_an_article(before: str, expected: str) -> None:
    assert expected in mend(f"<article>{before}</article>")
    assert mend(before) == before


@pytest.mark.parametrize(
    "html",
    [
        pytest.param('<nav class="md-nav md-nav--primary" aria-label="导航栏">', id="navigation"),
        pytest.param('<a href="../lora/">x</a>', id="a link within the site"),
        pytest.param('<a href="https://example.org/" rel="edit">x</a>', id="a link of known kind"),
        pytest.param('<table class="highlighttable"><tr></tr></table>', id="numbered code"),
        pytest.param(
            '<div class="language-output highlight"><pre><code>1</code></pre></div>', id="output"
        ),
        pytest.param(f"<th>{formula('x', 'x')} 的值</th>", id="header cell with words"),
    ],
)
def test_it_leaves_alone(html: str) -> None:
    assert mend(html) == html
    assert mend(f"<article>{html}</article>") == f"<article>{html}</article>"


def test_each_block_of_code_has_its_own_button() -> None:
    block = '<div class="highlight"><pre><code>1</code></pre></div>'
    html = mend(f"<article>{block * 2}</article>")
    assert 'id="code-1"' in html
    assert 'id="code-2"' in html
