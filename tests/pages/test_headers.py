"""The policy knows every script that is written into a page, and no other."""

from __future__ import annotations

import base64
import hashlib

import pytest

from pages.headers import scripts_in


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
