"""R3 and R15. Terms and symbols are listed whole, in order, and as the notes use them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from notes import handwritten
from notes.problem import Problem
from notes.scanner import blank
from notes.source import Source
from notes.spans import Formula, Heading, Image, Link
from notes.terms import Term, first_use

GLOSSARY, NOTATION = "docs/glossary.yml", "docs/notation.yml"
MEANING = range(4, 61)
SYMBOL = {"symbol", "meaning", "shape"}
Sources = Mapping[str, Source]
"""Of published notes, by id."""


@dataclass(frozen=True)
class _Row:
    line: int
    value: dict[str, Any]


def problems(root: Path, notes: Sources) -> list[Problem]:
    found = [*_in_glossary(root, notes), *_in_notation(root, notes)]
    return sorted(found)


def glossary(root: Path) -> tuple[list[tuple[int, Term]], list[Problem]]:
    """Its terms with their lines, and what of it cannot be read."""
    text = root.joinpath(GLOSSARY).read_text("utf-8")
    value, found = handwritten.read(GLOSSARY, text)
    known = []
    for row in _rows(text, value) if not found else ():
        try:
            known.append((row.line, Term.read(row.value)))
        except ValueError as error:
            found.append(Problem(GLOSSARY, row.line, 0, "R3", str(error), "照别的条目的样子写"))
    return known, found


def _in_glossary(root: Path, notes: Sources) -> Iterator[Problem]:
    known, unreadable = glossary(root)
    yield from unreadable
    yield from _misordered(known)
    yield from _ambiguous(known)
    for line, term in known:
        for message, instead in _wrong(term, notes):
            yield Problem(GLOSSARY, line, 0, "R3", f"{term.term}：{message}", instead)
    terms = [term for _, term in known]
    for source in notes.values():
        yield from unexplained(source, terms)


def _misordered(known: list[tuple[int, Term]]) -> Iterator[Problem]:
    for (_, above), (line, term) in pairwise(known):
        if term.english.lower() < above.english.lower():
            found = f"{term.term}（{term.english}）排在 {above.english} 后面"
            yield Problem(GLOSSARY, line, 0, "R3", found, "按英文名的字母次序放")


def _ambiguous(known: list[tuple[int, Term]]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for line, term in known:
        for name in {name.lower() for name in term.names}:
            if name in first:
                found = f"{name} 也是第 {first[name]} 行那一条的名字"
                yield Problem(GLOSSARY, line, 0, "R3", found, "一个名字只指一样东西")
            first.setdefault(name, line)


def _wrong(term: Term, notes: Sources) -> Iterator[tuple[str, str]]:
    """Message and what to write instead."""
    if len(term.meaning) not in MEANING or not term.meaning.endswith("。"):
        length = f"{MEANING[0]} 到 {MEANING[-1]} 个字，以句号结尾"
        yield f"meaning 有 {len(term.meaning)} 个字", f"写一句话：{length}"
    if term.note not in notes:
        yield f"没有 id 是 {term.note} 的笔记", "note 写讲它最清楚的那篇的 id；草稿发布了再写"
        return
    text = notes[term.note].text
    if term.term not in text:
        yield f"{notes[term.note].name} 里没有这个词", "换一篇写在 note 里，或在那里用它"
    elif not term.term.isascii() and term.english.lower() not in text.lower():
        yield f"{notes[term.note].name} 里没有它的英文", f"第一次写作 {term.term}（{term.english}）"


def unexplained(source: Source, terms: Iterable[Term]) -> Iterator[Problem]:
    """Terms whose first use in a note has no English, no abbreviation and no link beside it."""
    terms = list(terms)
    prose = blank(source.prose, [*source.of(Heading), *source.of(Image)])
    links = [link for link in source.of(Link) if link.target.startswith("../")]
    text = f"{source.text}\n\n"
    for term in terms:
        longer = [one.term for one in terms if term.term in one.term != term.term]
        at = first_use(prose, term.term, [*longer, *term.within])
        if at < 0:
            continue
        start, end = text.rfind("\n\n", 0, at), text.index("\n\n", at)
        linked = {text[slice(*one.label)] for one in links if start < one.start < end}
        english = term.term if term.term.isascii() else term.english
        names = filter(None, [english, term.abbreviation])
        beside = text[start:end].lower()
        if term.term not in linked and not any(name.lower() in beside for name in names):
            instead = f"{term.term}（{english}）；是别的词的一部分，就把那个词写进这一条的 within"
            yield source.problem(at, "R3", f"{term.term} 第一次出现，没有写英文", instead)


def _in_notation(root: Path, notes: Sources) -> Iterator[Problem]:
    text = root.joinpath(NOTATION).read_text("utf-8")
    value, slips = handwritten.read(NOTATION, text)
    yield from slips
    if slips:
        return
    tops = {key.value: node for key, node in _composed(text).value}
    common = _symbols(tops["common"], value["common"])
    for rows in (common, *map(_symbols, *_each(tops["notes"], value["notes"]))):
        yield from _misnamed(rows)
    lines = {key.value: key.start_mark.line + 1 for key, _ in tops["notes"].value}
    for note in notes.keys() - lines.keys():
        instead = f"在 {NOTATION} 的 notes 下面写 {note}: 和它自己的符号；没有就写 {note}: []"
        yield Problem(notes[note].name, 1, 0, "R15", "符号表里没有这篇笔记", instead)
    shared = {symbol for row in common for symbol in _names(row)}
    for note, node in tops["notes"].value:
        if note.value not in notes:
            yield Problem(
                NOTATION,
                lines[note.value],
                0,
                "R15",
                f"没有 id 是 {note.value} 的笔记",
                "删去这一项",
            )
            continue
        rows = _symbols(node, value["notes"][note.value])
        yield from _unused(rows, notes[note.value], shared)


def _each(node: yaml.MappingNode, value: dict[str, Any]) -> tuple[list[yaml.Node], list[Any]]:
    return [one for _, one in node.value], list(value.values())


def _symbols(node: yaml.Node, rows: list[dict[str, Any]] | None) -> list[_Row]:
    lines = [one.start_mark.line + 1 for one in node.value]
    return [_Row(line, row) for line, row in zip(lines, rows or [], strict=True)]


def _misnamed(rows: Iterable[_Row]) -> Iterator[Problem]:
    for row in rows:
        if beyond := row.value.keys() - SYMBOL:
            told = f"没有 {'、'.join(sorted(beyond))} 这个键", f"写 {'、'.join(sorted(SYMBOL))}"
            yield Problem(NOTATION, row.line, 0, "R15", *told)
        if lacking := SYMBOL - row.value.keys():
            told = f"没有写 {'、'.join(sorted(lacking))}", "每个符号写明是什么、什么形状或单位"
            yield Problem(NOTATION, row.line, 0, "R15", *told)


def _names(row: _Row) -> list[str]:
    return [name.strip() for name in str(row.value.get("symbol", "")).strip("$").split(",")]


def _unused(rows: Iterable[_Row], source: Source, shared: set[str]) -> Iterator[Problem]:
    written = re.sub(r"\s", "", " ".join(formula.tex for formula in source.of(Formula)))
    seen: set[str] = set()
    for row in rows:
        for name in _names(row):
            if name in shared:
                told = f"{name} 已经是各篇共用的符号", "删去，或换一个字母"
            elif name in seen:
                told = f"{name} 写了两次", "合成一条"
            elif name.replace(" ", "") not in written:
                told = f"{source.name} 的公式里没有 {name}", "写法同正文的公式一样；没有就删去"
            else:
                seen.add(name)
                continue
            yield Problem(NOTATION, row.line, 0, "R15", *told)


def _rows(text: str, value: list[dict[str, Any]]) -> Iterator[_Row]:
    for node, row in zip(_composed(text).value, value, strict=True):
        yield _Row(node.start_mark.line + 1, row)


def _composed(text: str) -> Any:
    """The YAML nodes, which know their lines."""
    return yaml.compose(text, yaml.SafeLoader)
