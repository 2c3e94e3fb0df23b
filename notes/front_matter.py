"""The front matter of a note: its schema, and every way in which a file can miss it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import yaml

from notes.characters import ILLEGAL
from notes.kinds import KINDS
from notes.problem import Problem

Meta = dict[str, Any]
FENCED = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)
UNQUOTED = re.compile("mapping values|expected ',' or '}'|cannot start any token|undefined alias")
"""What YAML says of a text with a colon, or one that begins with a sign."""


class _Loader(yaml.CSafeLoader):
    """Leaves a date that there is not a text, so that the schema names its key."""


def _date(loader: _Loader, node: yaml.ScalarNode) -> object:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return loader.construct_scalar(node)


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _date)


def parse(file: str, data: bytes) -> tuple[Meta, str, list[Problem]]:
    """Metadata, body and problems of a source file; the first two are empty where they cannot be read."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = f"the byte 0x{data[error.start]:02X}; save the file as UTF-8"
        return {}, "", [Problem(file, line, "encoding", "UTF-8", found)]
    if illegal := ILLEGAL.search(text):  # no feed could carry it
        line = text.count("\n", 0, illegal.start()) + 1
        found = f"the control character U+{ord(illegal[0]):04X}; delete it"
        return {}, "", [Problem(file, line, "characters", "printable text", found)]
    fenced = FENCED.match(text)
    if not fenced:
        found = text.split("\n", 1)[0][:40] or "an empty file"
        return {}, text, [Problem(file, 1, "front matter", "a block between two lines ---", found)]
    body = text[fenced.end() :]
    try:
        meta = yaml.load(fenced[1], _Loader)
    except yaml.YAMLError as error:
        return {}, body, [_malformed(file, error)]
    if not isinstance(meta, dict):
        return (
            {},
            body,
            [Problem(file, 2, "front matter", "lines of the form key: value", _written(meta))],
        )
    return meta, body, []


def _malformed(file: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    reason = " ".join(str(getattr(error, "problem", None) or error).split())
    reason = reason.removeprefix("found ")
    hint = "; put the value in quotation marks" if UNQUOTED.search(reason) else ""
    return Problem(file, mark.line + 2 if mark else 2, "front matter", "YAML", reason + hint)


def _written(value: object) -> str:
    """The value in one line, as a front matter would have it."""
    text = yaml.safe_dump(
        value, default_flow_style=True, allow_unicode=True, sort_keys=False, width=10_000
    )
    return " ".join(text.removesuffix("...\n").split())


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and "\n" not in value.strip()


def _no_tex(value: object) -> bool:
    return _text(value) and not re.search(r"\\|\$[^$]+\$", str(value))


def _uncited(value: object) -> bool:
    return _text(value) and "[@" not in str(value)


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(_text(item) for item in value)


def _some_texts(value: object) -> bool:
    return _texts(value) and value != []


def _day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _identifier(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value) is not None


def _address(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"([a-z0-9-]+/)+", value) is not None


def _addresses(value: object) -> bool:
    return isinstance(value, list) and all(map(_address, value))


def _kind(value: object) -> bool:
    return value in KINDS


CHANGE: Mapping[str, Callable[[object], bool]] = {"date": _day, "kind": _kind, "what": _no_tex}


def _wrong_in_change(value: object) -> str:
    """What is wrong with one entry of `changes`; nothing if it is right."""
    if not isinstance(value, dict):
        return _written(value)
    if beyond := [key for key in value if key not in CHANGE]:
        # A comma ends a value, and what follows it is a key without one.
        cut = "; put the text of what in quotation marks" if value[beyond[0]] is None else ""
        return f"the key {beyond[0]}{cut}"
    if lacking := [key for key in CHANGE if key not in value]:
        return f"no {lacking[0]}"
    wrong = (key for key, check in CHANGE.items() if not check(value[key]))
    return next((f"{key}: {_written(value[key])}" for key in wrong), "")


def _changes(value: object) -> bool:
    return isinstance(value, list) and not any(map(_wrong_in_change, value))


SCHEMA: Mapping[str, tuple[bool, Callable[[object], bool], str]] = {
    # key: (required, check, what is expected)
    "id": (True, _identifier, "lower-case ASCII words joined by hyphens, like prefix-tuning"),
    "title": (True, _no_tex, "one line of text without TeX"),
    "description": (True, _no_tex, "one sentence of plain text without TeX"),
    "date": (True, _day, "a date like 2026-11-24, without quotes"),
    "tags": (True, _texts, "a list of texts, like [PEFT, LoRA]"),
    "authors": (True, _some_texts, "a list of keys of docs/authors.yml"),
    "requires": (False, _texts, "a list of ids of notes to read first"),
    "aliases": (False, _texts, "a list of words that readers search it by"),
    "redirect_from": (False, _addresses, "a list of earlier addresses, like [peft/low-rank/]"),
    "excerpt": (False, _uncited, "one paragraph of Markdown without citations"),
    "changes": (
        False,
        _changes,
        f'a list of {{date: 2026-12-01, kind: {"|".join(KINDS)}, what: "one line without TeX"}}',
    ),
}


def _found(key: str, value: object) -> str:
    if key != "changes" or not isinstance(value, list):
        return _written(value)
    wrong = map(_wrong_in_change, value)
    return next(f"entry {number}: {one}" for number, one in enumerate(wrong, start=1) if one)


def problems_in(file: str, meta: Meta, *, authors: Mapping[str, str], today: date) -> list[Problem]:
    """What is wrong with one note's front matter, taken by itself."""
    problems = [
        Problem(
            file, 1, str(key), f"one of the keys {', '.join(SCHEMA)}", "an unknown key; remove it"
        )
        for key in meta
        if key not in SCHEMA
    ]
    valid = set()
    for key, (required, check, expected) in SCHEMA.items():
        if key not in meta:
            if required:
                problems.append(Problem(file, 1, key, expected, "nothing; add the key"))
        elif check(meta[key]):
            valid.add(key)
        else:
            problems.append(Problem(file, 1, key, expected, _found(key, meta[key])))
    if "authors" in valid:
        known = f"one of {', '.join(authors)} (docs/authors.yml)"
        problems += [
            Problem(file, 1, "authors", known, key) for key in meta["authors"] if key not in authors
        ]
    return problems + _date_problems(file, meta, valid, today)


def _date_problems(file: str, meta: Meta, valid: set[str], today: date) -> list[Problem]:
    told = [change["date"] for change in meta["changes"]] if "changes" in valid else []
    days = [("changes", day) for day in told]
    problems = []
    if "date" in valid:
        expected = f"no change before the note's date {meta['date']}"
        problems += [
            Problem(file, 1, "changes", expected, str(day)) for day in told if day < meta["date"]
        ]
        days.append(("date", meta["date"]))
    problems += [
        Problem(file, 1, key, f"no day after today, {today}", str(day))
        for key, day in days
        if day > today
    ]
    if told != sorted(told, reverse=True):
        found = ", ".join(map(str, told))
        problems.append(Problem(file, 1, "changes", "the newest change first", found))
    return problems


def at_key(problem: Problem, source: str) -> Problem:
    """The problem with the line of its key, if the source has it."""
    key = re.search(rf"^{re.escape(problem.where)}[ \t]*:", source, re.MULTILINE)
    return replace(problem, line=source.count("\n", 0, key.start()) + 1) if key else problem
