"""A link to any page, shared elsewhere, goes with a picture that is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SITE_URL
from lxml import etree
from PIL import Image
from site_shell import GOOD

from pages import cards


def shared(page: Path) -> dict[str, str]:
    tree = etree.parse(str(page), etree.HTMLParser(encoding="utf-8"))
    found = tree.xpath("//meta[starts-with(@property, 'og:') or starts-with(@name, 'twitter:')]")
    return {one.get("property") or one.get("name"): one.get("content") for one in found}


def test_the_picture_of_every_page_is_there(site: Path) -> None:
    for page in site.rglob("index.html"):
        if "http-equiv" in page.read_text("utf-8"):
            continue
        said = shared(page)
        picture = site / said["og:image"].removeprefix(SITE_URL)
        with Image.open(picture) as shown:
            assert shown.size == (int(said["og:image:width"]), int(said["og:image:height"]))
        assert picture.stat().st_size <= 60 * 1024
        assert said["twitter:image"] == said["og:image"]


def test_without_fonts_for_chinese_all_pages_share_one(
    make_site: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cards, "han_fonts", lambda: None)
    site = make_site(
        {"basics/bias/index.md": GOOD.format(id="bias", title="偏置", requires=[], body="正文。")}
    )
    assert [path.name for path in site.rglob("*card.png")] == ["card.png"]
    assert shared(site / "basics/bias/index.html")["og:image"] == f"{SITE_URL}assets/card.png"
