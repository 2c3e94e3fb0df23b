"""What pages carry for those who come back."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import real_notes

OURS = re.compile(
    r'<script src="[^"]*visits\.js"></script>|globalThis\.visits\?\.\(\)'
    r'| data-(?:listed|itself|note)="[^"]*"'
)
LISTED = re.compile(r' data-listed="([^"]*)"')
KIB = 1024


def weight(site: Path, page: str) -> int:
    """Bytes of the script, and those that the page has for it, as a server with gzip sends them."""
    html = site.joinpath(page, "index.html").read_text("utf-8")
    without = OURS.sub("", html)
    assert "visits" in html
    assert "visits" not in without
    script = site.joinpath("assets/actions/visits.js").read_bytes()
    in_page = len(gzip.compress(html.encode())) - len(gzip.compress(without.encode()))
    return len(gzip.compress(script)) + in_page


def test_it_is_light(site: Path) -> None:
    (listed,) = LISTED.findall(site.joinpath("index.html").read_text("utf-8"))
    assert weight(site, "") <= 2.7 * KIB + 24 * listed.count("|")  # 3 KiB with a dozen notes
    for note in real_notes.NOTES:
        assert weight(site, real_notes.address(note)) <= 4 * KIB
