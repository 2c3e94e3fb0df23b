"""Addresses, feeds included, and feed ids that were published once and must answer for ever: tests/published.json."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import lxml.html
from site_shell import ROOT

from authoring.record import RECORD, recorded

FEEDS = {".xml", ".json", ".opml"}
Published = dict[str, Any]


def of(site: Path) -> Published:
    """Addresses of a built site's pages and feeds, and the feed id of each note by its address."""
    written = [*site.glob("feed_rss_*"), *site.glob("feeds/**/*")]
    feeds = [path.relative_to(site).as_posix() for path in written if path.suffix in FEEDS]
    addresses, ids = [], {}
    for path in sorted(site.rglob("index.html")):
        address = path.parent.relative_to(site).as_posix().removeprefix(".")
        address = f"{address}/" if address else ""
        addresses.append(address)
        data = lxml.html.parse(path).xpath("string(//script[@type='application/ld+json'])")
        if data:
            ids[address] = json.loads(data)["@id"]
    return {"addresses": sorted(addresses + feeds), "ids": ids}


def lost(before: Published, after: Published) -> list[str]:
    """What was there before and is no more. An id may move to another address."""
    gone = sorted(set(before["addresses"]) - set(after["addresses"]))
    return gone + sorted(set(before["ids"].values()) - set(after["ids"].values()))


def main(site: Path) -> None:
    """Add what is new; what is lost stays, and the tests go on refusing it."""
    now, before = of(site), recorded(ROOT)
    together = {
        "addresses": sorted({*before["addresses"], *now["addresses"]}),
        "ids": dict(sorted({**before["ids"], **now["ids"]}.items())),
    }
    ROOT.joinpath(RECORD).write_text(json.dumps(together, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
