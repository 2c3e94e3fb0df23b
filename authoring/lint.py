"""Find what is wrong with the notes' writing; with `--fix`, mend what can be mended."""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import autocorrect_py
import yaml

from authoring import finished, rules
from notes import front_matter, numbers
from notes.problem import Problem, tell
from notes.source import NOT_WRITING, Source

ROOT = Path(__file__).parents[1]
INDENT = re.compile(r"^[ \t]*", re.MULTILINE)
RUMDL = Path(sysconfig.get_path("scripts"), "rumdl")

STYLE = {
    # rumdl's rule: ours, what is wrong, what to write instead
    "MD001": ("R10", "标题跳了一级", "逐级写，## 下面是 ###"),
    "MD009": ("R12", "行尾有空格", "删去"),
    "MD012": ("R12", "空行连着空行", "只留一行"),
    "MD018": ("R12", "标题的 # 后面没有空格", "空一格"),
    "MD022": ("R12", "标题前后没有空行", "空一行"),
    "MD024": ("R10", "标题同前面的重复", "换一个"),
    "MD025": ("R10", "正文里有一级标题，而它是文件开头的 title", "从 ## 开始"),
    "MD031": ("R12", "代码块或框前后没有空行", "空一行"),
    "MD032": ("R12", "列表前后没有空行", "空一行"),
    "MD040": ("R12", "代码块没有写语言", "```python、```output 或 ```text"),
    "MD051": ("R12", "链接到的标题不存在", "标题原文，小写，空格写成 -"),
    "MD066": ("R12", "脚注没有写内容", "引文写 [@键]；脚注另起一行写 [^1]: …"),
}
"""What a contributor meets; the rest is told in the words of rumdl."""


def notes(root: Path) -> list[Path]:
    """Every text that readers of the site see as a note."""
    return sorted(root.glob("docs/*/*/index.md"))


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
    """The text as AutoCorrect writes it, code and formulas left alone."""
    parts, done = [], 0
    for start, end in [*text.shown_keys, (text.body_starts, len(text.text))]:
        parts += [text.text[done:start], _corrected(text.text[start:end])]
        done = end
    return "".join(parts)


def _corrected(text: str) -> str:
    kept: list[str] = []

    def put_aside(match: re.Match[str]) -> str:
        kept.append(match[0])
        # A formula and a piece of code are words; a block of them and a comment are none.
        word = "\n" not in match[0] and not match[0].startswith("<!--")
        return f"Zq{len(kept) - 1}qZ" if word else f"<!--{len(kept) - 1}-->"

    masked = NOT_WRITING.sub(put_aside, text)
    # AutoCorrect takes indented text, such as that of a box, for code; here all code is put aside.
    indents = INDENT.findall(masked)
    flat = autocorrect_py.format_for(INDENT.sub("", masked), "markdown")
    written = "\n".join(map("".join, zip(indents, flat.split("\n"), strict=True)))
    return re.sub(r"Zq(\d+)qZ|<!--(\d+)-->", lambda match: kept[int(match[1] or match[2])], written)


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
        file = Path(root, found["file"]).relative_to(root).as_posix()
        yield Problem(file, found["line"], found["column"], rule, message, instead)


def computed(paths: Iterable[Path], root: Path) -> Iterator[Problem]:
    """R9. Numbers and outputs that are not what functions and programs of the note compute."""
    names = [path.relative_to(root).as_posix() for path in paths]
    if names:
        folders = os.pathsep.join(map(str, (ROOT, root / "docs")))
        one_thread = {"OPENBLAS_NUM_THREADS": "1"}  # several wait for each other on a busy machine
        result = subprocess.run(
            [sys.executable, "-m", "authoring.computed", *names],
            cwd=root,
            env={**os.environ, **one_thread, "PYTHONPATH": folders},
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
    own = [finding for text in texts for finding, _ in rules.breaches(text, known)]
    spaced = [finding for text in texts for finding in spacing(text)]
    with_code = [
        text.path
        for text in texts
        if text.path.with_name(numbers.FILE).exists() or "```python" in text.text
    ]
    claims = [problem for text in texts for problem in unfinished(text)]
    return sorted([*own, *spaced, *style(paths, root), *computed(with_code, root), *claims])


def fix(paths: list[Path], root: Path) -> list[Path]:
    """Mend what can be mended; which files changed."""
    known, paths = names(root), list(readable(paths))
    before = {path: path.read_text("utf-8") for path in paths}
    unstable = paths
    for _ in range(5):  # what one tool mends, another may see: until none has more to say
        if not unstable:
            break
        texts = {path: path.read_text("utf-8") for path in unstable}
        for path in unstable:
            text = source(path, root)
            text = Source(path, text.name, rules.mended(text, known))
            path.write_text(corrected(text), encoding="utf-8", newline="\n")
        subprocess.run(
            [RUMDL, "check", "--fix", "--no-cache", "--quiet", *unstable],
            cwd=root,
            capture_output=True,
            check=False,
        )
        unstable = [path for path, text in texts.items() if path.read_text("utf-8") != text]
    for path in unstable:  # no end in sight: better mended by hand, as the findings say
        path.write_text(before[path], encoding="utf-8", newline="\n")
    return [path for path, text in before.items() if path.read_text("utf-8") != text]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fix", action="store_true")
    parser.add_argument("notes", nargs="*", type=Path)
    options = parser.parse_args()
    paths = [path.resolve() for path in options.notes] or notes(ROOT)
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
