"""`[@key]` in Markdown becomes a footnote with the entry of that key in docs/references.bib.

`[@one; @two, 第 3 节]` cites two sources, and says where in the second.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

from notes.references import Source, describe

KEY = r"[^\s\[\]{}(),;，；、。\"'#%=~\\@]+"
"""What BibTeX takes for a key."""
CITATION = re.compile(rf"\[@(?P<cited>{KEY}[^\[\]\n]*)\](?!\()")
MEANT = re.compile(rf"[\[【［][ ]*@[^\[\]【】［］\n]*[\]】］](?!\()|(?<![\w.@/])@(?P<key>{KEY})")
"""What was meant as a citation and is none; without brackets only if there is such a key."""
CODE = re.compile(r"(?P<code>`+)(?:(?!(?P=code)).)+(?P=code)")
LOOKED_AT = re.compile(rf"{CODE.pattern}|[ ]?{CITATION.pattern}|{MEANT.pattern}")
WRITING = "写成 [@key]；几条写成 [@key; @key]，出处写成 [@key, 第 3 节]"


class Cited(NamedTuple):
    """One source of a citation."""

    key: str
    where: str
    """第 3 节, p. 3."""


class Mistake(NamedTuple):
    written: str
    found: str
    instead: str


def sources_of(cited: str) -> list[Cited]:
    """What stands after `[@`, as a list; empty if it is none."""
    found = []
    for part in re.split(r"[;；]|[,，](?=\s*@)", f"@{cited}"):
        source = re.fullmatch(rf"\s*@(?P<key>{KEY})\s*(?:[,，]\s*(?P<where>[^@]+?)\s*)?", part)
        if not source:
            return []
        found.append(Cited(source["key"], source["where"] or ""))
    return found


class Citations(Extension):
    """Rewrites citations to footnotes; `tell` is told each mistake."""

    def __init__(self, sources: Mapping[str, Source], tell: Callable[[Mistake], None]) -> None:
        super().__init__()
        self.sources, self.tell = sources, tell

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        # After fenced code (25) has been put aside, so that code is never rewritten.
        md.preprocessors.register(_Rewrite(md, self.sources, self.tell), "citations", 22)


class _Rewrite(Preprocessor):
    def __init__(
        self, md: Markdown, sources: Mapping[str, Source], tell: Callable[[Mistake], None]
    ) -> None:
        super().__init__(md)
        self.sources, self.tell = sources, tell

    def run(self, lines: list[str]) -> list[str]:
        cited: dict[str, None] = {}

        def footnotes(match: re.Match[str]) -> str:
            found = sources_of(match["cited"]) if match["cited"] else []
            for mistake in self._mistakes(match, found):
                self.tell(mistake)
            known = [source for source in found if source.key in self.sources]
            cited.update((source.key, None) for source in known)
            return "".join(map(_footnote, known)) or match[0]

        text = LOOKED_AT.sub(footnotes, "\n".join(lines))
        notes = [f"[^{key}]: {describe(self.sources[key])}" for key in cited]
        return [*text.split("\n"), "", *notes]

    def _mistakes(self, match: re.Match[str], found: list[Cited]) -> list[Mistake]:
        written = match[0].strip()
        if match["code"]:
            return []
        if match["key"]:
            key = match["key"].rstrip(".:?!")
            told = Mistake(f"@{key}", f"{key} 的引文没有方括号", f"写成 [@{key}]")
            return [told] if key in self.sources else []
        if not found:
            return [Mistake(written, f"{written} 不是引文的写法", WRITING)]
        instead = "写里面有的键，或把这条文献加进去"
        return [
            Mistake(written, f"docs/references.bib 里没有 {source.key}", instead)
            for source in found
            if source.key not in self.sources
        ]


def _footnote(source: Cited) -> str:
    return (f"（{source.where}）" if source.where else "") + f"[^{source.key}]"
