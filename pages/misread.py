"""What of a source became something, but something else than was meant, or holds something else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import zip_longest

from markdown.util import BLOCK_LEVEL_ELEMENTS

from notes.characters import COMBINING, DECOMPOSED, HAN, UNSEEN
from notes.fences import longer_ends
from notes.raw_html import attributes
from notes.scanner import within
from notes.source import Source
from notes.spans import Box, CaptionMark, Fence, Formula, InlineCode, Link, Span, Tag
from pages import allowed
from pages.facts import Mistake
from pages.parsing import unclosed, unopened

_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
_MARK = (
    rf"(?:\d+[、．.](?![\d\s])|{_HAN_NUMBER}、|[A-Ha-h][.、．] ?(?=[{HAN}])"
    rf"|[（(](?:\d+|{_HAN_NUMBER})[)）]|[①-⑳•·●◆■▪]|[－–] |[-+](?=[^\W\d_]))"
)
"""Before an item, as Chinese authors write lists that Markdown takes for text."""
INSTEAD = {
    re.compile(  # not after the first mark of a pair; and **e**R**X** may be letters
        r"^(?=[^*\n]*\*)(?:[^*\n]*+\*++[^*\n]++\*++)*?[^*\n]*(?<=[0-9A-Za-z)])"
        r"(?P<told>\*[0-9A-Za-z(][^*\n]{0,20}\*(?=[0-9A-Za-z(])|(?<=[0-9)])\*\*[0-9A-Za-z(][^*\n]{0,20}\*\*(?=[0-9(]))",
        re.MULTILINE,
    ): (
        "星号成了强调的记号",
        r"算式写成 $2 \times 3$；要显示星号本身，写 \*",
    ),
    re.compile(
        r"\\\[[^\[\]\n]*(?:\\[A-Za-z]|=|(?<![A-Za-z0-9])[A-Za-z][_^][A-Za-z0-9{\\])[^\[\]\n]*\\\]"
    ): (
        "句子里的 \\[ 只是方括号",
        r"公式写成 $x$；独占一段的写成 $$x$$",
    ),
    re.compile(r"~(?<![~\\]~)(?![\s~])(?:\\.|[^\s~\\])+~(?!~)"): (
        "成对的 ~ 成了下标的记号",
        r"范围写成 5–10，要显示 ~ 本身，写 \~；下标写成公式，删除线写 ~~字~~",
    ),
    re.compile(r"__(?<!\w__)[a-z][a-z0-9_]*__(?!\w)"): (
        "下划线成了粗体的记号",
        "程序里的名字写成代码，粗体写成 **字**",
    ),
    re.compile(r"\\\\([(\[])[^\n]*?\\\\[)\]]"): (
        "两个反斜杠的括号不是公式的记号",
        r"公式写成 $x$；独占一段的写成 $$x$$",
    ),
    re.compile(r"^[ >]*#{7,}(?!#)", re.MULTILINE): (
        "标题最多六级",
        "写成 ## 或 ###；要显示的是 # 本身，就写 \\#",
    ),
    re.compile(rf"^[ >]*{_MARK}.*\n[ >]*{_MARK}", re.MULTILINE): (
        "列表的几项成了一段",
        "写成 1. 甲 或 - 甲，记号后空一格，前面空一行",
    ),
}
"""What became something else than was meant: what it became, what to write."""
PARTED_LINK = re.compile(r"\](?: ?（| \()(?=https?:|[./#]|[\w-]+\.(?:md|svg|png|jpe?g|gif|webp)\b)")
FOLDER = re.compile(r"(?:(?!/|https?:|mailto:)[^#?]*/|\.\.?|(?!/)[^#?:]*/[^#?./]+)(?:[#?].*)?")
"""On the site it may lead to a page, elsewhere to no text, and nothing moves it with its page."""
BOXES = re.compile(
    "misconception|correction|example|exercise|solution|note|abstract|summary|tldr|info|todo|tip|hint|important|success|"
    "check|done|question|help|faq|warning|caution|attention|failure|fail|missing|danger|error|bug|quote|cite"
)
"""Ours, and those that the theme has elsewhere, which look like a note here; any other is mistyped."""
PRICE = re.compile(r"\$[0-9]")
WITHOUT_DOLLARS = {
    "(": (
        "圆括号成了公式的记号，在别处只是括号",
        "公式写成 $x$；是括号，前面就不写反斜杠",
    ),
    "[": ("方括号成了公式的记号，在别处只是括号", "公式前后各写一行 $$"),
    "b": (r"\begin 自己成了公式，在别处只是文字", "前后各加一行 $$"),
}
"""By what follows the backslash."""
CLOSED = frozenset(allowed.ELEMENTS) - frozenset(
    ("br", "col", "colgroup", "dd", "dt", "hr", "img", "li", "p", "rp", "rt", "tbody", "td", "tfoot", "th", "thead",
     "tr", "wbr")
)  # fmt: skip
"""Elements that do not end by themselves."""


OUTER = re.compile(r"^(?:> ?)*")
ITEM = re.compile(r"(?:[-*+]|\d+\.) ")


def misread(source: Source) -> Iterator[Mistake]:
    yield from _spilt(source)
    yield from _fallen_out(source)
    yield from _longer_fences(source)
    yield from _unbalanced(source)
    yield from _something_else(source)
    yield from _in_attributes(source)
    yield from _unseen(source)


def _unbalanced(source: Source) -> Iterator[Mistake]:
    """Elements that have only one of their tags."""
    opened: list[Tag] = []
    for tag in source.of(Tag):
        name = tag.name.removeprefix("/")
        if name not in CLOSED:
            continue
        if name == tag.name:
            opened.append(tag)
        elif name not in (one.name for one in opened):
            yield unopened(name, tag.start)
        else:
            while (inner := opened.pop()).name != name:
                yield unclosed(inner.name, inner.start)
    yield from (unclosed(tag.name, tag.start) for tag in opened)


def _fallen_out(source: Source) -> Iterator[Mistake]:
    """Blocks of HTML below an item, indented by less than the four spaces that keep them in it."""
    boxes = source.of(Box)
    for tag in source.of(Tag):
        above, _, before = source.text[: tag.start].rpartition("\n")
        depth = sum(tag.is_in_any([box]) for box in boxes)
        indent = OUTER.sub("", before).removeprefix("    " * depth)
        if tag.name not in BLOCK_LEVEL_ELEMENTS or indent not in ("  ", "   "):
            continue
        outer = before.removesuffix(indent)
        lines = (line.removeprefix(outer) for line in reversed(above.split("\n")))
        first = next((line for line in lines if line.strip(" >") and line[0] != " "), "")
        if ITEM.match(first):
            told = f"HTML 的块不在列表项里：<{tag.name}>"
            yield Mistake("正文", told, "在列表项里的缩进四个空格", place=tag.start)


def _longer_fences(source: Source) -> Iterator[Mistake]:
    """Elsewhere these end a block of code, and what follows is no code."""
    for fence in source.of(Fence):
        for line in longer_ends(source.text, fence):
            shown = source.text[line.start : line.end].strip(" >")
            told = f"代码块没有在这里结束，在别处会：{shown}"
            instead = f"结尾写成 {fence.marks}，同开头一样多"
            yield Mistake("正文", told, instead, place=line.start)


def _something_else(source: Source) -> Iterator[Mistake]:
    """What became something, but something else than was meant."""
    for pattern, (message, instead) in INSTEAD.items():
        for found in pattern.finditer(source.prose, source.body_starts):
            told = found.lastgroup or 0
            shown = " ".join(found[told].split())[:20]
            yield Mistake("正文", f"{message}：{shown}", instead, place=found.start(told))
    for parted in PARTED_LINK.finditer(source.text, source.body_starts):
        if source.prose[parted.start()] == "]":
            line = source.text[parted.start() :].partition("\n")[0]
            instead = "括号用半角，中间不空格：[文字](地址)"
            yield Mistake("正文", f"没有成为链接：{line[:20]}", instead, place=parted.start())
    for link in source.of(Link):
        if " " in link.target and source.text[link.target_at - 1] not in "<\"'=":
            told = f"链接的地址里有空格，在别处不是链接：{link.target[:30]}"
            yield Mistake("正文", told, "空格写成 %20", place=link.target_at)
        elif FOLDER.fullmatch(link.target) and source.text[link.target_at - 1] in "(<":
            told, instead = f"链接到文件夹：{link.target}", "写到文件，如 ../two/index.md"
            yield Mistake("链接", told, instead, place=link.target_at)
    for code in source.of(InlineCode):
        first, *others = source.text[code.start : code.end].split("\n")
        if others and first.startswith("```"):
            told = f"代码块成了句子里的代码：{first[:20]}"
            yield Mistake("正文", told, "``` 各占一行，前后空一行", place=code.start)
    for formula in source.of(Formula):
        if PRICE.match(source.text, formula.end - 1):
            shown = source.text[formula.start : formula.end + 1]
            instead = r"价格写作 \$5；是公式，就在后面空一格"
            yield Mistake("公式", f"$ 后面紧跟着数字：{shown}", instead, place=formula.start)
        elif source.text[formula.start] == "\\":
            shown = " ".join(source.text[formula.start : formula.end].split())[:20]
            told, instead = WITHOUT_DOLLARS[source.text[formula.start + 1]]
            yield Mistake("公式", f"{told}：{shown}", instead, place=formula.start)


def _in_attributes(source: Source) -> Iterator[Mistake]:
    """Formulas where a browser reads only text."""
    for tag in source.of(Tag):
        for start, end in attributes(source.text, tag.start, tag.end).values():
            for part in within(source.text[start:end]):
                if isinstance(part, Formula):
                    told = f"标签的属性里没有公式：{' '.join(part.tex.split())[:20]}"
                    instead = "图写成 ![说明 $x$](文件)"
                    yield Mistake("正文", told, instead, place=start + part.start)


def _unseen(source: Source) -> Iterator[Mistake]:
    """Characters over which no search finds a word."""
    for found in UNSEEN.finditer(source.text):
        told = f"有看不见的字符 U+{ord(found[0]):04X}"
        yield Mistake("字符", told, "删去", place=found.start())
    # The words are worked out only for who needs them.
    words = source.words if COMBINING.search(source.text) else ""
    for found in DECOMPOSED.finditer(words):
        if (one := unicodedata.normalize("NFC", found[0])) != found[0]:
            told = f"字母和重音分成了两个字符：{found[0]}"
            yield Mistake("字符", told, f"写成一个：{one}", place=found.start())


def _spilt(source: Source) -> Iterator[Mistake]:
    """Boxes and captions that hold less than was meant, or more."""
    for box in source.of(Box):
        line = source.text[box.start :].partition("\n")[0]
        if box.title[0] == box.title[1] and not line.isascii():
            yield _wrong(box, f"题目没有引号：{line[:20]}", '写成 !!! note "题目"')
        elif not BOXES.fullmatch(box.kind):
            instead = "写 misconception、correction、example、exercise、solution 之一，别的用 note"
            yield _wrong(box, f"没有这种方框：{line[:20]}", instead)
        elif box.end <= box.start + len(line):
            yield _wrong(box, f"方框是空的：{line[:20]}", "内容写在下面，缩进四个空格")
    marks = source.of(CaptionMark)
    for mark, following in zip_longest(marks, marks[1:]):
        if _opens(source, mark) and (not following or _opens(source, following)):
            yield _wrong(mark, "图题没有结束，后面的都成了图题", "在图题后面另起一行写 ///")


def _opens(source: Source, mark: CaptionMark) -> bool:
    return bool(source.text[mark.start : mark.end].strip(" /"))


def _wrong(span: Span, message: str, instead: str) -> Mistake:
    return Mistake("正文", message, instead, place=span.start)
