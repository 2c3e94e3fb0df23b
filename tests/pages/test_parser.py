"""Markdown as pages have it."""

from __future__ import annotations

import markdown_strategies
import pytest
from hypothesis import HealthCheck, given, settings
from rendered import PARSER, new_parser


def address_of(path: str) -> str | None:
    return {"../two/index.md": "../two/", "图.svg": "图.svg"}.get(path)


@pytest.mark.parametrize(
    ("written", "leads_to"),
    [
        ("../two/index.md#a", "../two/#a"),
        ("../two/index.md?q=1", "../two/?q=1"),
        ("%E5%9B%BE.svg", "图.svg"),
        ("../none/index.md", "../none/index.md"),
        ("#here", "#here"),
        ("/two/", "/two/"),
        ("https://example.org/../two/index.md", "https://example.org/../two/index.md"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_links_lead_to_pages(written: str, leads_to: str) -> None:
    html, _ = PARSER.parsed(f"[甲]({written}) ![乙]({written})", address_of)
    assert f'href="{leads_to}"' in html
    assert f'src="{leads_to}"' in html


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(markdown_strategies.notes)
def test_no_page_depends_on_those_before_it(text: str) -> None:
    assert PARSER.parsed(text, address_of) == new_parser().parsed(text, address_of)
