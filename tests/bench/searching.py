"""Search at several sizes, with this project, stock Material and Pagefind; print a table, and one by kinds of queries.

The real notes stand among generated ones. All three answer the same queries in a real browser.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import search_queries
from playwright.sync_api import Browser, Page
from provide_browser import NAMES, opened
from real_notes import NOTES, address
from site_shell import ROOT

from bench.building import ONE_BUILD, STOCK
from bench.corpus import topics_of_site, write_corpus
from bench.serving import CountingServer

SIZES = (10, 1_000, 10_000)
SEARCH_FILES = ("search/", "workers/", "lunr/", "pagefind/")
TYPED = ("偏置", "KV缓存", "infonce", "显存不够怎么微调", "rosenblatt")
"""Typed letter by letter, a key every KEY_EVERY ms after the answer to the one before."""
KEY_EVERY, ROUNDS = 50, 3
OPEN_FOR = 300
"""Ms that a box has been open when its first key is typed: few readers are faster."""
BUILDS = {10: 5}
"""How often a site of a size is built, of which the fastest counts: a small one is soon disturbed."""
THEME = """() => {
  const field = document.querySelector("[data-md-component=search-query]");
  document.querySelector("#__search").checked = true;
  document.querySelector("#__search").dispatchEvent(new Event("change"));
  let waiting = null;
  let first = false;
  component$.subscribe((one) => {
    if (one.ref?.dataset?.mdComponent !== "search-result" || !waiting) return;
    if (one.done === false && !first) return;
    if (one.typed !== undefined && one.typed !== field.value) return;
    // What is listed under the sentence that says what is missing answers nothing.
    waiting(one.items.slice(0, 3).map((item) => item[0].location.split(/[?#]/)[0]), !one.missing);
    waiting = null;
  });
  window.opened = () => field.focus();
  window.ask = (query, isFirst) => new Promise((resolve) => {
    const start = performance.now();
    first = isFirst;
    waiting = (found, answers) => resolve({ ms: performance.now() - start, at: Date.now() / 1000, found, answers });
    field.focus();
    field.value = query;
    field.dispatchEvent(new KeyboardEvent("keyup"));
  });
}"""
MEMORY = """async () => {
  try {
    return (await performance.measureUserAgentSpecificMemory()).bytes;
  } catch {
    return NaN;
  }
}"""
PAGEFIND = """() => {
  let engine = null;
  window.opened = async () => {
    engine = await import("/pagefind/pagefind.js");
    await engine.init();
  };
  window.ask = async (query) => {
    const start = performance.now();
    if (!engine) await opened();
    const { results } = await engine.search(query);
    const pages = await Promise.all(results.slice(0, 3).map((one) => one.data()));
    return { ms: performance.now() - start, at: Date.now() / 1000, answers: pages.length > 0, found: pages.map((one) => one.url.replace(/^\\//, "")) };
  };
}"""


def main() -> None:
    print(
        f"{'notes':>6} {'search':>9} {'KB first':>9} {'ms first':>9} {'ms cold':>8} {'ms p95':>7} "
        f"{'hit@1':>6} {'hit@3':>6} {'build s':>8} {'MB':>6}"
    )
    # The Chromium without windows does not say how much memory a page takes.
    with opened((*NAMES[1:], NAMES[0])) as browser:
        for size in map(int, sys.argv[1:] or SIZES):
            kinds: dict[str, dict[str, str]] = {}
            with tempfile.TemporaryDirectory() as folder:
                for name, site, seconds in _sites(Path(folder), size):
                    row, kinds[name] = _measure(
                        browser, site, PAGEFIND if name == "pagefind" else THEME
                    )
                    print(
                        f"{size:>6} {name:>9} {row['bytes'] / 1000:>9.1f} {row['first']:>9.0f} "
                        f"{row['cold']:>8.0f} {row['p95']:>7.1f} {row['hit1']:>6.0%} "
                        f"{row['hit3']:>6.0%} {seconds:>8.2f} {row['memory'] / 1e6:>6.1f}",
                        flush=True,
                    )
            print("\nfirst and among three, of", *kinds)
            for kind in next(iter(kinds.values())):
                print(f"{kind:>12}", *(found[kind] for found in kinds.values()), sep=" | ")


def _sites(folder: Path, size: int) -> Iterator[tuple[str, Path, float]]:
    """Name, built site and seconds that the search added to its build."""
    docs = folder / "docs"
    write_corpus(docs, max(0, size - len(NOTES)))
    for topic in topics_of_site():
        for note in ROOT.glob(f"docs/{topic}/*/"):
            if note.joinpath("index.md").exists():
                shutil.copytree(note, docs / topic / note.name)
    for shared in ROOT.glob("docs/*.py"):
        shutil.copy(shared, docs)
    times = range(BUILDS.get(size, 1))
    site = folder / "ours"
    yield "ours", site, min(_build(ROOT / "mkdocs.yml", docs, site)["search"] for _ in times)
    yield "pagefind", site, min(_add_pagefind(site) for _ in times)
    shutil.rmtree(site)
    stock, config = folder / "stock", folder / "stock.yml"
    config.write_text(STOCK.format(docs=docs, site=stock), encoding="utf-8")
    yield "material", stock, min(_build(config, docs, stock)["search"] for _ in times)


def _add_pagefind(site: Path) -> float:
    shutil.rmtree(site / "pagefind", ignore_errors=True)
    started = time.perf_counter()
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--root-selector", "article"]
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - started


def _build(config: Path, docs: Path, site: Path) -> dict[str, float]:
    command = [sys.executable, str(ONE_BUILD), str(config), str(docs), str(site)]
    output = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    result: dict[str, float] = json.loads(output.splitlines()[-1])
    return result


def _measure(browser: Browser, site: Path, script: str) -> tuple[dict[str, float], dict[str, str]]:
    """A row, and what was found by kinds of queries."""
    server = CountingServer(site)
    try:
        with _page(browser, server, script) as page:  # so that the server has all compressed
            page.evaluate("query => ask(query)", TYPED[0])
        first, cold, sizes = [], [], []
        for query in TYPED:
            with _page(browser, server, script) as page:
                answer = page.evaluate("query => ask(query, true)", query[0])
                cold.append(answer["ms"])
                sizes.append(server.bytes_of(*SEARCH_FILES, until=answer["at"]))
            with _page(browser, server, script) as page:
                page.evaluate("() => opened()")
                page.wait_for_timeout(OPEN_FOR)
                first.append(page.evaluate("query => ask(query, true)", query[0])["ms"])
        with _page(browser, server, script) as page:
            ranks = [
                _rank(page.evaluate("query => ask(query)", one["q"]), one["expect"])
                for one in search_queries.QUERIES
            ]
            warm = []
            for query in TYPED * ROUNDS:
                for length in range(1, len(query) + 1):
                    page.wait_for_timeout(KEY_EVERY)
                    answer = page.evaluate("query => ask(query, true)", query[:length])
                    warm.append(answer["ms"])
            memory = page.evaluate(MEMORY)
    finally:
        server.shutdown()
    row = {
        "bytes": max(sizes),
        "first": statistics.median(first),
        "cold": statistics.median(cold),
        "p95": statistics.quantiles(warm, n=20)[-1],
        "hit1": sum(rank == 0 for rank in ranks) / len(ranks),
        "hit3": sum(rank < 3 for rank in ranks) / len(ranks),
        "memory": memory,
    }
    by_kind: defaultdict[str, list[float]] = defaultdict(list)
    for one, rank in zip(search_queries.QUERIES, ranks, strict=True):
        by_kind[one["kind"]].append(rank)
    return row, {
        f"{kind} {len(found)}": f"{sum(r == 0 for r in found)} {sum(r < 3 for r in found)}"
        for kind, found in by_kind.items()
    }


@contextmanager
def _page(browser: Browser, server: CountingServer, script: str) -> Iterator[Page]:
    """A page of a browser that has nothing cached."""
    server.sent.clear()
    context = browser.new_context()
    page = context.new_page()
    page.goto(server.url + address(NOTES[0]))
    page.evaluate(script)
    yield page
    context.close()


def _rank(answer: dict[str, Any], expected: list[str]) -> float:
    """Place of the first expected note, from 0; a query for which nothing is right wants no answer."""
    found = answer["found"]
    if not expected:
        return float("inf") if found and answer["answers"] else 0
    ids = [url.strip("/").split("/")[-1] for url in found]
    return next((place for place, one in enumerate(ids) if one in expected), float("inf"))


if __name__ == "__main__":
    main()
