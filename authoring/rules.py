"""The rules of CONTRIBUTING.md that a program can check in a note and no other tool knows.

Those that others know, R10, R11 and the rest of R12, are in lint.py. Lists are looked at in vocabulary.py (R3, R15)
and complete.py (R16), what is computed in computed.py and checked_numbers.py (R9), what changed in changes.py (R14).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound

from notes import is_identifier, numbers
from notes.characters import DECOMPOSED, RADICALS, UNSEEN
from notes.edits import Edit, edited
from notes.problem import Problem
from notes.scanner import blank
from notes.source import CONSOLE, Source
from notes.spans import Address, Box, Fence, Formula, Heading, Image, Link, Span
from pages.allowed import ELSEWHERE, is_local
from pages.figures import no_file

MOST_BYTES = 200_000
FUNCTIONS = ("arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "det", "dim", "exp", "inf",
             "lim", "ln", "log", "max", "min", "sin", "sinh", "sup", "tan", "tanh")  # fmt: skip
FUNCTION = re.compile(rf"(?<![\\A-Za-z])(?:{'|'.join(FUNCTIONS)})(?![A-Za-z])")
NAMED = re.compile(
    r"\\(?:text\w*|math\w+|operatorname\*?|label|tag|ref|eqref|href|url)\s*\{[^{}]*\}|[-+]inf(?![A-Za-z])"
)
INFINITY = re.compile(r"[-+]inf(?![A-Za-z])")
LOOKALIKE = re.compile(
    f"{UNSEEN.pattern}|{DECOMPOSED.pattern}|"
    "[\u00a0\u200c\u2e80-\u2fdf\ufb00-\ufb06\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
    "\U0002f800-\U0002fa1f]"
    "|(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d"  # it joins emoji
)
FULL_WIDTH = re.compile("[\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff5e]")
"""Signs; the letters and digits are lookalikes anywhere."""
ACCENTED = "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0300-\u036f"
CAPITALIZED_BEFORE = re.compile(r"[A-Z][a-z]*\.? $")
CAPITALIZED_AFTER = re.compile(r" [A-Z][a-z]+")
CYRILLIC = re.compile(r"(?<=[A-Za-z])[\u0400-\u04ff]|[\u0400-\u04ff](?=[A-Za-z])")
CYRILLIC_AS_LATIN = str.maketrans("аеорсухАВЕКМНОРСТХі", "aeopcyxABEKMHOPCTXi")
GOES_ON = re.compile(r"[=&?#/_%~+@:(-]*\w")
FILE_NAME = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*(?:\.[a-z0-9]+)+")
NUMBER = re.compile(rf"(?<![\d.,]){numbers.DIGITS}(?![\d,])")
LONG = 10_000


@dataclass(frozen=True)
class Names:
    """How terms are written: every other way → the right one, for names with Latin letters and
    for names to avoid."""

    right: dict[str, str]
    avoided: dict[str, str]


Breach = tuple[Problem, Edit | None]
Rule = Callable[[Source, Names], Iterator[Breach]]


def formula_in_heading(source: Source, names: Names) -> Iterator[Breach]:
    """R1. A formula in a heading becomes noise in the table of contents and in links."""
    headings = source.of(Heading)
    for formula in source.of(Formula):
        if formula.is_in_any(headings):
            told = "标题里有公式", "改用文字，公式放到正文"
            yield source.problem(formula.start, "R1", *told), None


def function_without_command(source: Source, names: Names) -> Iterator[Breach]:
    r"""R2. `log x` is a product of three letters, `\log x` a function."""
    for span in source.of(Formula):
        formula = NAMED.sub(_spaces, source.text[span.start : span.end])
        for match in FUNCTION.finditer(formula):
            at, command = span.start + match.start(), f"\\{match[0]}"
            message = f"公式里的函数名 {match[0]} 没有用命令"
            yield source.problem(at, "R2", message, command), (at, at + len(match[0]), command)
        for match in INFINITY.finditer(source.text, span.start, span.end):
            told = f"公式里的无穷写成了 {match[0]}", rf"{match[0][0]}\infty"
            yield source.problem(match.start(), "R2", *told), None


def term_as_in_glossary(source: Source, names: Names) -> Iterator[Breach]:
    """R3. One thing has one name, written in one way."""
    for match in re.finditer(
        rf"(?<![\w./@#{ACCENTED}-])[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*(?![\w/@{ACCENTED}-]|\.\w)",
        source.words,
        re.ASCII,  # a Chinese character beside it does not make it another word
    ):
        right = names.right.get(match[0].lower(), match[0])
        if right == match[0] or _means_other(match, right):
            continue
        told = f"术语表写作 {right}，这里是 {match[0]}"
        # yarn and rag are words, peft and relu names in programs; YARN is a name, unless this is about YaRN.
        is_meant = not match[0].islower() and re.search(rf"\b{re.escape(right)}\b", source.words)
        if is_meant:
            yield _replace(source, match.span(), right, "R3", told)
        else:
            instead = f"{right}；是别的东西的名字，就写成代码"
            yield source.problem(match.start(), "R3", told, instead), None
    # Never mended: 访问令牌 and 令牌桶 are no tokens of a text.
    for avoided, right in names.avoided.items():
        for match in re.finditer(re.escape(avoided), source.words):
            told = f"术语表里叫 {right}，不叫 {avoided}"
            instead = f"{right}；是别的意思，就换一个说法"
            yield source.problem(match.start(), "R3", told, instead), None


def _means_other(name: re.Match[str], right: str) -> bool:
    """Whether it is another word: of two letters, a person's, FLOPS (a second) beside FLOPs."""
    word, around = name[0], (name.string[: name.start()], name.string[name.end() :])
    if word.islower() and len(word) <= 2:
        return True
    if word == right.upper() and right.endswith("s"):
        return True
    before, after = CAPITALIZED_BEFORE.search(around[0][-30:]), CAPITALIZED_AFTER.match(around[1])
    return word.istitle() and bool(before or after)


def lookalike_character(source: Source, names: Names) -> Iterator[Breach]:
    """R4. What looks like another character is not found by search and breaks fonts."""
    for match in LOOKALIKE.finditer(source.text):
        plain = unicodedata.normalize("NFKC", match[0].translate(RADICALS))
        plain = UNSEEN.sub("", plain).strip("\u200c\u200d")
        code = "、".join(f"U+{ord(sign):04X}" for sign in match[0])
        if len(match[0]) > 1:
            if plain != match[0]:
                yield _outside_code(source, match, plain, f"{code} 是分开写的字母和重音")
        elif plain == match[0]:
            problem = source.problem(match.start(), "R4", f"{code} 是部首，不是字", "改成普通的字")
            yield problem, None
        else:
            yield _outside_code(source, match, plain, f"{code} 是兼容字符或看不见的字符")
    for match in CYRILLIC.finditer(source.text):
        latin = match[0].translate(CYRILLIC_AS_LATIN)
        message = f"U+{ord(match[0]):04X} 是形似拉丁字母的西里尔字母"
        yield _outside_code(source, match, latin, message)


def full_width_in_formula(source: Source, names: Names) -> Iterator[Breach]:
    """R4. `＞` is no relation: it has no space around it, and another font's shape."""
    for span in source.of(Formula):
        formula = NAMED.sub(_spaces, source.text[span.start : span.end])
        for match in FULL_WIDTH.finditer(formula):
            told = f"公式里的 {match[0]} 是全角的", unicodedata.normalize("NFKC", match[0])
            yield source.problem(span.start + match.start(), "R4", *told), None


def _outside_code(source: Source, found: re.Match[str], instead: str, message: str) -> Breach:
    """Mended in text only: in code, formulas and addresses a character may be meant."""
    problem, fix = _replace(source, found.span(), instead, "R4", message)
    at = found.start()
    is_text = at < source.body_starts or source.prose[at] == source.text[at]
    return problem, fix if is_text else None


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _is_common(number: str) -> bool:
    """Short numbers, powers of two and tens are met by chance."""
    value, _ = numbers.value_shown(number)
    is_round = value == int(value) and (int(value).bit_count() == 1 or value % 1000 == 0)
    return value < LONG or is_round


def _replace(
    source: Source, span: tuple[int, int], instead: str, rule: str, message: str
) -> Breach:
    return source.problem(span[0], rule, message, instead or "删去"), (*span, instead)


def image(source: Source, names: Names) -> Iterator[Breach]:
    """R5 to R8. A picture lies beside the note, under a plain name, small, and says what it shows."""
    files = dict.fromkeys(_beside(source.path), 0)
    for picture in source.of(Image):
        if not source.text[slice(*picture.label)].strip():
            told = "图没有替代文字", "![图上能看到什么](…)"
            yield source.problem(picture.start, "R8", *told), None
        if not is_local(picture.target):
            yield source.problem(picture.target_at, "R5", *ELSEWHERE), None
        else:
            name = unquote(urlsplit(picture.target).path)
            files[source.path.parent / name] = picture.target_at
    for file, at in files.items():
        yield from _file(source, file, at)


def _beside(note: Path) -> list[Path]:
    """Files and folders of a note but hidden ones and what Python keeps."""
    names = (path.relative_to(note.parent) for path in sorted(note.parent.rglob("*")))
    return [note.parent / one for one in names if not one.as_posix().startswith((".", "__"))]


def _file(source: Source, file: Path, at: int) -> Iterator[Breach]:
    """R6 and R7. All files of a note are published, referred to or not."""
    if not file.exists():
        yield source.problem(at, "图", *no_file(file.name)), None
    if file.is_dir():
        yield from _folder(source, file)
    elif not FILE_NAME.fullmatch(file.name):
        message = f"文件名 {file.name} 不是小写英文"
        yield source.problem(at, "R6", message, "如 figure_loss.svg"), None
    if file.is_file() and (size := file.stat().st_size) > MOST_BYTES:
        message = f"{file.name} 有 {size / 1000:.0f} KB，超过 {MOST_BYTES // 1000} KB"
        yield source.problem(at, "R7", message, "缩小尺寸，或用代码画成 SVG"), None


def folder_name(source: Source, names: Names) -> Iterator[Breach]:
    """R6. The folder's name is part of the address."""
    yield from _folder(source, source.path.parent)


def _folder(source: Source, folder: Path) -> Iterator[Breach]:
    if not is_identifier(folder.name):
        message = f"文件夹名 {folder.name} 不是小写英文"
        yield source.problem(0, "R6", message, "用笔记的 id，如 prefix-tuning"), None


def number_without_check(source: Source, names: Names) -> Iterator[Breach]:
    """R9. A number that a function of checks.py computes is linked wherever it first stands."""
    linked: dict[str, tuple[int, str]] = {}
    for link in source.of(Link):
        if numbers.leads_to_checks(link.target):
            shown = source.text[slice(*link.label)].strip("*`")
            linked.setdefault(shown, (link.label[0], f"[{shown}]({link.target})"))
    no_links: list[Span] = [*source.of(Heading), *source.of(Link)]
    no_links += [Span(box.start, box.title[1]) for box in source.of(Box)]
    for match in NUMBER.finditer(blank(source.prose, no_links)):
        first = linked.get(match[0])
        if first and match.start() < first[0] and not _is_common(match[0]):
            message = f"{match[0]} 算得出来，却没有链接到算它的函数"
            yield _replace(source, match.span(), first[1], "R9", message)


def bare_address(source: Source, names: Names) -> Iterator[Breach]:
    """R12. An address is marked up, and the Chinese text right after it is not part of it."""
    for address in source.of(Address):
        if not address.bare:
            continue
        # Nobody can tell where it ends if a word goes on right after it.
        ends = not GOES_ON.match(source.text, address.end)
        instead = f"<{address.target}>" if ends else "<整个网址>"
        problem = source.problem(address.start, "R12", "网址没有放进尖括号", instead)
        yield problem, (address.start, address.end, instead) if ends else None


def code_without_language(source: Source, names: Names) -> Iterator[Breach]:
    """R12. The language says how code is coloured, and whether it is run."""
    for fence in source.of(Fence):
        if not fence.language:
            told = "代码块没有写语言", "```python、```output 或 ```text"
            yield source.problem(fence.start, "R12", *told), None
        elif not _is_known(fence.language):
            told = (
                f"没有 {fence.language} 这种语言，不上色，也不运行",
                "改正它；都不是，就写 ```text",
            )
            yield source.problem(fence.start, "R12", *told), None


def _is_known(language: str) -> bool:
    try:
        find_lexer_class_by_name(language)
    except ClassNotFound:
        return False
    return True


def console_session(source: Source, names: Names) -> Iterator[Breach]:
    """R9. What is pasted from a console is a program that nobody can run."""
    for fence in source.of(Fence):
        if fence.language.lower() in CONSOLE:
            told = "控制台的记录不能运行", "程序写成 ```python，它的输出写成 ```output"
            yield source.problem(fence.start, "R9", *told), None


RULES: tuple[Rule, ...] = (
    bare_address,
    code_without_language,
    console_session,
    formula_in_heading,
    function_without_command,
    term_as_in_glossary,
    lookalike_character,
    full_width_in_formula,
    image,
    folder_name,
    number_without_check,
)


def breaches(source: Source, names: Names, rules: Iterable[Rule] = RULES) -> list[Breach]:
    """Every breach of the rules, in the order of the text."""
    found = [breach for rule in rules for breach in rule(source, names)]
    return sorted(found, key=lambda breach: breach[0])


def mended(source: Source, names: Names, rules: Iterable[Rule] = RULES) -> str:
    """The text with what can be mended."""
    return edited(source.text, (fix for _, fix in breaches(source, names, rules) if fix))
