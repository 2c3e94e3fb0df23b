"""The front matter of a note: its schema, and every way in which a file can miss it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple

import yaml

from notes import handwritten, is_identifier, scanner
from notes.changes import number_of
from notes.characters import ILLEGAL
from notes.handwritten import NoDate
from notes.kinds import CHOICE, KINDS, WITHDRAWAL
from notes.problem import Problem
from notes.spans import Formula

Meta = dict[str, Any]
BEGINNING = "文件开头"
ENCODING = "编码"
"""What is wrong there keeps everything else from being read."""


class _Dumper(yaml.SafeDumper):
    """Writes a date that there is not as it was."""


def _no_date(dumper: _Dumper, text: NoDate) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", text)


_Dumper.add_representer(NoDate, _no_date)


def parse(file: str, data: bytes) -> tuple[Meta, str, list[Problem]]:
    """Metadata, body and problems of a source file; the first two are empty where they cannot be read."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = f"字节 0x{data[error.start]:02X} 不是 UTF-8"
        return {}, "", [Problem(file, line, 0, ENCODING, found, "把文件存成 UTF-8")]
    if illegal := ILLEGAL.search(text):  # no feed could carry it
        line = text.count("\n", 0, illegal.start()) + 1
        found = f"有控制字符 U+{ord(illegal[0]):04X}"
        return {}, "", [Problem(file, line, 0, "字符", found, "删去")]
    block = scanner.front_matter(text)
    if not block:
        first = text.split("\n", 1)[0].rstrip()[:40]
        found = f"第一行是 {first}" if first else "第一行是空的"
        instead = "写成 ---，键写完再写一行 ---"
        if first == "---":
            found, instead = "没有结束的那一行 ---", "键写完，另起一行写 ---"
        return {}, text, [Problem(file, 1, 0, BEGINNING, found, instead)]
    written, body = text[slice(*block.yaml)], text[block.end :]
    meta, problems = handwritten.read(file, written, first_line=2)
    if not problems and not isinstance(meta, dict):
        found = f"写的是 {_written(meta)}"
        problems = [Problem(file, 2, 0, BEGINNING, found, "一行一个键，写成“键: 值”")]
    return meta if isinstance(meta, dict) else {}, body, problems


def is_draft(meta: Mapping[str, Any]) -> bool:
    """Whether only its author is to see the note."""
    return meta.get("draft") is True


def is_withdrawn(meta: Mapping[str, Any]) -> bool:
    """Whether the newest change takes the note back."""
    changes = meta.get("changes")
    newest = changes[0] if isinstance(changes, list) and changes else None
    return isinstance(newest, dict) and newest.get("kind") == WITHDRAWAL


def _written(value: object) -> str:
    """The value in one line, as a front matter would have it."""
    text = yaml.dump(
        value,
        Dumper=_Dumper,
        default_flow_style=True,
        allow_unicode=True,
        sort_keys=False,
        width=10_000,
    )
    return " ".join(text.removesuffix("...\n").split())


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and "\n" not in value.strip()


def _yes(value: object) -> bool:
    return value is True


def _no_tex(value: object) -> bool:
    formulas = (isinstance(part, Formula) for part in scanner.within(str(value)))
    return _text(value) and "\\" not in str(value) and not any(formulas)


def _uncited(value: object) -> bool:
    return _text(value) and "[@" not in str(value)


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(_text(item) and "，" not in item for item in value)


def _some_texts(value: object) -> bool:
    return _texts(value) and value != []


def _places(value: object) -> bool:
    """A heading, several, or what stood below each: a heading may have any sign in it."""
    if isinstance(value, dict):
        return bool(value) and all(map(_text, value)) and all(map(_no_tex, value.values()))
    return _text(value) or (isinstance(value, list) and bool(value) and all(map(_text, value)))


def _asks(value: object) -> bool:
    """Questions by the heading of the section that answers them."""
    return (
        isinstance(value, dict) and all(map(_text, value)) and all(map(_some_texts, value.values()))
    )


def _day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _identifier(value: object) -> bool:
    return isinstance(value, str) and is_identifier(value)


def _address(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"([a-z0-9-]+/)+", value) is not None


def _addresses(value: object) -> bool:
    return isinstance(value, list) and all(map(_address, value))


def wrong_redirects(meta: Meta, *, is_topic: bool) -> tuple[str, str] | None:
    """What was found, and what to write, of old addresses that a page names which is no note."""
    if "redirect_from" not in meta:
        return None
    if not is_topic:
        return "这一页不转旧地址", "删去；只有笔记和主题的页面可以写"
    old = meta["redirect_from"]
    if _addresses(old) and all(address.count("/") == 1 for address in old):
        return None
    return f"写的是 {_written(old)}", "写成一列主题以前的文件夹，如 [tuning/]"


def _kind(value: object) -> bool:
    return value in KINDS


def _number(value: object) -> bool:
    return type(value) is int and value > 0


CHANGE: Mapping[str, Callable[[object], bool]] = {
    "date": _day,
    "kind": _kind,
    "what": _no_tex,
    "number": _number,
    "at": _places,
}
OPTIONAL = ("number", "at")


def _wrong_in_change(value: object) -> str:
    """What is wrong with one entry of `changes`; nothing if it is right."""
    if not isinstance(value, dict):
        return f"写的是 {_written(value)}"
    if beyond := [key for key in value if key not in CHANGE]:
        # A comma ends a value, and what follows it is a key without one.
        cut = "；what 里有逗号，就放进引号" if value[beyond[0]] is None else ""
        return f"有不认识的键 {beyond[0]}{cut}"
    if lacking := [key for key in CHANGE if key not in value and key not in OPTIONAL]:
        return f"没有写 {lacking[0]}"
    wrong = (key for key, check in CHANGE.items() if key in value and not check(value[key]))
    return next((f"的 {key} 写的是 {_written(value[key])}" for key in wrong), "")


def _changes(value: object) -> bool:
    return isinstance(value, list) and not any(map(_wrong_in_change, value))


class Rule(NamedTuple):
    """What one key may hold."""

    required: bool
    check: Callable[[object], bool]
    expected: str
    """What to write, as the end of a sentence."""


SCHEMA: Mapping[str, Rule] = {
    "id": Rule(True, _identifier, "小写英文和数字，用 - 连接，如 prefix-tuning"),
    "title": Rule(True, _no_tex, "一行文字，不含公式"),
    "description": Rule(True, _no_tex, "一句话，写在一行里，不含公式"),
    "date": Rule(True, _day, "日期，如 2026-11-24，不加引号"),
    "tags": Rule(True, _texts, "一列文字，用半角逗号隔开，如 [PEFT, LoRA]"),
    "authors": Rule(True, _some_texts, "一列作者，用 docs/authors.yml 里的键，如 [editors]"),
    "requires": Rule(False, _texts, "一列该先读的笔记，用它们的 id，如 [bias]"),
    "aliases": Rule(False, _texts, "一列读者会用来搜它的词，用半角逗号隔开，如 [低秩适配, 秩分解]"),
    "asks": Rule(
        False,
        _asks,
        "一行一节：它的标题、冒号、一列读者会问的话，如 显存去了哪里: [7B 为什么装不下]",
    ),
    "redirect_from": Rule(False, _addresses, "一列以前的地址，如 [peft/low-rank/]"),
    "finished": Rule(False, _yes, "true；还没有写完，就删去这个键"),
    "draft": Rule(False, _yes, "true；要发布，就删去这个键"),
    "excerpt": Rule(False, _uncited, "一段 Markdown，不含引文"),
    "changes": Rule(
        False,
        _changes,
        f'一列 {{date: 2026-12-01, kind: correction, what: "一句话，不含公式"}}，{CHOICE}',
    ),
}


def _found(key: str, value: object) -> str:
    if key != "changes" or not isinstance(value, list):
        return f"写的是 {_written(value)}"
    wrong = enumerate(map(_wrong_in_change, value), start=1)
    return "；".join(f"第 {number} 条{one}" for number, one in wrong if one)


def _unquoted(check: Callable[[object], bool], value: object) -> str:
    """What to do with a text that YAML takes for something else."""
    items = value if check is _texts and isinstance(value, list) else [value]
    is_text = check in (_no_tex, _uncited, _texts)
    wrong = is_text and not all(isinstance(item, str) for item in items)
    return "；本来就是文字的，放进引号" if wrong else ""


def problems_in(file: str, meta: Meta, *, authors: Collection[str], today: date) -> list[Problem]:
    """What is wrong with one note's front matter, taken by itself."""
    keys = f"删去，或改成 {'、'.join(SCHEMA)} 之一"
    problems = [
        Problem(file, 1, 0, str(key), "没有这个键", keys) for key in meta if key not in SCHEMA
    ]
    valid = set()
    for key, (required, check, expected) in SCHEMA.items():
        if key not in meta:
            if required:
                problems.append(Problem(file, 1, 0, key, "没有写", f"加上这个键，写成{expected}"))
        elif check(meta[key]):
            valid.add(key)
        else:
            found = _found(key, meta[key])
            instead = f"写成{expected}{_unquoted(check, meta[key])}"
            problems.append(Problem(file, 1, 0, key, found, instead))
    if "authors" in valid:
        known = f"写成 {'、'.join(authors)} 之一，或先在 docs/authors.yml 里加上"
        problems += [
            Problem(file, 1, 0, "authors", f"没有作者 {key}", known)
            for key in meta["authors"]
            if key not in authors
        ]
    return problems + _date_problems(file, meta, valid, today)


def _date_problems(file: str, meta: Meta, valid: set[str], today: date) -> list[Problem]:
    told = [change["date"] for change in meta["changes"]] if "changes" in valid else []
    days = [("changes", day) for day in told]
    problems = []
    if "date" in valid:
        published = meta["date"]
        later = f"写成 {published} 或更晚"
        problems += [
            Problem(file, 1, 0, "changes", f"{day} 早于发布的日期 {published}", later)
            for day in told
            if day < published
        ]
        days.append(("date", published))
    problems += [
        Problem(file, 1, 0, key, f"{day} 还没有到，今天是 {today}", f"写成 {today} 或更早")
        for key, day in days
        if day > today
    ]
    if "changes" in valid:
        same = Counter(
            (change["date"], change.get("number") or number_of(change["what"]))
            for change in meta["changes"]
        )
        problems += [
            Problem(file, 1, 0, "changes", f"{day} 有 {times} 条说的一样", "留一条")
            for (day, _), times in same.items()
            if times > 1
        ]
    if told != sorted(told, reverse=True):
        found = f"日期的次序是 {'、'.join(map(str, told))}"
        problems.append(Problem(file, 1, 0, "changes", found, "最新的写在最前面"))
    return problems


def at_key(problem: Problem, source: str) -> Problem:
    """The problem with the line of its key, if the source has it."""
    for key, start, _ in scanner.keys(source):
        if key == problem.rule:
            return replace(problem, line=source.count("\n", 0, start) + 1)
    return problem
