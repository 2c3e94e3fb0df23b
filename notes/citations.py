"""`[@key]` in Markdown becomes a footnote with the entry of that key in docs/references.bib."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor
from pybtex.database import Entry, Person, parse_string

from notes.scanner import spans
from notes.spans import Citation


def read(text: str) -> dict[str, Entry]:
    """Entries by key. Raises pybtex.errors, and ValueError for an entry that cannot be shown."""
    entries = dict(parse_string(text, "bibtex").entries)
    for key, entry in entries.items():
        fields = {name.lower() for name in entry.fields}
        if lacking := {"title", "year"} - fields:
            raise ValueError(f"{key} 没有写 {'、'.join(sorted(lacking))}")
        if not fields & {"eprint", "doi", "url"}:
            raise ValueError(f"{key} 没有写 eprint、doi、url 中的任何一个")
        people = itertools.chain(*entry.persons.values())
        for value in map(_plain, [*entry.fields.values(), *map(str, people)]):
            if "\\" in value:
                raise ValueError(f"{key} 里有 TeX，直接写成字：{value}")
    return entries


def describe(entry: Entry) -> str:
    """One line of Markdown: authors (year). title. venue. link."""
    field = {key.lower(): _plain(value) for key, value in entry.fields.items()}
    people = [_name(person) for person in entry.persons.get("author", [])]
    authors = ", ".join(people[:3]) + (" 等" if len(people) > 3 else "")
    venue = field.get("journal") or field.get("booktitle") or field.get("institution") or ""
    title = re.sub(r"[*_`\[\]<]", r"\\\g<0>", field["title"])
    parts = [f"{authors} ({field['year']})", f"*{title}*", venue, _link(field)]
    return re.sub(r"([?!]\*)\.", r"\1", ". ".join(part for part in parts if part))


def _plain(value: str) -> str:
    """A BibTeX field without its braces and escapes."""
    return re.sub(r"\\([%&_#$])", r"\1", re.sub(r"[{}]", "", value))


def _name(person: Person) -> str:
    family = " ".join([*person.prelast_names, *person.last_names])
    initials = " ".join(f"{name[0]}." for name in [*person.first_names, *person.middle_names])
    return re.sub(r"[{}]", "", f"{family} {initials}".strip())


def _link(field: Mapping[str, str]) -> str:
    if "eprint" in field:
        return f"[arXiv:{field['eprint']}](https://arxiv.org/abs/{field['eprint']})"
    if "doi" in field:
        return f"[doi:{field['doi']}](https://doi.org/{field['doi']})"
    return f"<{field['url']}>"


class Citations(Extension):
    """Rewrites citations that have an entry to footnotes."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        super().__init__()
        self.entries = entries

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        # Before all others (30): the scanner reads sources.
        md.preprocessors.register(_Rewrite(md, self.entries), "citations", 35)


class _Rewrite(Preprocessor):
    def __init__(self, md: Markdown, entries: Mapping[str, Entry]) -> None:
        super().__init__(md)
        self.entries = entries

    def run(self, lines: list[str]) -> list[str]:
        return with_footnotes("\n".join(lines), self.entries).split("\n")


def with_footnotes(text: str, entries: Mapping[str, Entry]) -> str:
    """A source with footnotes for its citations."""
    found = [one for one in spans(text) if isinstance(one, Citation) and one.key in entries]
    written, done = "", 0
    for one in sorted(found, key=lambda one: one.start):
        written += text[done : one.start].removesuffix(" ") + f"[^{one.key}]"
        done = one.end
    cited = dict.fromkeys(one.key for one in found)
    notes = [f"[^{key}]: {describe(entries[key])}" for key in cited]
    return "\n".join([written + text[done:], *([""] if notes else []), *notes])
