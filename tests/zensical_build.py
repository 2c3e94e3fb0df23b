"""What Zensical, which reads mkdocs.yml and ignores hooks, would carry over of this site today.

Run by `make zensical`; prints a list and fails when it is no longer true, so that a move is
considered when it becomes possible.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from real_notes import one_with
from site_shell import ROOT

NOTE = one_with("## 误区", "!!! misconception", "figure-caption", "checks.py#", "[@", "$")
CARRIED = {
    "pages at the same addresses": lambda site: (site / NOTE / "index.html").exists(),
    "headings with the same anchors": lambda site: 'id="误区"' in page(site),
    "boxes": lambda site: "admonition misconception" in page(site),
    "captions": lambda site: "图 1" in page(site),
    "numbers as links": lambda site: "checks.py#" in page(site),
}
LOST = {
    "formulas as MathML": lambda site: "<math" in page(site),
    "citations": lambda site: "[@" not in page(site),
    "checked numbers marked": lambda site: "checked-number" in page(site),
    "figures in the page": lambda site: '<svg role="img"' in page(site),
    "feeds": lambda site: (site / "feeds/new.xml").exists(),
    "the digest": lambda site: "log__entry" in (site / "index.html").read_text("utf-8"),
    "our search": lambda site: (site / "search/files").exists(),
}


def page(site: Path) -> str:
    return (site / NOTE / "index.html").read_text("utf-8")


def build(folder: Path) -> Path:
    """Without our templates, which ask the hooks for what Zensical does not have."""
    shutil.copytree(ROOT / "docs", folder / "docs")
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    config = re.sub(r"^  custom_dir: .*\n", "", config, flags=re.MULTILINE)
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    for path in folder.glob("docs/**/*.md"):
        text = re.sub(r"^template: .*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
        path.write_text(text, encoding="utf-8")
    subprocess.run(["zensical", "build"], cwd=folder, check=True)
    return folder / "site"


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        site = build(Path(folder))
        found = {what: holds(site) for what, holds in (CARRIED | LOST).items()}
    for what, holds in found.items():
        print(f"{'carried over' if holds else 'not carried over'}: {what}")
    wrong = [what for what, holds in found.items() if holds != (what in CARRIED)]
    if wrong:
        print(f"This is new; see tests/zensical_build.py: {', '.join(wrong)}")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
