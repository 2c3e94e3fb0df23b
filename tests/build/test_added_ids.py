"""Addresses on a note's page that its author did not give are known in one place."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest
from site_shell import note

from pages import added, related

CHANGES = "[]\nchanges:\n  - {date: 2026-11-25, kind: revision, what: 改}"


def test_every_address_that_the_build_adds_to_a_note_is_kept_from_its_author(
    make_site: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(related, "OFTEN", 1)
    cites = "乙[@hu2021lora; @su2021roformer]。"
    site = make_site(
        {
            "basics/one/index.md": note(body="甲[^1]。\n\n[^1]: 注。", requires=CHANGES),
            "basics/two/index.md": note("two", requires="[one]", body=cites),
            "basics/three/index.md": note("three", body=cites),
        }
    )
    found: set[str] = set()
    for name in ("one", "two", "three"):
        root = lxml.html.document_fromstring((site / f"basics/{name}/index.html").read_bytes())
        found |= set(root.xpath("//article//@id"))
    by_markdown = {one for one in found if re.match(r"fn(ref)?:", one)}
    assert found - by_markdown == added.IDS
