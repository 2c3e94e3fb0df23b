"""`[@key]` in Markdown becomes a footnote with the entry of that key in docs/references.bib.

`[@one; @two, 第 3 节]` cites two sources, and says where in the second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

from notes.edits import Edit, edited
from notes.inline import KEY
from notes.problem import Problem
from notes.references import Reference, describe
from notes.scanner import spans
from notes.source import Source
from notes.spans import Citation, Cited

BEGINS = "[@"
MENTION = re.compile(r"@(?<!\\\[@)(?<![\w.@/]@)(?P<key>[\w:.+/-]*\w)")
MENTIONED = re.compile(rf"@({KEY})")
WRITING = "写成 [@key]；几条写成 [@key; @key]，出处写成 [@key, 第 3 节]"


def problems(source: Source, references: Mapping[str, Reference]) -> Iterator[Problem]:
    """Citations of what there is not, and what was meant as one and is none."""
    for citation in source.of(Citation):
        written = source.text[citation.start : citation.end]
        if not citation.cited:
            yield source.problem(citation.start, "引用", f"{written} 不是引文的写法", WRITING)
        for key, _ in citation.cited:
            if key not in references:
                found, instead = (
                    f"docs/references.bib 里没有 {key}",
                    "写里面有的键，或把这条文献加进去",
                )
                yield source.problem(citation.start, "引用", found, instead)
    for mention in MENTION.finditer(source.prose):
        if (key := mention["key"]) in references:
            yield source.problem(mention.start(), "引用", f"@{key} 没有方括号", f"写成 [@{key}]")


def mentioned(text: str) -> list[str]:
    """What may be keys of all that a source cites, each once: what stands in its code is among them."""
    return list(dict.fromkeys(MENTIONED.findall(text)))


class Citations(Extension):
    """Rewrites citations that have an entry to footnotes."""

    def __init__(self, references: Mapping[str, Reference]) -> None:
        super().__init__()
        self.references = references

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        # Before all others (30): the scanner reads sources.
        md.preprocessors.register(_Rewrite(md, self.references), "citations", 35)


class _Rewrite(Preprocessor):
    def __init__(self, md: Markdown, references: Mapping[str, Reference]) -> None:
        super().__init__(md)
        self.references = references

    def run(self, lines: list[str]) -> list[str]:
        return with_footnotes("\n".join(lines), self.references).split("\n")


def with_footnotes(text: str, references: Mapping[str, Reference]) -> str:
    """A source with footnotes for its citations."""
    if BEGINS not in text:
        return text
    edits, notes = footnotes(text, references)
    return "\n".join([edited(text, edits), *notes])


def footnotes(
    text: str, references: Mapping[str, Reference], name: str = ""
) -> tuple[list[Edit], list[str]]:
    """Marks in the place of citations, and lines to follow the text; `name` begins each name."""
    known = {
        one: [cited for cited in one.cited if cited.key in references]
        for one in spans(text)
        if isinstance(one, Citation)
    }
    edits = [
        (
            one.start - text.endswith(" ", 0, one.start),
            one.end,
            "".join(_mark(c, name) for c in some),
        )
        for one, some in known.items()
        if some
    ]
    keys = dict.fromkeys(cited.key for some in known.values() for cited in some)
    notes = [f"[^{name}{key}]: {describe(references[key])}" for key in keys]
    return edits, ["", *notes] if notes else []


def _mark(cited: Cited, name: str) -> str:
    return (f"（{cited.where}）" if cited.where else "") + f"[^{name}{cited.key}]"
