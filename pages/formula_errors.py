"""Why a formula cannot be drawn, in the language of the notes."""

from __future__ import annotations

import re

from pages.tex.tokens import TOKEN

REASONS = (
    (r'Unexpected comment "%"\.', r"% 和它后面的字都不算公式，百分号写 \\%"),
    (r"Unknown command (.+)\.", r"没有 \1 这个命令"),
    (r'Unknown environment "(eqnarray|flalign)(\*?)"\.', r"没有 \1\2 这个环境，用 align\2"),
    (r"Unknown environment (.+)\.", r"没有 \1 这个环境"),
    (r"Unknown color (.+)\.", r"没有 \1 这种颜色"),
    (r"Expected closing token (.+), but reached end of input\.", r"少了 \1"),
    (r"Unmatched closing token: (.+)\.", r"多了 \1"),
    (r"Expected argument but (?:reached end of input|got closing token .+)\.", "{sign} 前面少了参数"),
    (r"Expected (.+), but found (.+)\.", r"环境没有配对：要 \1，写的是 \2"),
    (r"There must be a parenthesis after (.+), but not found\.", r"\1 后面要有括号，不能是 {sign}"),
    (r"Expected a relation after \\not\.", r"\\not 后面要有 = 一类的关系符号，不能是 {sign}"),
    (r"'\^' or '_' directly followed by '\^', '_' or prime\.", "^ 或 _ 后面要有内容，不能是 {sign}"),
    (r"Duplicate subscript or superscript\.", "上标或下标连着写了两个，用花括号分开"),
    (r'Found "&", which may only appear .+\.', "& 只能写在 aligned、cases 一类环境里"),
    (r'Found "\\(tag|label)(?:\[\*\])?", which may only appear .+\.', r"\\\1 只能写在独占一段、带编号的公式里，一行一个"),
    (r'Found ".+", which may only appear after .+\.', r"{sign} 只能跟在 \\sum、\\max 一类运算符后面"),
    (r'Found ".+", which may only appear directly after .+\.', r"{sign} 只能写在 array 或 matrix 一行的开头"),
    (r"Found (.+), which may only appear .+\.", r"\1 不能写在这里"),
    (r"Found more than one label in a row\.", r"一行里有两个 \\label"),
    (r"Found more than one infix fraction in a group\.", r"一组花括号里有两个 \\over 一类的分数"),
    (r"Expected non-special ASCII characters in string literal\.", "这里只能写英文字母、数字和常用标点，不能写 {sign}"),
    (r"Could not extract text from the given macro\.", "这里只能写文字，不能写 {sign}"),
    (r"Expected a text as the name of the link\.", r"链接的名字只能是文字：\\href{地址}{\\text{名字}}"),
    (r"Unexpected address (.+)\.", r"\1 不能链接：地址以 https:// 或 mailto: 开头"),
    (r"Expected column specification, found (.*)\.", r"列的对齐只能写 l、c、r 和竖线，写的是 \1"),
    (r"Expected length with units, found (.*)\.", r"要写带单位的长度（如 1em），写的是 \1"),
    (r"Found invalid unit (.+)\.", r"没有 \1 这个单位"),
    (r".+ unit (.+) cannot be used with (.+)\.", r"\2 不能用单位 \1"),
    (r"Math mode within text mode .+", r"花括号或 \\begin、\\end 没有配对"),
    (r"Not valid in text mode\.", r"文字里不能写 {sign}，公式写在 $…$ 之间"),
    (r"Not valid in math mode\.", r"{sign} 只能写在 \\text{…} 里"),
    (r"Disallowed character in text group: '(.+)'\.", r"这里不能写 \1"),
    (r"Direct Unicode input is not supported for this symbol yet: '(.+)'\.", r"不认得直接写的 \1，改用命令"),
    (r"Switch-like commands cannot be used as arguments\.", "{sign} 不能作参数，用花括号括起来"),
    (r"Expected (?:at most|exactly) one token as argument\.", "参数只能是一个符号"),
    (r"Expected a large operator\.", r"要有 \\sum 一类的大运算符，不能是 {sign}"),
    (r"Expected the number of a sign after .+\.", r"\\char 后面要写符号的编号，如 \\char 65"),
    (r"Expected the name of a command\.", r"要有命令的名字，不能是 {sign}"),
    (r"Invalid macro name: (.+)\.", r"\1 不能作命令的名字"),
    (r"This command is already defined\.", r"{sign} 已经有了，改用 \\renewcommand"),
    (r"This command is not defined\.", r"{sign} 还没有，改用 \\newcommand"),
    (r".*[Pp]arameter.*", r"# 是定义命令时的参数，井号写 \\#"),
    (r"Too many expansions .+\.", "自定义的命令又用到了自己"),
    (r"Unexpected (.+)\.", r"这里不能写 \1"),
)  # fmt: skip


class FormulaError(ValueError):
    """A formula that cannot be drawn."""

    def __init__(self, tex: str, reason: str, position: int) -> None:
        super().__init__(f"画不出 {_around(tex, position)}：{reason}（第 {position + 1} 个字符）")
        self.tex, self.reason, self.position = tex, reason, position


def _around(tex: str, position: int) -> str:
    """In one line, not longer than one."""
    start = max(0, position - 20) if len(tex) > 60 else 0
    shown = " ".join(tex[start : start + 60].split())
    return f"{'…' if start else ''}{shown}{'…' if start + 60 < len(tex) else ''}"


def explain(reason: str, after: str) -> str:
    """The reason in Chinese, naming what stands there; one that is new, as it is."""
    for pattern, ours in REASONS:
        if said := re.fullmatch(pattern, reason):
            return said.expand(ours).replace("{sign}", _sign(after))
    return f"math-core 说 {reason}"


def _sign(after: str) -> str:
    """The command or character that a formula goes on with."""
    token = TOKEN.match(after)
    return token[0].strip() or "空格" if token else "末尾"
