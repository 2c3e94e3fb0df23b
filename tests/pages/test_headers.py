"""The policy knows every script and every style that is written into a page, and no other."""

from __future__ import annotations

import base64
import hashlib

import pytest

from pages.headers import Inline, headers_file, scripts_in, styles_in, too_long


def hash_of(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


@pytest.mark.parametrize(
    ("html", "scripts"),
    [
        ("<script>x()</script>", ["x()"]),
        ("<script data-src='x'>x()</script>", ["x()"]),
        ('<SCRIPT type="module">a < b && "</p>"</SCRIPT>', ['a < b && "</p>"']),
        ("<script>1</script><p></p><script>\n2\n</script>", ["1", "\n2\n"]),
        ('<script src="x.js"></script>', []),
        ('<script src="">x()</script>', []),
        ('<script id="__config" type="application/json">{}</script>', []),
        ("<script type='application/ld+json'>{}</script>", []),
        ("<!-- <script>x()</script> -->", []),
        ("<p title='<script>x()</script>'>&lt;script>y()</p>", []),
    ],
)
def test_scripts_written_into_a_page_are_hashed(html: str, scripts: list[str]) -> None:
    assert scripts_in(f"<!doctype html><html>{html}</html>") == set(map(hash_of, scripts))


@pytest.mark.parametrize(
    ("html", "styles"),
    [
        ('<mtd style="padding: 0"><mi>a</mi></mtd>', ["padding: 0"]),
        ('<mrow class="a"\n style="color:red"><mi>a</mi>', ["color:red"]),
        ('<mi>a</mi> style="color:red"', []),
        ('<p style="color:red">', []),
        ('<mstyle displaystyle="true">', []),
    ],
)
def test_styles_of_formulas_are_hashed(html: str, styles: list[str]) -> None:
    assert styles_in(html) == set(map(hash_of, styles))


@pytest.mark.parametrize(("count", "is_too_long"), [(4, False), (40, True)])
def test_a_policy_that_hosts_would_not_read_is_told(count: int, is_too_long: bool) -> None:
    styles = frozenset(hash_of(f"padding: {number}em") for number in range(count))
    inline = {"one": Inline(frozenset(), styles), "two": Inline(frozenset(), frozenset())}
    text = headers_file(inline.values(), (), ())
    assert all(one in text for one in styles)
    assert ("最多的是 one" in too_long(text, inline)) == is_too_long
