"""What pages carry for those who come back."""

from __future__ import annotations

import gzip
import random
import re
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import real_notes

from feeds.digest import Transmission, latest, listed
from feeds.note import Note

OURS = re.compile(
    r'<script src="[^"]*visits\.js"></script>| data-(?:listed|itself)="[^"]*"| data-note'
)
LISTED = re.compile(r' data-listed="[^"]*"')
KIB = 1024


def weight(site: Path, html: str) -> int:
    """Bytes of the script, and those that a page has for it, as a server with gzip sends them."""
    without = OURS.sub("", html)
    assert "visits" in html
    assert "visits" not in without
    script = site.joinpath("assets/actions/visits.js").read_bytes()
    in_page = len(gzip.compress(html.encode())) - len(gzip.compress(without.encode()))
    return len(gzip.compress(script)) + in_page


def of_many_notes(count: int) -> str:
    """What a front page lists of so many notes, all written and corrected in half a year."""
    chance, first = random.Random(1), date(2027, 1, 1)
    notes = [
        cast(Note, SimpleNamespace(id=f"{number:x}-note", is_withdrawn=False))
        for number in range(count)
    ]
    came = [(one, kind) for one in notes for kind in ("new", "correction", "addition")]
    days = sorted(first + timedelta(chance.randrange(180)) for _ in came)
    chance.shuffle(came)
    every = [
        Transmission(number, note, day, kind, "")
        for number, (day, (note, kind)) in enumerate(zip(days, came, strict=True))
    ][::-1]
    return listed(every, latest(every))


def test_it_is_light(site: Path) -> None:
    front = site.joinpath("index.html").read_text("utf-8")
    assert weight(site, front) <= 3 * KIB
    for count in (30, 100, 1000):
        assert weight(site, LISTED.sub(f' data-listed="{of_many_notes(count)}"', front)) <= 3 * KIB
    for note in real_notes.NOTES:
        html = site.joinpath(real_notes.address(note), "index.html").read_text("utf-8")
        assert weight(site, html) <= 4 * KIB
