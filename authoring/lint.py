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
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import autocorrect_py

from authoring import as_page, finished, rules, vocabulary
from authoring.same_page import is_kept
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
    Formula,
    Link,
    Span,
    Tag,
)

ROOT = Path(__file__).parents[1]
INDENT = re.compile(r"^[ \t]*", re.MULTILINE)
REFERENCE = re.compile(r"^.*\[(?:[ACDGJKMNPRSZ]|CP|DB|EB)(?:/[A-Z]{2})?\].*$", re.MULTILINE)
"""A line as the national standard for references has it, with points of its own."""
PRODUCT = re.compile(r" \*(?= )")
HEADINGS = ("MD001", "MD003", "MD022", "MD024", "MD025")
ASIDE = re.compile(r"Zq(\d+)qZ|<!--(\d+)-->")
NO_WORDS = (Comment, Tag, Attributes, Citation, Definition)
RUMDL = Path(sysconfig.get_path("scripts"), "rumdl")

STYLE = {
    # rumdl's rule: ours, what is wrong, what to write instead
    "MD001": ("R10", "标题跳了一级", "逐级写，## 下面是 ###"),
    "MD003": ("R12", "标题的写法不对", "写成 ## 标题，后面不写 #，下面不画线"),
    "MD004": ("R12", "列表的记号不一致", "用 -"),
    "MD005": ("R12", "同一级的列表项没有对齐", "对齐，每一级缩进 4 格"),
    "MD007": ("R12", "下一级列表缩进不对", "每一级缩进 4 格"),
    "MD009": ("R12", "行尾有空格", "删去"),
    "MD010": ("R12", "有制表符", "写成空格"),
    "MD012": ("R12", "空行连着空行", "只留一行"),
    "MD018": ("R12", "标题的 # 后面没有空格", "空一格"),
    "MD019": ("R12", "标题的 # 后面不止一个空格", "只空一格"),
    "MD020": ("R12", "标题的 # 里侧没有空格", "写成 ## 标题，后面不写 #"),
    "MD021": ("R12", "标题的 # 里侧不止一个空格", "写成 ## 标题，后面不写 #"),
    "MD022": ("R12", "标题前后没有空行", "空一行"),
    "MD023": ("R12", "标题前面有空格", "顶格写"),
    "MD024": ("R10", "标题同前面的重复", "换一个"),
    "MD025": ("R10", "正文里有一级标题，而它是文件开头的 title", "从 ## 开始"),
    "MD026": ("R12", "标题以标点结尾", "删去标点"),
    "MD027": ("R12", "引用的 > 后面不止一个空格", "只空一格"),
    "MD028": ("R12", "引用里有空行", "空行也写 >；是两段引用，中间写一句话"),
    "MD029": ("R12", "编号没有接着数", "接着上一项写"),
    "MD030": ("R12", "列表的记号后面不是一个空格", "空一格"),
    "MD031": ("R12", "代码块或框前后没有空行", "空一行"),
    "MD032": ("R12", "列表前后没有空行", "空一行"),
    "MD035": ("R12", "分隔线的写法不一致", "写成 ---"),
    "MD036": ("R12", "整段都是粗体或斜体，像标题", "标题写成 ## 标题；不是标题，就不用粗体"),
    "MD037": ("R12", "强调的记号里侧有空格", r"写成 **字**；要写星号本身，写 \*"),
    "MD038": ("R12", "代码的反引号里侧有空格", "删去空格"),
    "MD039": ("R12", "链接的文字里侧有空格", "删去空格"),
    "MD042": ("R12", "链接没有文字或地址", "[文字](地址)"),
    "MD046": ("R12", "代码块靠缩进", "写在 ```text 和 ``` 之间；不是代码，就不缩进"),
    "MD047": ("R12", "文件不是以一个换行结尾", "最后留一个换行"),
    "MD048": ("R12", "代码块的记号不一致", "用 ```"),
    "MD049": ("R12", "斜体的记号不一致", "写成 *字*"),
    "MD050": ("R12", "粗体的记号不一致", "写成 **字**"),
    "MD052": ("R12", "没有这个名字的链接", "写成 [文字](地址)，或另起一段写 [名字]: 地址"),
    "MD053": ("R12", "给链接起了名字，却没有用", "删去这一行"),
    "MD055": ("R12", "表格各行首尾的 | 不一致", "每行首尾都写 |"),
    "MD056": ("R12", "表格这一行的格数同表头不一样", r"补上或删去；格里的 | 写作 \|"),
    "MD058": ("R12", "表格前后没有空行", "空一行"),
    "MD059": ("R12", "链接的文字没有说通向哪里", "写那一页讲什么"),
    "MD062": ("R12", "链接的地址前后有空格", "删去空格"),
    "MD064": ("R12", "连着几个空格", "只留一个"),
    "MD065": ("R12", "分隔线前后没有空行", "空一行"),
    "MD066": ("R12", "脚注没有写内容", "引文写 [@键]；脚注另起一行写 [^1]: …"),
    "MD067": ("R12", "脚注没有按出现的先后写", "按正文里的先后排"),
    "MD068": ("R12", "脚注是空的", "在 [^1]: 后面写内容"),
    "MD069": ("R12", "列表的记号写了两个", "只写一个"),
    "MD070": ("R12", "代码块里有同样多的反引号，代码块到那里就断了", "外面的多写一个"),
    "MD071": ("R12", "文件开头的 --- 后面没有空行", "空一行"),
    "MD075": ("R12", "表格少了表头，或者断开了", "第一行写表头，下面写 |---|---|，中间不空行"),
    "MD076": ("R12", "列表项之间，有的空行，有的不空", "都空一行，或者都不空"),
    "MD077": ("R12", "列表项里的段落缩进不对", "缩进 4 格"),
    "MD086": ("R12", "注释没有结束", "补上 -->"),
    "MD092": ("R12", "合并冲突没有解决", "留下要的那几行，删去 <<<<<<<、======= 和 >>>>>>>"),
    "MD094": ("编码", "不是 UTF-8", "把文件存成 UTF-8"),
}
"""All that it looks for. The build checks links to files, R8 asks for alternative texts, R12 knows where an
address ends in Chinese text and what `{ .python }` is; `(上文)[1]` and f(x)[0] are no links (MD011)."""
CHECK: list[str | Path] = [RUMDL, "check", "--no-cache", "--enable", ",".join(STYLE)]
UNUSED = "R12", "脚注写了，正文里没有用到", "在正文里写上 [^1] 这样的记号，或删去它"


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
    for _, term in vocabulary.glossary(root)[0]:
        for name in term.names:
            if re.fullmatch(r"[A-Za-z0-9-]*[A-Z][A-Za-z0-9-]*", name):
                right.setdefault(name.lower(), name)
        avoided |= dict.fromkeys(term.avoid, term.term)
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
    flat = _formatted(INDENT.sub("", masked))
    written = "\n".join(map("".join, zip(indents, flat.split("\n"), strict=True)))
    return ASIDE.sub(lambda match: kept[int(match[1] or match[2])], written)


def _formatted(text: str) -> str:
    """By AutoCorrect, in two parts if it gives the whole up; a line on which it does so stays as it is."""
    try:
        return autocorrect_py.format_for(text, "markdown")
    except ValueError:
        lines = text.split("\n")
        half = len(lines) // 2
        return (
            "\n".join(_formatted("\n".join(part)) for part in (lines[:half], lines[half:]))
            if half
            else text
        )


def _left_alone(text: str, found: Iterable[Span]) -> Iterator[Span]:
    """Their spaces and punctuation are not those of Chinese text."""
    yield from (Span(*reference.span()) for reference in REFERENCE.finditer(text))
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
    for found in _found(paths, root):
        is_unused = "never referenced" in found["message"]
        rule, message, instead = UNUSED if is_unused else STYLE[found["rule"]]
        if found["rule"] != "MD029" and (quoted := re.search("'(.+?)'", found["message"])):
            message += f"：{quoted[1]}"
        path = Path(root, found["file"])
        file = path.relative_to(root).as_posix()
        if not _is_in_code(path, found):
            yield Problem(file, found["line"], found["column"], rule, message, instead)


def _found(paths: Iterable[Path], root: Path) -> list[dict[str, Any]]:
    """What rumdl finds."""
    said = _run([*CHECK, "--output-format", "json", *paths], root)
    found: list[dict[str, Any]] = json.loads(said or "[]")
    return found


def _run(command: list[str | Path], root: Path) -> str:
    result = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if result.returncode > 1:
        raise RuntimeError(result.stderr)
    return result.stdout


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
    if found["rule"] == "MD037" and PRODUCT.match(text, place - 1):
        return True
    inside = [one for one in spans(text) if isinstance(one, Code | Formula)]
    if found["rule"] in HEADINGS:  # which may begin with the first sign of a formula
        place = len(text) - len(text[place:].lstrip(" >")) + 1
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
    texts = [source(path, root) for path in readable(paths)]
    with_code = [
        text.path for text in texts if text.programs or text.path.with_name(numbers.FILE).exists()
    ]
    claims = [problem for text in texts for problem in unfinished(text)]
    others = [*as_page.problems(texts, root), *computed(with_code, root)]
    return sorted({*of_writing(paths, root), *claims, *others})


def of_writing(paths: list[Path], root: Path) -> Iterator[Problem]:
    """Those of what `fix` may mend."""
    known = names(root)
    for text in [source(path, root) for path in readable(paths)]:
        yield from (problem for problem, _ in rules.breaches(text, known))
        yield from spacing(text)
    yield from style(paths, root)


def fix(paths: list[Path], root: Path) -> list[Path]:
    """Mend what can be mended; which files changed. A file in which something is left open is left alone."""
    known = names(root)
    before = {path: path.read_text("utf-8") for path in readable(paths)}
    unstable = [path for path in before if not _is_open(path, root)]
    for _ in range(5):  # what one tool mends, another may see: until none has more to say
        if not unstable:
            break
        texts = {path: path.read_text("utf-8") for path in unstable}
        _restyle({path: _mended(source(path, root), known) for path in unstable}, root)
        unstable = [path for path, text in texts.items() if path.read_text("utf-8") != text]
    for path in unstable:  # no end in sight: better mended by hand, as the findings say
        _write(path, before[path])
    return [path for path, text in before.items() if path.read_text("utf-8") != text]


def _is_open(path: Path, root: Path) -> bool:
    return any(source(path, root).left_open())


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _restyle(texts: Mapping[Path, str], root: Path) -> None:
    """Write these texts as rumdl mends them; where that would harm, as those of its rules do that do not."""
    for path, text in texts.items():
        _write(path, text)
    _run([*CHECK, "--fix", "--quiet", *texts], root)
    for path, text in texts.items():
        if is_kept(text, path.read_text("utf-8")):
            continue
        _write(path, text)
        for rule in sorted({found["rule"] for found in _found([path], root)}):
            so_far = path.read_text("utf-8")
            _run([*CHECK, "--fix", "--quiet", "--fixable", rule, path], root)
            if not is_kept(so_far, path.read_text("utf-8")):
                _write(path, so_far)


def _mended(text: Source, known: rules.Names) -> str:
    """By our own rules and AutoCorrect; what would harm is not done."""
    functions = rules.mended(text, known, [rules.function_without_command])  # the one in formulas
    text = replace(text, text=functions)
    named = _harmless(text.text, rules.mended(text, known), partial(is_kept, words=False))
    return _harmless(named, corrected(replace(text, text=named)), is_kept)


def _harmless(before: str, after: str, is_harmless: Callable[[str, str], bool]) -> str:
    """What was mended, without the lines that would do harm."""
    lines, mended = before.split("\n"), after.split("\n")

    def mend(changed: list[int]) -> None:
        """These lines, in ever smaller parts."""
        old = "\n".join(lines)
        kept = {number: lines[number] for number in changed}
        for number in changed:
            lines[number] = mended[number]
        if not is_harmless(old, "\n".join(lines)):
            for number, line in kept.items():
                lines[number] = line
            if len(changed) > 1:
                mend(changed[: len(changed) // 2])
                mend(changed[len(changed) // 2 :])

    if changed := [number for number, line in enumerate(lines) if line != mended[number]]:
        mend(changed)
    return "\n".join(lines)


def fix_and_tell(paths: list[Path], root: Path) -> None:
    """Mend, and say for each file how many breaches of which rule are gone, or why none is."""
    before = Counter(map(_file_and_rule, of_writing(paths, root)))
    changed = fix(paths, root)
    gone = before - Counter(map(_file_and_rule, of_writing(changed, root)))
    for path in readable(paths):
        name = path.relative_to(root).as_posix()
        if path in changed:
            mended = [
                f"{rule} {gone[file, rule]} 处" for file, rule in sorted(gone) if file == name
            ]
            print(f"改好了 {name}：{'、'.join(mended) or '空白'}")
        elif _is_open(path, root):
            print(f"没有改 {name}：里面有没有结束的公式、代码或标签，先照下面说的补上")


def _file_and_rule(problem: Problem) -> tuple[str, str]:
    return problem.file, problem.rule


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fix", action="store_true")
    parser.add_argument("notes", nargs="*", type=Path)
    options = parser.parse_args()
    paths = [path.resolve() for path in options.notes] or all_of(ROOT)
    if options.fix:
        fix_and_tell(paths, ROOT)
    for told in filter(None, (advice(source(path, ROOT)) for path in readable(paths))):
        print(told)
    found = findings(paths, ROOT)
    tell(found)
    if found:
        how = "这些要手工改" if options.fix else "能自动改的，make fix 会改"
        print(f"{len(found)} 处。规则的说明和例子见 CONTRIBUTING.md；{how}。")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
