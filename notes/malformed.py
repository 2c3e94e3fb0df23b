"""What is wrong with text that is no YAML, in words that say what to type."""

from __future__ import annotations

import re

import yaml

from notes.problem import Problem

RULE = "YAML"
QUOTE = "把值整个放进引号"
INDICATOR = "值以 YAML 的记号开头（@ * & ! - > | % ` [ { 之类）"
CUT = "# 前面有空格，值到这里就断了：{}"
COMMENT = re.compile(r"\s+(#.*)")
FULL_WIDTH = re.compile("[a-z_]+：")
BRACKETED = re.compile(r"[ -]*\w+: +[\[{]")
MISTAKES = (
    # what YAML says; what is wrong; what to write
    ("mapping values", "值里有冒号", QUOTE),
    ("expected ',' or '}'", "花括号里的值有冒号，或者少了 }", "把值放进引号，补上 }"),
    ("expected ',' or ']'", "方括号没有关上", "补上 ]"),
    (
        "cannot start any token|undefined alias|alphabetic or numeric|constructor for the tag"
        "|block sequence entries|mapping keys|comment or line break|node content|unhashable key|whitespace or line break",
        INDICATOR,
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
    lines = [*text.split("\n"), ""]
    line = at.line if at else 0
    if at and lines[line][at.column : at.column + 1] == "\t":
        found = "用了制表符", "缩进请用两个空格"
    elif FULL_WIDTH.match(lines[line - 1]):
        line, found = line - 1, ("冒号是全角的", "写成半角冒号，后面空一格")
    else:
        if re.search("scanning|flow", context):  # where it begins, not where its end was missed
            line = error.context_mark.line  # type: ignore[attr-defined]
        found = _cause(said, lines[line])
    return Problem(file, first_line + line, 0, RULE, *found)


def _cause(said: str, line: str) -> tuple[str, str]:
    if "expected ','" in said and (cut := COMMENT.search(line)):
        return CUT.format(cut[1].rstrip()), QUOTE
    if "expected key" in said and BRACKETED.match(line):
        return INDICATOR, QUOTE
    for pattern, *known in MISTAKES:
        if re.search(pattern, said):
            return known[0], known[1]
    return f"YAML 读不懂：{said}", "照 CONTRIBUTING.md 里的样子写"
