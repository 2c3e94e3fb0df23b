"""Find what is wrong with the notes' writing; with `--fix`, mend what can be mended."""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import sysconfig
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import autocorrect_py
import yaml

from authoring import finished, rules
from notes import all_of, front_matter, numbers
from notes.edits import edited
from notes.problem import Problem, tell
from notes.scanner import spans, within
from notes.source import Source
from notes.spans import (
    NOT_TEXT,
    Address,
    Attributes,
    Citation,
    Code,
    Comment,
    Definition,
    Fence,
    FootnoteMark,
    Formula,
    Link,
    Span,
    Tag,
)

ROOT = Path(__file__).parents[1]
INDENT = re.compile(r"^[ \t]*", re.MULTILINE)
ASIDE = re.compile(r"Zq(\d+)qZ|<!--(\d+)-->")
NO_WORDS = (Comment, Tag, Attributes, Citation, Definition)
RUMDL = Path(sysconfig.get_path("scripts"), "rumdl")

STYLE = {
    # rumdl's rule: ours, what is wrong, what to write instead
    "MD001": ("R10", "标题跳了一级", "逐级写，## 下面是 ###"),
    "MD003": ("R12", "标题下面画了线", "写成 ## 标题"),
    "MD004": ("R12", "列表的记号不一致", "用 -"),
    "MD007": ("R12", "下一级列表缩进不对", "每一级缩进 4 格"),
    "MD009": ("R12", "行尾有空格", "删去"),
    "MD010": ("R12", "有制表符", "写成空格"),
    "MD012": ("R12", "空行连着空行", "只留一行"),
    "MD018": ("R12", "标题的 # 后面没有空格", "空一格"),
    "MD022": ("R12", "标题前后没有空行", "空一行"),
    "MD024": ("R10", "标题同前面的重复", "换一个"),
    "MD025": ("R10", "正文里有一级标题，而它是文件开头的 title", "从 ## 开始"),
    "MD028": ("R12", "引用里有空行", "空行也写 >；是两段引用，中间写一句话"),
    "MD030": ("R12", "列表的记号后面不是一个空格", "空一格"),
    "MD031": ("R12", "代码块或框前后没有空行", "空一行"),
    "MD032": ("R12", "列表前后没有空行", "空一行"),
    "MD036": ("R12", "整段都是粗体或斜体，像标题", "标题写成 ## 标题；不是标题，就不用粗体"),
    "MD037": ("R12", "强调的记号里侧有空格", r"写成 **字**；要写星号本身，写 \*"),
    "MD042": ("R12", "链接没有文字或地址", "[文字](地址)"),
    "MD051": ("R12", "链接到的标题不存在", "标题原文，小写，空格写成 -"),
    "MD056": ("R12", "表格这一行的格数同表头不一样", r"补上或删去；格里的 | 写作 \|"),
    "MD058": ("R12", "表格前后没有空行", "空一行"),
    "MD064": ("R12", "连着几个空格", "只留一个"),
    "MD066": ("R12", "脚注没有写内容", "引文写 [@键]；脚注另起一行写 [^1]: …"),
    "MD077": ("R12", "列表项里的段落缩进不对", "缩进 4 格"),
}
"""What a contributor meets; the rest is told in the words of rumdl."""


def readable(paths: Iterable[Path]) -> Iterator[Path]:
    """Those in UTF-8; of the others rumdl tells line and byte."""
    for path in paths:
        with suppress(UnicodeDecodeError):
            path.read_text("utf-8")
            yield path


def source(path: Path, root: Path) -> Source:
    return Source(path, path.relative_to(root).as_posix(), path.read_text("utf-8"))


def names(root: Path) -> rules.Names:
    """How the glossary writes its names, and which it avoids."""
    right: dict[str, str] = {}
    avoided: dict[str, str] = {}
    for term in yaml.safe_load(root.joinpath("docs", "glossary.yml").read_text("utf-8")):
        known = (term["term"], term["english"], term.get("abbreviation"), *term.get("aliases", []))
        for name in filter(None, known):
            if re.fullmatch(r"[A-Za-z0-9-]*[A-Z][A-Za-z0-9-]*", name):
                right.setdefault(name.lower(), name)
        avoided |= dict.fromkeys(term.get("avoid", []), term["term"])
    return rules.Names(right, avoided)


def spacing(text: Source) -> Iterator[Problem]:
    """R11. AutoCorrect's view of spaces and punctuation between Chinese and Latin text."""
    for number, (before, after) in enumerate(
        zip(text.text.split("\n"), corrected(text).split("\n"), strict=True), start=1
    ):
        if before != after:
            column = next(
                i
                for i, (a, b) in enumerate(zip(before + "\0", after + "\0", strict=False))
                if a != b
            )
            start = max(0, column - 6)
            message = f"空格或标点：{before[start : column + 8].strip()}"
            yield Problem(
                text.name, number, column + 1, "R11", message, after[start : column + 10].strip()
            )


def corrected(text: Source) -> str:
    """The text as AutoCorrect writes it, in what readers see."""
    edits = []
    for shown in [*text.shown_values, Span(text.body_starts, len(text.text))]:
        written = text.text[shown.start : shown.end]
        found = within(written) if shown.end <= text.body_starts else spans(written)
        edits.append((shown.start, shown.end, _corrected(written, found)))
    return edited(text.text, edits)


def _corrected(text: str, found: Iterable[Span]) -> str:
    masked, kept, done = "", list[str](), 0
    for part in sorted(_left_alone(text, found), key=lambda part: part.start):
        if part.start >= done:
            masked += text[done : part.start]
            # A formula and a piece of code are words; a block of them, a comment and a tag are none.
            is_word = not isinstance(part, NO_WORDS) and "\n" not in text[part.start : part.end]
            masked += f"Zq{len(kept)}qZ" if is_word else f"<!--{len(kept)}-->"
            kept.append(text[part.start : part.end])
            done = part.end
    masked += text[done:]
    # AutoCorrect takes indented text, such as that of a box, for code; here all code is put aside.
    indents = INDENT.findall(masked)
    flat = autocorrect_py.format_for(INDENT.sub("", masked), "markdown")
    written = "\n".join(map("".join, zip(indents, flat.split("\n"), strict=True)))
    return ASIDE.sub(lambda match: kept[int(match[1] or match[2])], written)


def _left_alone(text: str, found: Iterable[Span]) -> Iterator[Span]:
    """Their spaces and punctuation are not those of Chinese text."""
    for one in found:
        if isinstance(one, Address) and one.bare:  # what follows may belong to it
            word = next((n for n, sign in enumerate(text[one.end :]) if not sign.isalnum()), 0)
            yield Span(one.start, one.end + word)
        elif isinstance(one, NOT_TEXT):
            yield one
        elif isinstance(one, Link) and text.startswith(("](", "]["), one.label[1]):
            yield Span(one.label[1] + 2, one.end - 1)


def style(paths: Iterable[Path], root: Path) -> Iterator[Problem]:
    """R10 and R12. rumdl's view of headings, lists, blank lines."""
    command: list[str | Path] = [RUMDL, "check", "--no-cache", "--output-format", "json", *paths]
    result = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if result.returncode > 1:
        raise RuntimeError(result.stderr)
    for found in json.loads(result.stdout or "[]"):
        rule, message, instead = STYLE.get(
            found["rule"], ("R12", f"{found['rule']}：{found['message']}", "")
        )
        if found["rule"] in STYLE and (quoted := re.search("'(.+?)'", found["message"])):
            message += f"：{quoted[1]}"
        path = Path(root, found["file"])
        file = path.relative_to(root).as_posix()
        if not _is_in_code(path, found):
            yield Problem(file, found["line"], found["column"], rule, message, instead)


def _is_in_code(path: Path, found: dict[str, Any]) -> bool:
    """Whether rumdl takes a sign of a formula or of code for one of Markdown."""
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError:  # this is what is told
        return False
    line_starts = sum(map(len, text.splitlines(keepends=True)[: found["line"] - 1]))
    place = line_starts + found["column"] - 1
    if found["rule"] == "MD064":  # its column counts bytes
        place = len(text.encode()[: found["fix"]["range"]["start"]].decode())
    inside = (one for one in spans(text) if isinstance(one, Code | Formula))
    return any(one.start < place < one.end for one in inside)


def computed(paths: Iterable[Path], root: Path) -> Iterator[Problem]:
    """R9. Numbers and outputs that are not what functions and programs of the note compute."""
    names = [path.relative_to(root).as_posix() for path in paths]
    if names:
        one_thread = {"OPENBLAS_NUM_THREADS": "1"}  # several wait for each other on a busy machine
        result = subprocess.run(
            [sys.executable, "-m", "authoring.computed", root, *names],
            cwd=ROOT,
            env={**os.environ, **one_thread},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            check=True,
        )
        yield from (Problem(**finding) for finding in json.loads(result.stdout))


def unfinished(text: Source) -> Iterator[Problem]:
    """What a note lacks that claims to be finished."""
    if finished.is_claimed(text) and (lacking := finished.lacking(text)):
        message = f"还缺：{'；'.join(lacking)}"
        problem = Problem(text.name, 1, 0, "finished", message, "补上；还没写完，就删去这个键")
        yield front_matter.at_key(problem, text.text)


def advice(text: Source) -> str:
    """What another note still lacks, which is no breach; nothing of one that claims to be finished."""
    if finished.is_claimed(text):
        return ""
    if lacking := finished.lacking(text):
        return f"{text.name} 还没有写完，也可以就这样发布。还缺：{'；'.join(lacking)}"
    return f"{text.name} 写完了：可以写上 finished: true，检查从此看着它。"


def findings(paths: list[Path], root: Path) -> list[Problem]:
    """Every breach of every rule in these notes."""
    known = names(root)
    texts = [source(path, root) for path in readable(paths)]
    own = [problem for text in texts for problem, _ in rules.breaches(text, known)]
    spaced = [problem for text in texts for problem in spacing(text)]
    opened = [problem for text in texts for problem in text.left_open()]
    with_code = [
        text.path for text in texts if text.programs or text.path.with_name(numbers.FILE).exists()
    ]
    claims = [problem for text in texts for problem in unfinished(text)]
    others = [*style(paths, root), *computed(with_code, root)]
    return sorted([*own, *spaced, *opened, *claims, *others])


def fix(paths: list[Path], root: Path) -> list[Path]:
    """Mend what can be mended; which files changed. A file in which something is left open is left alone."""
    known = names(root)
    before = {path: path.read_text("utf-8") for path in readable(paths)}
    unstable = [path for path in before if not list(source(path, root).left_open())]
    for _ in range(5):  # what one tool mends, another may see: until none has more to say
        if not unstable:
            break
        texts = {path: path.read_text("utf-8") for path in unstable}
        mended = {path: _mended(source(path, root), known) for path in unstable}
        for path in _refused(mended, root):
            # It takes spaces of a formula for those of text; without that rule the rest is mended.
            for again in _refused({path: mended[path]}, root, "--extend-disable", "MD064"):
                again.write_text(mended[again], encoding="utf-8", newline="\n")
        unstable = [path for path, text in texts.items() if path.read_text("utf-8") != text]
    for path in unstable:  # no end in sight: better mended by hand, as the findings say
        path.write_text(before[path], encoding="utf-8", newline="\n")
    return [path for path, text in before.items() if path.read_text("utf-8") != text]


def _refused(texts: Mapping[Path, str], root: Path, *options: str) -> list[Path]:
    """Write these texts as rumdl mends them; the files in which that would harm."""
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    subprocess.run(
        [RUMDL, "check", "--fix", "--no-cache", "--quiet", *options, *texts],
        cwd=root,
        capture_output=True,
        check=False,
    )
    return [path for path, text in texts.items() if not is_kept(text, path.read_text("utf-8"))]


def _mended(text: Source, known: rules.Names) -> str:
    """By our own rules and AutoCorrect; what would harm is not done."""
    functions = rules.mended(text, known, [rules.function_without_command])  # the one in formulas
    text = replace(text, text=functions)
    for mend in (partial(rules.mended, names=known), corrected):
        text = replace(text, text=_harmless(text.text, mend(text)))
    return text.text


def _harmless(before: str, after: str) -> str:
    """What was mended, without the lines that would do harm."""
    if is_kept(before, after):
        return after
    lines = before.split("\n")
    for number, line in enumerate(after.split("\n")):
        tried = "\n".join([*lines[:number], line, *lines[number + 1 :]])
        if line != lines[number] and is_kept("\n".join(lines), tried):
            lines[number] = line
    return "\n".join(lines)


def is_kept(before: str, after: str) -> bool:
    """Whether a text has the same code, formulas and links as before, and every address, mark and attribute."""
    for kind, part in (("code", Code), ("language", Fence), ("tex", Formula)):
        old, new = (
            [getattr(s, kind) for s in spans(t) if isinstance(s, part)] for t in (before, after)
        )
        if old != new:
            return False
    added = Counter(_targets(after)) - Counter(_targets(before))
    if not all(map(numbers.leads_to_checks, added)):  # of R9
        return False
    left = iter(_marks(after))
    return all(mark in left for mark in _marks(before))


def _targets(text: str) -> list[str]:
    return [one.target for one in spans(text) if isinstance(one, Link)]


def _marks(text: str) -> list[str]:
    """Addresses, and what is written for Markdown only."""
    return [
        one.target if isinstance(one, Address | Link) else text[one.start : one.end]
        for one in spans(text)
        if isinstance(one, Address | Link | Attributes | Citation | FootnoteMark | Tag | Comment)
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fix", action="store_true")
    parser.add_argument("notes", nargs="*", type=Path)
    options = parser.parse_args()
    paths = [path.resolve() for path in options.notes] or all_of(ROOT)
    if options.fix:
        for path in fix(paths, ROOT):
            print(f"改好了 {path.relative_to(ROOT)}")
    for told in filter(None, (advice(source(path, ROOT)) for path in readable(paths))):
        print(told)
    found = findings(paths, ROOT)
    tell(found)
    if found:
        print(f"{len(found)} 处。规则的说明和例子见 CONTRIBUTING.md；能自动改的，make fix 会改。")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
