"""The notes of a commit and of the working tree, as readers see them. Notes are known by their id, so they may move."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import lxml.html
import regex
from lxml import etree

from notes import all_of, front_matter, is_note, references, settings
from notes.changes import number_of
from notes.citations import Citations
from notes.references import Reference
from pages import amendments

ROOT = Path(__file__).parents[1]
BIB = "docs/references.bib"
BETWEEN = regex.compile(
    r"(?P<number>(?<=\d)[./:](?=\d)|(?:(?<![\p{L}\p{N}])|(?<=\de))[-–](?=\d)|(?<=\d)\s*[%‰])|[\s\p{P}\p{Cf}]"
)
"""Spaces and punctuation; a point, a sign and % are part of their number."""


@dataclass(frozen=True)
class Version:
    """A note at one commit."""

    source: str
    sections: dict[str, str]
    """What readers see below each heading, without spaces and punctuation between words and numbers."""
    changes: list[dict[str, Any]]

    @property
    def text(self) -> str:
        return "".join(self.sections.values())

    def told(self, change: dict[str, Any]) -> bool:
        """Whether subscribers have had it, whatever was added to it since."""
        known = {(one.get("date"), number(one)) for one in self.changes}
        return (change.get("date"), number(change)) in known

    def changed_since(self, before: Version) -> list[str]:
        """Headings of what readers see differently."""
        return [
            heading
            for heading, text in self.sections.items()
            if heading and before.sections.get(heading) != text
        ]


def number(change: dict[str, Any]) -> int:
    return int(change.get("number") or number_of(str(change.get("what"))))


def seen(body: str, known: Mapping[str, Reference] = MappingProxyType({})) -> dict[str, str]:
    """The letters, digits and signs of the rendered text, sources included, by headings."""
    html = settings.rendered(body, Citations(known))
    heading, sections = "", {"": ""}
    for element in lxml.html.fromstring(f"<div>{html}</div>").iterchildren("*"):
        heading = amendments.title(element) or heading
        text = BETWEEN.sub(lambda match: (match["number"] or "").strip(), _text(element))
        sections[heading] = sections.get(heading, "") + text
    return sections


def _text(element: etree._Element) -> str:
    return str(element.xpath("string()"))


def version(source: str, data: bytes, known: Mapping[str, Reference]) -> tuple[str, Version] | None:
    """Id and version of a note's source; nothing if it cannot be read."""
    meta, body, problems = front_matter.parse(source, data)
    if problems or "id" not in meta:
        return None
    sections = seen(f"{meta.get('title', '')}\n\n{meta.get('description', '')}\n\n{body}", known)
    return str(meta["id"]), Version(source, sections, list(meta.get("changes") or []))


def git(root: Path, *arguments: str) -> bytes:
    """Raises CalledProcessError."""
    return subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True).stdout


def common(root: Path, other: str) -> str:
    """The commit at which this branch left the other. Raises SystemExit with what to do."""
    try:
        return git(root, "merge-base", other, "HEAD").decode().strip()
    except subprocess.CalledProcessError:
        told = (
            f"没有提交 {other}，或者它同这个分支没有共同的历史。先 git fetch origin，或加上 base=…"
        )
        raise SystemExit(told) from None


def at_commit(root: Path, commit: str) -> dict[str, Version]:
    """Every note of a commit, by id."""
    listed = git(root, "ls-tree", "-r", "--name-only", "-z", commit, "docs").decode().split("\0")
    sources = [path for path in listed if is_note(path.removeprefix("docs/"))]
    bib = git(root, "show", f"{commit}:{BIB}").decode() if BIB in listed else ""
    shown = ((path, git(root, "show", f"{commit}:{path}")) for path in sources)
    return _versions(shown, bib)


def now(root: Path) -> dict[str, Version]:
    """Every note as it stands in the working tree."""
    paths = all_of(root)
    bib = root.joinpath(BIB).read_text("utf-8") if root.joinpath(BIB).exists() else ""
    shown = ((path.relative_to(root).as_posix(), path.read_bytes()) for path in paths)
    return _versions(shown, bib)


def _versions(sources: Iterable[tuple[str, bytes]], bib: str) -> dict[str, Version]:
    known, _ = references.read(BIB, bib)
    return dict(filter(None, (version(*source, known) for source in sources)))
