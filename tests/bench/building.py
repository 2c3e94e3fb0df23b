"""Builds of generated notes with this project, stock Material and Zensical; print a table.

`python -m bench.building 100 1000 10000`: tags and topics grow with the notes. Seconds of processors
count those of all processes, so that they compare even on a busy machine.
"""

from __future__ import annotations

import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from site_shell import ROOT

from bench.corpus import write_corpus

SIZES = (100, 1_000)
ONE_BUILD = Path(__file__).with_name("one_build.py")
ZENSICAL = Path(sys.executable).with_name("zensical")
STOCK = """
site_name: Stock
site_url: https://example.org/
theme: {{name: material, language: zh, font: false, features: [navigation.prune, navigation.instant]}}
docs_dir: {docs}
site_dir: {site}
exclude_docs: |
  /index.md
  /*/index.md
  /path.md
  /glossary.md
  /notation.md
  /tags.md
  /search.md
  /sources.md
  /updates.md
  /feeds/
  .overrides/
markdown_extensions:
  - admonition
  - attr_list
  - footnotes
  - tables
  - toc: {{permalink: true}}
  - pymdownx.arithmatex: {{generic: true}}
  - pymdownx.details
  - pymdownx.highlight
  - pymdownx.superfences
plugins: [search, tags]
"""


@dataclass(frozen=True)
class Run:
    """One build in a process of its own."""

    wall: float
    cpu: float
    peak: float
    """MB of the largest process."""
    spent: dict[str, float] = field(default_factory=dict)
    """Seconds of the build, and of what it is spent on, if the build tells."""


def run(*command: str | Path, folder: Path = ROOT) -> Run:
    started = time.perf_counter()
    # Programs are compiled once, as they are where nobody says otherwise.
    settings = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command, cwd=folder, stdout=output, stderr=subprocess.DEVNULL, env=os.environ | settings
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        if status:
            raise subprocess.CalledProcessError(status, process.args)
        output.seek(0)
        last = output.read().decode().strip().rpartition("\n")[2]
    spent = json.loads(last) if last.startswith("{") else {}
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, spent)


@dataclass(frozen=True)
class Site:
    name: str
    command: tuple[str | Path, ...]
    folder: Path
    """Where it is built."""
    built: Path

    def runs(self, note: Path) -> Iterator[tuple[str, Run]]:
        """From nothing, with nothing changed, with one note changed."""
        yield "cold", run(*self.command, folder=self.folder)
        if self.name != "stock":  # it keeps nothing
            yield "same", run(*self.command, folder=self.folder)
            note.write_text(f"{note.read_text('utf-8')}\n又一段。\n", encoding="utf-8")
            yield "edit", run(*self.command, folder=self.folder)

    @property
    def page(self) -> float:
        """KB of a note's page, in the middle."""
        pages = [path.stat().st_size for path in self.built.glob("*/note-*/index.html")]
        return statistics.median(pages) / 1000


def sites(folder: Path, docs: Path) -> Iterator[Site]:
    config = folder / "mkdocs.yml"
    config.write_text(STOCK.format(docs=docs.name, site="zensical"), encoding="utf-8")
    for name, settings in (("ours", ROOT / "mkdocs.yml"), ("stock", config)):
        built = folder / name
        yield Site(name, (sys.executable, ONE_BUILD, settings, docs, built), ROOT, built)
    if ZENSICAL.exists():  # it wants all in one folder
        yield Site("zensical", (ZENSICAL, "build"), folder, folder / "zensical")


def main() -> None:
    before: dict[str, tuple[int, Run]] = {}
    print("  notes  build    run    wall s   cpu s  peak MB  own hooks  KB a page   of stock's cpu")
    for size in map(int, sys.argv[1:] or SIZES):
        with tempfile.TemporaryDirectory() as folder:
            docs = Path(folder, "docs")
            write_corpus(docs, size)
            cold: dict[str, Run] = {}
            rows: list[tuple[str, str, Run, float]] = []
            for site in sites(Path(folder), docs):
                note = next(docs.glob(f"*/note-{size // 2}/index.md"))
                for what, row in site.runs(note):
                    cold.setdefault(site.name, row)
                    rows.append((site.name, what, row, site.page))
        for name, what, row, page in rows:
            own = f"{row.spent['own'] / row.spent['seconds']:.0%}" if name == "ours" else ""
            print(
                f"{size:>7}  {name:<8} {what:<5} {row.wall:>7.1f} {row.cpu:>7.1f} {row.peak:>8.0f} "
                f"{own:>10} {page:>10.1f} {row.cpu / cold['stock'].cpu:>15.2f}×",
                flush=True,
            )
        for name, (smaller, row) in before.items():
            growth = math.log(cold[name].cpu / row.cpu) / math.log(size / smaller)
            print(
                f"{size:>7}  {name:<8} processor time grew as the notes to the power {growth:.2f}"
            )
        before = {name: (size, row) for name, row in cold.items()}


if __name__ == "__main__":
    main()
