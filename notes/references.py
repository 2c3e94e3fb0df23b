"""The sources of the notes, from docs/references.bib: what is wrong with one, and how it is shown.

Whether each is cited, and stands where its key belongs, is asked in authoring/complete.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import regex
from pybtex.bibtex.utils import split_name_list
from pybtex.database import Entry, Person, parse_string
from pybtex.exceptions import PybtexError

from notes.characters import HAN
from notes.literal import literal
from notes.problem import Problem

LINKS = {
    "eprint": (
        r"(?:arxiv:|https?://arxiv\.org/abs/)",
        r"\d{4}\.\d{4,5}(v\d+)?|[\w.-]+/\d{7}(v\d+)?",
    ),
    "doi": (r"(?:doi:|https?://(?:dx\.)?doi\.org/)", r"10\.\d{4,}/\S+"),
    "url": ("", r"https?://\S+"),
}
"""Where a source is found: what may stand before its address, and how the address is written."""
WRITING = {
    "eprint": "写成 arXiv 号，如 2106.09685",
    "doi": "写成 DOI，如 10.7551/mitpress/11301.001.0001",
    "url": "写成 https:// 开头的完整地址",
}
EAST_ASIAN = regex.compile(rf"[{HAN}\p{{Hiragana}}\p{{Katakana}}\p{{Hangul}}·]+")
SURNAME = "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢]"
SEVERAL = regex.compile(rf"[;；、，]|^{SURNAME}\p{{Han}}{{1,2}}\s*,\s*{SURNAME}\p{{Han}}{{1,2}}$")
"""In one name: what parts several."""
AND_OTHERS = re.compile(r"\bet\.? al\b|等$", re.IGNORECASE)
INITIALS_LAST = re.compile(r"[A-Z][a-z]+(?:-[A-Z][a-z]+)? [A-Z]{1,2}\.?")
TYPED = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " "}
"""What TeX makes of signs."""
SHOWN = 3
"""Authors by name; of more it says that there are."""


@dataclass(frozen=True)
class Reference:
    """An entry whose fields are plain text."""

    field: Mapping[str, str]
    authors: tuple[str, ...]
    """As they are shown."""
    and_others: bool


def read(file: str, text: str) -> tuple[dict[str, Reference], list[Problem]]:
    """References by key, and what is wrong in the file."""
    try:
        entries = parse_string(text, "bibtex", person_fields=()).entries
    except PybtexError as error:
        return {}, [_unreadable(file, text, error)]
    references, problems = {}, []
    for key, entry in entries.items():
        problems += [Problem(file, line_of(text, key), 0, key, *wrong) for wrong in _wrong(entry)]
        references[key] = _reference(entry)
    return references, problems


def _unreadable(file: str, text: str, error: PybtexError) -> Problem:
    said = str(error)
    if twice := re.search("repeated bibliography entry: (.+)", said):
        line = max(_lines(text, twice[1]), default=0)
        return Problem(file, line, 0, twice[1], "写了两次", "合成一条")
    if twice := re.search("entry with key (.+) has a duplicate (.+) field", said):
        line = max(_lines(text, twice[1]), default=0)
        return Problem(file, line, 0, twice[1], f"{twice[2]} 写了两次", "留一个")
    line = getattr(error, "lineno", None) or 0
    return Problem(file, line, 0, "BibTeX", f"读不懂：{said}", "照别的条目的样子写")


def line_of(text: str, key: str) -> int:
    """Where the entry of this key begins; 0 if nowhere."""
    return min(_lines(text, key), default=0)


def _lines(text: str, key: str) -> list[int]:
    """Where entries of this key begin."""
    begins = re.compile(
        rf"^[ \t]*@\w+\s*[{{(]\s*{re.escape(key)}\s*,", re.MULTILINE | re.IGNORECASE
    )
    return [text.count("\n", 0, found.start()) + 1 for found in begins.finditer(text)]


def _wrong(entry: Entry) -> Iterator[tuple[str, str]]:
    """What was found, and what to write."""
    raw = {name.lower(): value for name, value in entry.fields.items()}
    field = {name: _plain(value) for name, value in raw.items()}
    for name in ("author", "title", "year"):
        if not field.get(name, "").strip():
            yield f"没有写 {name}", "加上"
    if not LINKS.keys() & field.keys():
        yield "没有写 eprint、doi、url 中的任何一个", "加上读者找得到它的一个"
    for name, value in field.items():
        if "\\" in value:
            yield f"{name} 里有 TeX：{value}", "直接写成字"
    for name, (_, form) in LINKS.items():
        if name in field and not re.fullmatch(form, _address(name, field[name])):
            yield f"{name} 写的是 {field[name]}", WRITING[name]
    yield from _wrong_names(raw.get("author", ""))


def _wrong_names(names: str) -> Iterator[tuple[str, str]]:
    people = split_name_list(names)
    for person in people:
        unbraced = re.sub(r"\{[^}]*\}", "x", person)
        parts = [part.split() for part in unbraced.split(",")]
        several = all(len(part) > 1 for part in parts) and parts[0][0][:1].isupper()
        listed = len(people) == 1 and len(parts) > 1 and several
        if len(parts) > 3 or listed or SEVERAL.search(unbraced):
            found = f"author 里的 {person} 算一个人"
            yield found, "每两个人之间写 and；是一个人的复姓，就放进花括号"
        if AND_OTHERS.search(unbraced):
            yield f"author 里有 {person}", "后面还有人，写 and others"
        if INITIALS_LAST.fullmatch(unbraced):
            yield f"author 里的 {person} 把姓写在前面", "姓后面加逗号，如 Li, Ming"


def _reference(entry: Entry) -> Reference:
    field = {name.lower(): _plain(value) for name, value in entry.fields.items()}
    field |= {name: _address(name, field[name]) for name in LINKS.keys() & field.keys()}
    people = split_name_list(
        next((v for k, v in entry.fields.items() if k.lower() == "author"), "")
    )
    named = [person for person in people if person.lower() != "others"]
    return Reference(field, tuple(map(_name, named)), len(named) < len(people))


def _plain(value: str) -> str:
    """A BibTeX field without its braces and escapes."""
    text = re.sub(r"\\([%&_#$])", r"\1", re.sub(r"[{}]", "", value))
    return " ".join(text.split())


def _typed(text: str) -> str:
    for written, sign in TYPED.items():
        text = text.replace(written, sign)
    return text


def _address(name: str, value: str) -> str:
    return re.sub(f"^{LINKS[name][0]}", "", value, flags=re.IGNORECASE)


def _name(written: str) -> str:
    family, _, given = _plain(written).partition(",")
    if EAST_ASIAN.fullmatch(re.sub(r"\s", "", family + given)):
        return re.sub(r"\s", "", family + given)
    if len(written.split(",")) > 3:  # told to be several people
        return _plain(written)
    person = Person(_typed(written))
    family = " ".join([*person.prelast_names, *person.last_names])
    initials = " ".join(f"{name[0]}." for name in [*person.first_names, *person.middle_names])
    return _plain(f"{family} {initials}")


def named(reference: Reference) -> str:
    """As one speaks of it: who is named first, and the year."""
    family = re.sub(r"( \S\.)+$", "", reference.authors[0]) if reference.authors else ""
    return f"{family} {reference.field.get('year', '')}".strip()


def describe(reference: Reference) -> str:
    """One line of Markdown: authors (year). title. venue. link."""
    field = {name: literal(_typed(value)) for name, value in reference.field.items()}
    authors = ", ".join(map(literal, reference.authors[:SHOWN]))
    if reference.and_others or len(reference.authors) > SHOWN:
        authors += " 等"
    venue = field.get("journal") or field.get("booktitle") or field.get("institution") or ""
    dated = f"{authors} ({field.get('year', '')})".strip()
    parts = [dated, f"*{field.get('title', '')}*", venue, _link(reference.field)]
    return re.sub(r"([?!]\*)\.", r"\1", ". ".join(part for part in parts if part))


def _link(field: Mapping[str, str]) -> str:
    if "eprint" in field:
        return f"[arXiv:{field['eprint']}](https://arxiv.org/abs/{field['eprint']})"
    if "doi" in field:
        return f"[doi:{field['doi']}](https://doi.org/{field['doi']})"
    return f"<{field['url']}>" if "url" in field else ""
