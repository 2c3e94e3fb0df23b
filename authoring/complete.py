"""What belongs to the notes and is not their text: front matter, terms, symbols, sources, figures, addresses on record.

All of it is told at once, with file and line. A draft need not have it yet.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from authoring import figures, live_figures, vocabulary
from authoring.record import RECORD, recorded
from feeds.entry import SHANGHAI
from notes import address_of, all_of, front_matter, handwritten, numbers, order, references, tags
from notes.front_matter import is_draft, is_withdrawn
from notes.kinds import WITHDRAWAL
from notes.problem import Problem, tell
from notes.source import Source
from notes.spans import Citation

ROOT = Path(__file__).parents[1]
BIB, AUTHORS = "docs/references.bib", "docs/authors.yml"


def readable(root: Path) -> Iterator[tuple[front_matter.Meta, Source]]:
    for path in all_of(root):
        name = path.relative_to(root).as_posix()
        meta, _, problems = front_matter.parse(name, path.read_bytes())
        if "id" in meta and not problems:
            yield meta, Source(path, name, path.read_text("utf-8"))


def problems(root: Path) -> list[Problem]:
    every = list(readable(root))
    notes = {
        str(meta["id"]): source
        for meta, source in reversed(every)  # of an id given twice the first
        if not is_draft(meta) and not is_withdrawn(meta)
    }
    found = [*_metadata(root), *vocabulary.problems(root, notes), *figures.problems(root)]
    found += live_figures.problems(root, notes.values())
    found += [*_sources(root, [source for _, source in every]), *_unrecorded(root, notes)]
    return sorted([*found, *_lost(root, every)])


def _metadata(root: Path) -> Iterator[Problem]:
    """Of each note by itself, then of all together."""
    authors, wrong = handwritten.read(AUTHORS, root.joinpath(AUTHORS).read_text("utf-8"))
    yield from wrong
    today = datetime.now(SHANGHAI).date()
    metas: dict[str, front_matter.Meta] = {}
    broken: dict[str, front_matter.Meta] = {}
    texts = {}
    for path in all_of(root):
        name = path.relative_to(root).as_posix()
        meta, _, found = front_matter.parse(name, path.read_bytes())
        texts[name] = path.read_bytes().decode("utf-8", "replace")
        if meta or not found:
            found += front_matter.problems_in(name, meta, authors=authors or {}, today=today)
        if found or not is_draft(meta):
            (broken if found else metas)[path.relative_to(root / "docs").as_posix()] = meta
        yield from (
            front_matter.at_key(one, texts[name])
            for one in found
            if one.rule != front_matter.ENCODING
        )
    for one in (*order.graph_problems(metas, broken), *tags.problems(metas)):
        yield front_matter.at_key(one, texts[one.file])


def _sources(root: Path, notes: list[Source]) -> Iterator[Problem]:
    """R16. Every source is cited, if only by what is not listed, and stands where its key belongs."""
    text = root.joinpath(BIB).read_text("utf-8")
    known, wrong = references.read(BIB, text)
    yield from wrong
    cited = {one.key for source in notes for mark in source.of(Citation) for one in mark.cited}
    above = ""
    for key in known:
        line = references.line_of(text, key)
        if key not in cited:
            yield Problem(BIB, line, 0, "R16", f"没有笔记引用 {key}", "引用它，或删去")
        if key < above:
            yield Problem(BIB, line, 0, "R16", f"{key} 排在 {above} 后面", "按键名的字母次序放")
        above = key


def _unrecorded(root: Path, notes: dict[str, Source]) -> Iterator[Problem]:
    """Addresses that nobody would miss if they were lost."""
    known = recorded(root)["addresses"]
    for source in notes.values():
        address = _address(root, source.path)
        has_numbers = source.path.with_name(numbers.FILE).exists()
        own = [address, *([f"{address}checks/"] if has_numbers else [])]
        if lacking := [one for one in own if one not in known]:
            found = f"{'、'.join(lacking)} 还没有记下，以后丢了没人知道"
            yield Problem(source.name, 1, 0, "地址", found, "make published，一起提交")


def _lost(root: Path, every: list[tuple[front_matter.Meta, Source]]) -> Iterator[Problem]:
    """Addresses at which readers had a note. What cannot be read is told elsewhere."""
    drafts = {source.path for meta, source in every if is_draft(meta)}
    answering = {_address(root, path) for path in all_of(root) if path not in drafts}
    answering.update(*(meta.get("redirect_from", []) for meta, _ in every))
    for address in recorded(root)["ids"].keys() - answering:
        told = f"{address} 发布过，现在没有了", f"放回去；搬家用 make move，收回写一条 {WITHDRAWAL}"
        yield Problem(RECORD, 0, 0, "地址", *told)


def _address(root: Path, note: Path) -> str:
    return address_of(note.relative_to(root / "docs").as_posix())


def main() -> int:
    found = problems(ROOT)
    tell(found)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
