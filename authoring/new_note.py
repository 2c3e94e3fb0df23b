"""Begin a note: `make note topic=peft id=qlora title="…"` makes a folder that builds."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory

import yaml

from feeds.entry import SHANGHAI
from notes import all_of, front_matter, settings

ROOT = Path(__file__).parents[1]
TEMPLATE = Path(__file__).with_name("template")


def refusals(root: Path, topic: str, identifier: str, title: str) -> list[str]:
    """Why this note cannot be begun; nothing if it can."""
    found = []
    if topic not in (known := settings.topics(root)):
        found.append(
            f"topic={topic}：没有这个主题。有 {'、'.join(known)}；新主题写进 mkdocs.yml 的 extra.topics。"
        )
    for key, value in (("id", identifier), ("title", title)):
        if not (rule := front_matter.SCHEMA[key]).check(value):
            found.append(f"{key}={value!r}：要写成{rule.expected}。")
    for path in all_of(root):
        meta, _, _ = front_matter.parse(path.name, path.read_bytes())
        if identifier in (meta.get("id"), path.parent.name):
            found.append(f"id={identifier}：{path.relative_to(root).as_posix()} 已经用了，换一个。")
    return found


def begin(root: Path, topic: str, identifier: str, title: str) -> Path:
    """The new folder, complete or not there at all."""
    folder = root / "docs" / topic / identifier
    with TemporaryDirectory(dir=root, prefix=".new-") as beside:  # a server builds what is in docs
        unfinished = Path(beside, identifier)
        shutil.copytree(TEMPLATE, unfinished, ignore=shutil.ignore_patterns("__pycache__"))
        text = Template((unfinished / "index.md").read_text("utf-8"))
        today = datetime.now(SHANGHAI).date()
        quoted = yaml.safe_dump(title, allow_unicode=True, width=10_000).split("\n")[0]
        filled = text.substitute(id=identifier, title=quoted, date=today)
        (unfinished / "index.md").write_text(filled, encoding="utf-8")
        subprocess.run(
            [sys.executable, "-m", "authoring.drawing", unfinished / "figure_step.py"],
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            cwd=ROOT,
            check=True,
        )
        folder.parent.mkdir(exist_ok=True)
        unfinished.rename(folder)
    return folder


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("topic", "id", "title"):
        parser.add_argument(name)
    given = parser.parse_args()
    if refused := refusals(ROOT, given.topic, given.id, given.title):
        print(*refused, sep="\n", file=sys.stderr)
        return 2
    folder = begin(ROOT, given.topic, given.id, given.title).relative_to(ROOT)
    print(f"{folder}/index.md 写好了样子，改成你的。make serve 边写边看，make check 查写法。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
