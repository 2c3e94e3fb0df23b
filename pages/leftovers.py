"""What of a source the page does not show as it was meant: markup left as text, and what was swallowed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from lxml import etree

from notes.characters import HAN
from notes.inline import ESCAPE, TAKEN
from notes.scanner import blank, spans
from notes.source import Source
from notes.spans import (
    NOT_TEXT,
    Code,
    Formula,
    FrontMatter,
    Image,
    Link,
    Open,
    Span,
    Tag,
)
from pages.added import FOOTNOTE
from pages.facts import Mistake
from pages.misread import misread

ESCAPED_LINK = re.compile(r"\\\[[^\[\]\n]*\]\(")


class Kind(NamedTuple):
    """Markup that can be left over."""

    pattern: str
    """As text of a page."""
    message: str
    instead: str


COMPLETE = "看看它上面的标签、表格和列表是不是都完整"
LITERAL = "要显示的是记号本身，就写成代码，或在它前面加 \\"
AS_CODE = "要显示的是记号本身，就写成代码"
BOX = '方框写成 !!! note "题目"，内容缩进四个空格'
ANYWHERE = (
    Kind(r"\$+", "没有成为公式", f"写成 $x$，里侧不留空格；独占一段的写成 $$x$$；{LITERAL}"),
    Kind(r"\*\*+", "没有成为粗体", f"两头各写 **，里侧不留空格；{LITERAL}"),
    Kind(r"__(?=[^\s_])[^_\n]*[^\s_]__", "没有成为粗体", f"写成 **粗体**；{LITERAL}"),
    Kind(r"(?<!\w)_(?=[^\W_])[^_\n]*[\u4e00-\u9fff]_", "没有成为斜体", f"写成 *斜体*；{LITERAL}"),
    Kind("~~+", "没有成为删除线", f"两头各写 ~~，里侧不留空格；{LITERAL}"),
    Kind("`+", "没有成为代码", f"两头写一样多的反引号；{LITERAL}"),
    Kind(r"\[ ?@", "没有成为引文", f"写成 [@key]；{LITERAL}"),
    Kind(r"\[\^", "没有成为脚注", f"另起一段写 [^名字]: 内容；{LITERAL}"),
    Kind(r"\]\(", "没有成为链接", f"写成 [文字](地址)，地址里的空格写 %20；{LITERAL}"),
    Kind(r"＄[^＄\n]+＄|￥[A-Za-z\\][^￥\n]*￥", "没有成为公式", f"$ 用半角，写成 $x$；{AS_CODE}"),
    Kind("＊＊(?=[^\\s＊])", "没有成为粗体", f"* 用半角，写成 **粗体**；{AS_CODE}"),
    Kind(r"\{:? ?[.#][^\W\d][^}\n]*\}", "没有成为属性", f"紧跟在它所属的东西后面；{LITERAL}"),
    Kind(r"\\cite\w*", "没有成为引文", f"写成 [@key]；{LITERAL}"),
    Kind(r"\\[A-Za-z]+", "没有成为公式", f"公式放在 $ 和 $ 之间；{LITERAL}"),
    Kind(r"==(?=[^\s=])[^=\n]+==", "不是这里的写法", f"要强调的写成 **粗体**；{AS_CODE}"),
    Kind(r"\^\[", "没有成为脚注", f"写成 [^1]，另起一段写 [^1]: 内容；{AS_CODE}"),
    Kind(r"(?<=\w)\^[\w+-]+\^", "不是这里的写法", f"上标写成公式，如 $x^2$；{AS_CODE}"),
    Kind(r"\[\[(?=[^\W\d])[^\[\]\n]+\]\]", "不是这里的写法", f"链接写成 [文字](地址)；{LITERAL}"),
    Kind(
        r"(?<![\w:]):[a-z][a-z_]+:(?![\w:])",
        "不是这里的写法",
        f"表情直接写成字符，引用写成 [文字](地址)；{AS_CODE}",
    ),
)
AT_LINE = (
    Kind(r"(?:!!!|\?\?\?\+?) ?[\w\"“「]", "没有成为方框",
         f'写成 !!! note "题目"（直引号），内容缩进四个空格；{AS_CODE}'),
    Kind(r"！！！ ?[A-Za-z]", "没有成为方框", f"! 用半角：{BOX}；{AS_CODE}"),
    Kind("[＞》]", "没有成为引用", f"用半角，写成 > 引文；{AS_CODE}"),
    Kind("＃+", "没有成为标题", f"# 用半角，后面空一格，写成 ## 标题；{AS_CODE}"),
    Kind("｜", "没有成为表格", f"| 用半角，表头下面写 |---|---|；{AS_CODE}"),
    Kind("···", "没有成为代码", f"用反引号，写成 ```python；{AS_CODE}"),
    Kind("///+", "没有成为图题", f"写成 /// figure-caption，另起一行写内容，再写 ///；{LITERAL}"),
    Kind(r"\[![A-Za-z]+\]", "不是这里的写法", f"{BOX}；{LITERAL}"),
    Kind(r"\[[ xX]\] ", "不是这里的写法", f"没有任务列表，写成一般的列表项；{LITERAL}"),
    Kind('===[+!]? ?["“]', "不是这里的写法", f"没有页签，写成几个小节；{AS_CODE}"),
    Kind(":::+", "不是这里的写法", f"{BOX}；{AS_CODE}"),
    Kind(r"(?i:\[\[?_?toc_?\]\]?)", "不是这里的写法", f"目录在页面旁边，删去这一行；{LITERAL}"),
    Kind("<{7}(?: |$)", "合并冲突没有解决", "留下要的那几行，删去 <<<<<<<、======= 和 >>>>>>>"),
    Kind(r"\d+[)）] ", "不是这里的写法", r"有序列表写成 1. 甲；要显示的是记号本身，就写成 1\)"),
    Kind("> ", "没有成为引用", f"前面空一行；{LITERAL}"),
    Kind(r"#{1,6} +(?=\S)", "没有成为标题", f"前后各空一行，顶格写；{LITERAL}"),
    Kind(r": +(?=\S)", "不是这里的写法", f"没有定义列表，写成 **词**：意思；{LITERAL}"),
    Kind(r"\|(?= *\S)", "没有成为表格", f"表格前后各空一行，表头下面写 |---|---|；{LITERAL}"),
    Kind(r":?-{3,}:? *\|", "没有成为表格", f"表格前后各空一行；{LITERAL}"),
    Kind(r"(?:[-*+]|\d+\.) +(?=\S)", "没有成为列表项", r"列表前空一行，项里的段落后也空一行；要显示的是记号本身，就写成 \- 或 1\."),
)  # fmt: skip
ITEM = AT_LINE[-1]


def _one_of(kinds: Iterable[Kind], group: str) -> str:
    return "|".join(f"(?P<{group}{n}>{kind.pattern})" for n, kind in enumerate(kinds))


SIGN = re.compile(r"[$*_~`\\=\[\]{^:＄￥＊]")
"""With one of which every mark begins that can stand anywhere."""
MARKED = re.compile(_one_of(ANYWHERE, "a"))
LINE = re.compile(f"^ *(?:{_one_of(AT_LINE, 'l')})", re.MULTILINE)
KINDS = {f"a{n}": kind for n, kind in enumerate(ANYWHERE)} | {
    f"l{n}": kind for n, kind in enumerate(AT_LINE)
}
TEXT = etree.XPath("string()")
WITHIN = TAKEN
"""Stands in texts of a page where an element begins or ends within a line."""
BESIDE = rf"[^\\*_~`$<>&\[\]{{}}!|\n\xa0{WITHIN}]"
"""What a source writes as a page shows it. Before the way back from a footnote a space is added."""
BEFORE, AFTER = re.compile(rf"{BESIDE}{{0,6}}\Z"), re.compile(f"{BESIDE}{{0,10}}")
CONTAINERS = re.compile(rf"(?:[ >{TAKEN}]|(?:[-*+]|\d+\.) +)*")
SOURCE_ITEM = re.compile(rf"^[ >]*{ITEM.pattern}(?!(?:[-*] *)+$)", re.MULTILINE)
"""Not `* * *`, which is a rule."""
RUN = re.compile(f"[{HAN}]+")


class Leftover(NamedTuple):
    """A mark that a page shows, with the text right beside it."""

    kind: Kind
    before: str
    mark: str
    after: str


def left_over(texts: Iterable[str]) -> list[Leftover]:
    """Marks in texts of a page that are neither code nor formulas."""
    shown = "".join(texts)
    found, done = list(LINE.finditer(shown)), 0
    for sign in SIGN.finditer(shown):
        mark = MARKED.match(shown, sign.start()) if sign.start() >= done else None
        if mark:
            found.append(mark)
            done = mark.end()
    return [_leftover(shown, one) for one in found]


def _leftover(text: str, found: re.Match[str]) -> Leftover:
    name = found.lastgroup or ""
    start, end = found.span(name)
    before = BEFORE.search(text[max(0, start - 6) : start]) if name[0] == "a" else None
    mark, goes_on, _ = found[name].partition(WITHIN)
    after = None if goes_on else AFTER.match(text, end)
    # At their ends a page has spaces that the source has not.
    return Leftover(
        KINDS[name],
        before[0].lstrip() if before else "",
        mark,
        after[0].rstrip() if after else "",
    )


@dataclass(frozen=True)
class Made:
    """What Markdown made of a source."""

    formulas: Counter[str]
    code: Counter[str]
    items: int
    text: str
    """All of it, and what images say."""

    @classmethod
    def of(cls, content: etree._Element) -> Made:
        return cls(
            Counter(
                _squeezed((one.text or "").strip()[2:-2])
                for one in content.iter("span", "div")
                if "arithmatex" in one.get("class", "")
            ),
            Counter(_squeezed(str(TEXT(one))) for one in content.iter("code", "pre")),
            sum(not one.get("id", "").startswith(FOOTNOTE) for one in content.iter("li")),
            "".join(
                [
                    *map(str, content.itertext()),
                    *(one.get("alt", "") for one in content.iter("img")),
                ]
            ),
        )


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def mistakes(source: Source, texts: Iterable[str], made: Made) -> Iterator[Mistake]:
    """What was left over or swallowed. A mark is literal, and no mistake, if the source escapes it."""
    view = _unfinished(source)
    left = list(_placed(view, left_over(texts)))
    told = [*_left(source, left), *misread(source)]
    yield from told
    places = [one.place for one in told if one.place is not None]
    lines = set(map(source.line_at, (*places, *(one.start for one in source.of(Open)))))
    for missing in _swallowed(source, made):
        line = source.line_at(missing.place) if missing.place is not None else None
        if line not in lines:
            yield missing
        if line:  # what else it lacks is lost for the same reason
            lines.add(line)
    items = len(SOURCE_ITEM.findall(view)) - sum(one.kind is ITEM for _, one in left)
    made_items = made.items - sum(tag.name == "li" for tag in source.of(Tag))
    if made_items < items:
        found = f"源文件里有 {items} 个列表项，页面上只有 {made_items} 个"
        yield Mistake("正文", found, "列表前后各空一行，下层的缩进四个空格")


def _left(source: Source, left: Iterable[tuple[int, Leftover]]) -> Iterator[Mistake]:
    """Each kind once a line, and once for lines that follow each other."""
    seen = set[tuple[int, str]]()
    for place, (kind, *_) in sorted(left, key=lambda one: one[0]):
        line, message = source.line_at(place), kind.message
        is_told = not seen.isdisjoint({(line, message), (line - (kind in AT_LINE), message)})
        seen.add((line, message))
        if not is_told:
            shown = source.text[place:].partition("\n")[0][:20]
            yield Mistake("正文", f"{message}：{shown}", kind.instead, place=place)


def _unfinished(source: Source) -> str:
    """The source, blank where markup became something or is escaped, or is told as left open."""
    parts: list[Span] = []
    for one in spans(source.text):
        if isinstance(one, Link):
            parts.append(Span(one.label[1], one.end))
        elif isinstance(one, (*NOT_TEXT, FrontMatter)) or (
            isinstance(one, Open) and one.mark[0] in "$`~|"
        ):
            parts.append(one)
    # With one bracket escaped the others of a link are text as well.
    view = ESCAPED_LINK.sub(lambda link: TAKEN * len(link[0]), blank(source.text, parts, TAKEN))
    return ESCAPE.sub(lambda found: TAKEN * 2 if found[1] else found[0], view)


def _placed(view: str, left: Iterable[Leftover]) -> Iterator[tuple[int, Leftover]]:
    """Each where it stands in the source; one that stands nowhere is literal."""
    for one, times in Counter(left).items():
        sought = one.before + one.mark + one.after
        places = _all(view, sought)
        if one.kind in AT_LINE:
            places = (place for place in places if _begins_line(view, place))
        for place in islice(places, times):
            yield place + len(one.before), one


def _all(view: str, sought: str) -> Iterator[int]:
    place = view.find(sought)
    while place >= 0:
        yield place
        place = view.find(sought, place + 1)


def _begins_line(view: str, place: int) -> bool:
    return CONTAINERS.fullmatch(view, view.rfind("\n", 0, place) + 1, place) is not None


def _swallowed(source: Source, made: Made) -> Iterator[Mistake]:
    formulas, code = made.formulas.copy(), made.code.copy()
    spoken = source.of(Image)  # what these say is text
    for formula in source.of(Formula):
        if formula.is_in_any(spoken):
            continue
        tex = _squeezed(formula.tex)
        formulas[tex] -= 1
        if formulas[tex] < 0:
            yield _missing("公式", formula.start, tex)
    for block in source.of(Code):
        if block.is_in_any(spoken):
            continue
        text = _squeezed(block.code)
        code[text] -= 1
        if text and code[text] < 0:
            yield _missing("正文", block.start, text)
    yield from _lost_words(source, made.text)


def _lost_words(source: Source, shown: str) -> Iterator[Mistake]:
    """Han characters that the source has more of than the page."""
    body = source.prose[source.body_starts :]
    lost = Counter("".join(RUN.findall(body))) - Counter(shown)
    if not lost:
        return
    runs = Counter(RUN.findall(body))
    missing = [run for run in runs if lost.keys() & set(run) and shown.count(run) < runs[run]]
    for run in missing:
        yield _missing("正文", source.body_starts + body.rindex(run), run)
    if not missing:
        yield Mistake("正文", f"页面上少了 {''.join(lost)[:20]}", COMPLETE)


def _missing(rule: str, place: int, written: str) -> Mistake:
    return Mistake(rule, f"页面上没有 {written[:20]}", COMPLETE, place=place)
