"""What is wrong with text that is no YAML, in words that say what to type."""

from __future__ import annotations

import re

import yaml

from notes.problem import Problem

QUOTE = "把值整个放进引号"
MISTAKES = (
    # what YAML says; what is wrong; what to write
    ("mapping values", "值里有冒号", QUOTE),
    ("expected ',' or '}'", "花括号里的值有冒号，或者少了 }", "把值放进引号，补上 }"),
    ("expected ',' or ']'", "方括号没有关上", "补上 ]"),
    (
        "cannot start any token|undefined alias|alphabetic or numeric|constructor for the tag"
        "|block sequence entries|comment or line break|node content",
        "值以 YAML 的记号开头（@ * & ! - > | % 之类）",
        QUOTE,
    ),
    ("unexpected end of stream", "引号没有关上", "补上引号"),
    ("unknown escape character", r"双引号里的 \ 另有用处", "改用单引号"),
    ("could not find expected ':'", "这一行不是“键: 值”", "写成“键: 值”"),
    (
        "expected key|document start|'-' indicator",
        "缩进不齐，或者引号后面还有文字",
        f"同上下的键对齐；{QUOTE}",
    ),
)


def malformed(file: str, text: str, error: yaml.YAMLError, first_line: int = 1) -> Problem:
    """The problem that kept `text`, which begins at a line of `file`, from being read."""
    at = getattr(error, "problem_mark", None)
    said = " ".join(str(getattr(error, "problem", None) or error).split())
    context = str(getattr(error, "context", None))
    lines = text.split("\n")
    message, instead = f"YAML 读不懂：{said}", "照 CONTRIBUTING.md 里的样子写"
    if at and lines[at.line][at.column : at.column + 1] == "\t":
        message, instead = "用了制表符", "缩进请用两个空格"
    else:
        for pattern, *known in MISTAKES:
            if re.search(pattern, said):
                message, instead = known
                break
        if re.search("scanning|flow", context):  # where it begins, not where its end was missed
            at = error.context_mark  # type: ignore[attr-defined]
    return Problem(file, first_line + at.line if at else first_line, 0, "YAML", message, instead)
