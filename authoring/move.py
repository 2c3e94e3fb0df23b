"""Move a note, or rename a topic: `make move from=peft/lora to=llama/lora`, `make move from=peft to=tuning`.

Old addresses go on answering (`redirect_from`), and links of other pages lead to the new place.
"""

from __future__ import annotations

import argparse
import posixpath
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from authoring.keys import listed, with_key
from notes import address_of, front_matter, is_identifier, settings
from notes.edits import edited
from notes.scanner import spans
from notes.spans import Link

ROOT = Path(__file__).parents[1]


def refusals(root: Path, old: str, new: str) -> Iterator[str]:
    """Why this cannot be; nothing if it can."""
    parts, docs = new.split("/"), root / "docs"
    if len(parts) != len(old.split("/")) or len(parts) > 2:
        yield f"from={old} to={new}：笔记写 <主题>/<文件夹>，主题写 <主题>，两边一样。"
    elif not docs.joinpath(old, "index.md").exists():
        yield f"from={old}：没有 docs/{old}/index.md。"
    elif docs.joinpath(new).exists():
        yield f"to={new}：docs/{new} 已经有了。"
    elif not all(map(is_identifier, parts)):
        yield f"to={new}：写成小写英文和数字，用 - 连接。"
    elif len(parts) == 2 and parts[0] not in (known := settings.topics(root)):
        yield f"to={new}：没有主题 {parts[0]}。有 {'、'.join(known)}。"


def move(root: Path, old: str, new: str) -> list[Path]:
    """The pages that changed with it."""
    docs = root / "docs"
    docs.joinpath(new).parent.mkdir(exist_ok=True)  # of a topic that has nothing yet
    docs.joinpath(old).rename(docs / new)
    changed = []
    for page in sorted(docs.rglob("*.md")):
        text, now = page.read_text("utf-8"), page.relative_to(docs).as_posix()
        before = _back(now, new, old)
        written = _relinked(text, before, now, old, new)
        if before != now and page.name == "index.md":
            written = _redirecting(written, address_of(before))
        if written != text:
            page.write_text(written, encoding="utf-8", newline="\n")
            changed.append(page)
    if "/" not in new:
        _rename_topic(root, old, new)
    return changed


def _back(path: str, new: str, old: str) -> str:
    """Where a path was before it moved from `old` to `new`, if it did."""
    return old + path.removeprefix(new) if f"{path}/".startswith(f"{new}/") else path


def _relinked(text: str, before: str, now: str, old: str, new: str) -> str:
    """The text of a page with links that lead from its new place to the new places of what they meant."""
    edits = set()
    for link in (one for one in spans(text) if isinstance(one, Link)):
        path = re.split("[#?]", link.target, maxsplit=1)[0]
        if not path or re.match(r"[a-z]+:|/", path) or not text.startswith(path, link.target_at):
            continue
        meant = posixpath.normpath(posixpath.join(posixpath.dirname(before), path))
        there = _back(meant, old, new)
        if (before, meant) == (now, there):
            continue
        slash = "/" if path.endswith("/") else ""
        shown = posixpath.relpath(there, posixpath.dirname(now) or ".") + slash
        edits.add((link.target_at, link.target_at + len(path), shown))
    return edited(text, edits)


def _redirecting(text: str, address: str) -> str:
    meta, _, _ = front_matter.parse("", text.encode())
    known = meta.get("redirect_from", [])
    return with_key(text, "redirect_from", listed(dict.fromkeys([*known, address])))


def _rename_topic(root: Path, old: str, new: str) -> None:
    path = root / "mkdocs.yml"
    text = path.read_text("utf-8")
    path.write_text(
        re.sub(rf"^(    ){re.escape(old)}(: )", rf"\g<1>{new}\2", text, flags=re.M), "utf-8"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("old", "new"):
        parser.add_argument(name)
    given = parser.parse_args()
    old, new = given.old.strip("/"), given.new.strip("/")
    if refused := list(refusals(ROOT, old, new)):
        print(*refused, sep="\n", file=sys.stderr)
        return 2
    for page in move(ROOT, old, new):
        print(f"改了 {page.relative_to(ROOT)}")
    print(f"docs/{old} 搬到了 docs/{new}，旧地址会转过来。接着 make published，一起提交。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
