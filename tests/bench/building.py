"""Build corpora of 100 and 1,000 notes with this project and with stock Material; print a table."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from site_shell import ROOT

from bench.corpus import write_corpus

SIZES = (100, 1_000)
ONE_BUILD = Path(__file__).with_name("one_build.py")
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


def measure(config: Path, docs: Path, site: Path) -> dict[str, float]:
    """Seconds (in all, search, own hooks, own search) and peak MB of one build, in its own process."""
    command = [sys.executable, str(ONE_BUILD), str(config), str(docs), str(site)]
    output = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    result: dict[str, float] = json.loads(output.splitlines()[-1])
    return result


def main() -> None:
    before: dict[str, dict[str, float]] = {}
    print(
        f"{'notes':>6} {'build':>7} {'seconds':>8} {'ms/note':>8} {'peak MB':>8} {'search':>7} {'other own':>10}"
    )
    for size in map(int, sys.argv[1:] or SIZES):
        with tempfile.TemporaryDirectory() as folder:
            docs, site = Path(folder, "docs"), Path(folder, "site")
            write_corpus(docs, size)
            stock = Path(folder, "stock.yml")
            stock.write_text(STOCK.format(docs=docs, site=site), encoding="utf-8")
            rows = {"stock": measure(stock, docs, site)}
            rows["ours"] = measure(ROOT / "mkdocs.yml", docs, site)
        for name, row in rows.items():
            search, other = row["search"], row["own"] - row["own search"]
            print(
                f"{size:>6} {name:>7} {row['seconds']:>8.1f} {1000 * row['seconds'] / size:>8.1f} "
                f"{row['peak']:>8.0f} {search / row['seconds']:>7.1%} {other / row['seconds']:>10.1%}"
            )
        ratio = rows["ours"]["seconds"] / rows["stock"]["seconds"]
        print(f"{size:>6} ours/stock {ratio:.2f}×")
        for name, row in before.items():
            growth = " ".join(
                f"{what} {rows[name][what] / row[what]:.1f}×" for what in ("seconds", "peak")
            )
            print(f"{size:>6} {name:>7} grew with {size / row['notes']:.0f}× the notes: {growth}")
        before = {name: {**row, "notes": size} for name, row in rows.items()}


if __name__ == "__main__":
    main()
