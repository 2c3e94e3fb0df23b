"""Hypothesis strategies: Markdown with everything the site's extensions know, in each other."""

from __future__ import annotations

from hypothesis import strategies as st

numbers = st.integers(10, 9999)
words = numbers.map(lambda n: f"字{n}") | st.sampled_from(
    ["LoRA", "是", "，", "a_b_c", "5*3", "**粗**"]
)
code_texts = st.one_of(
    numbers.map(lambda n: f"x{n}"),
    st.sampled_from(
        ["a < b", "$x$", "**kw", "<b>", "[@key]", "<!-- c -->", "[a](b)", "| c", "\\n", "#!"]
    ),
)
tex = st.one_of(
    numbers.map(lambda n: f"x_{{{n}}}"),
    st.sampled_from(
        [r"a<b", r"\{1,-1\}", r"\frac{1}{2}", r"5\%", "-1", r"\text{损失}", "f(a)", "x'"]
    ),
)


@st.composite
def inline_code(draw: st.DrawFn, breaks: str) -> str:
    marks = "`" * draw(st.integers(1, 3))
    parts = draw(st.lists(code_texts, min_size=1, max_size=2))
    inner = draw(st.sampled_from([" ", breaks])).join(parts)
    space = " " if len(marks) > 1 else ""
    return f"{marks}{space}{inner}{space}{marks}"


@st.composite
def inline_formulas(draw: st.DrawFn, breaks: str) -> str:
    inner = draw(st.sampled_from([" ", breaks])).join(draw(st.lists(tex, min_size=1, max_size=2)))
    start, end = draw(st.sampled_from([("$", "$"), (r"\(", r"\)")]))
    return f"{start}{inner}{end}"


def inlines(breaks: str) -> st.SearchStrategy[str]:
    """One thing within a text; `breaks` is a space where the text has one line."""
    label = st.one_of(words, inline_code(" "), inline_formulas(" "))
    return st.one_of(
        words,
        inline_code(breaks),
        inline_formulas(breaks),
        label.map(lambda text: f"[{text}](https://a.org/b_c#{len(text)})"),
        label.map(lambda text: f'[{text}](<checks.py#f:1,2> "题")'),
        label.map(lambda text: f"[{text}][name]"),
        words.map(lambda text: f"![{text}](figure_{len(text)}.svg){{ element=live }}"),
        st.sampled_from(
            ["<https://a.org/$x>", r"\$5", r"\`", "<b>粗</b>", "<code>h < 1</code>", "[^1]", "[@key]",
             "<!-- 注 -->", "<!-- `x` $y$ -->", '<span title="`q`">', "https://a.org/x", "**", r"\\", "&amp;"]
        ),
    )  # fmt: skip


@st.composite
def texts(draw: st.DrawFn, breaks: str = " ") -> str:
    return " ".join(["文", *draw(st.lists(inlines(breaks), min_size=1, max_size=5))])


paragraphs = texts("\n")
lines = texts()


@st.composite
def fences(draw: st.DrawFn) -> str:
    mark = draw(st.sampled_from(["```", "````", "~~~", "~~~~~"]))
    info = draw(
        st.sampled_from(
            ["", "python", " python", "py", "output", " { .python .small }", "{.text}", 'python title="a b"',
             'python linenums="1"', 'python hl_lines="1 2"', "text", "{ .python #id data-x=1 }", "c++"]
        )
    )  # fmt: skip
    inner = draw(
        st.lists(
            code_texts
            | st.sampled_from(["", "    深", "``` no", "~~~~", "`````", "> x", "- x", "# x", "$$"]),
            max_size=4,
        )
    )
    inner = [line for line in inner if line != mark]
    return "\n".join([f"{mark}{info}", *inner, mark])


indented = st.lists(
    code_texts | st.sampled_from(["    深", "```", "$$"]), min_size=1, max_size=3
).map(lambda inner: "\n".join(f"    {line}" for line in inner))
displays = st.builds(
    lambda text, marks: marks.format(text),
    tex,
    st.sampled_from(
        ["$${}$$", "$$\n{}\n$$", "\\[{}\\]", "\\[\n{}\n\\]", "\\begin{{align}}{}\\end{{align}}"]
    ),
)
headings = st.one_of(
    lines.map(lambda text: f"## {text}"),
    lines.map(lambda text: f"### {text} {{ #id .wide }}"),
    lines.map(lambda text: f"{text}\n-----"),
)
tables = st.lists(lines, min_size=2, max_size=4).map(
    lambda cells: "| 甲 | 乙 |\n|---|:-:|\n" + "\n".join(f"| {cell} | 末 |" for cell in cells)
)
html = st.one_of(
    code_texts.map(lambda text: f"<pre>{text}\n\n{text}</pre>"),
    st.sampled_from(
        ["<div>字 `c` $x$</div>", "<p>甲<b>乙</b>\n\n    丙</p>", "<table><tr><td><code>t</code></td></tr></table>",
         "<!-- 注 `x` -->", "<!-- 注\n\n$x$\n\n    码 -->", "<!-- more -->", "<hr>", "<!-- not run: 没有 GPU -->",
         "<details><summary>问</summary>\n\n答 `c`\n\n</details>", "<div><pre><code>a</code></pre></div> 尾 `c`",
         "<!--\n```python\nprint(1)\n```\n-->", "<div>\n\n```\nfenced\n```\n\n</div>"]
    ),
)  # fmt: skip


def _indent(text: str, width: int = 4) -> str:
    return "\n".join(" " * width + line if line else "" for line in text.split("\n"))


def _quote(text: str) -> str:
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


@st.composite
def items(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    marker = draw(st.sampled_from(["- ", "* ", "1. "]))
    between = draw(st.sampled_from(["\n", "\n\n"]))
    width = draw(st.sampled_from([4, 4, 2, 3]))
    listed = []
    for _ in range(draw(st.integers(1, 3))):
        item = marker + draw(lines)
        if between == "\n\n":
            item += "".join(
                f"\n\n{_indent(block, width)}" for block in draw(st.lists(inner, max_size=2))
            )
        listed.append(item)
    return between.join(listed)


@st.composite
def boxes(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    mark = draw(st.sampled_from(["!!!", "???", "???+"]))
    title = draw(st.sampled_from(["", ' "题"', ' "题 `t` $z$"']))
    content = "\n\n".join(draw(st.lists(inner, min_size=1, max_size=3)))
    return f"{mark} note{title}\n{draw(st.sampled_from(['', chr(10)]))}{_indent(content)}"


leaves = st.one_of(
    paragraphs,
    paragraphs,
    fences(),
    indented,
    displays,
    headings,
    tables,
    st.just("---"),
    st.tuples(lines, fences(), lines).map("\n".join),  # no blank line between them
    st.tuples(lines, displays, lines).map("\n".join),
    st.sampled_from(
        [
            "<!-- 注 `x` -->",
            "<div>字 `c` $x$</div>",
            "<!-- not run: 慢 -->",
            "\t码",
            "```math\nx < 1\n```",
            "- 项：\n  $$\n  y\n  $$\n- 项\n\n  $$z$$\n  后\n- 末",
            "1. 项\n\n   段 `p`\n懒 $q$\n\n   - 子 `r`\n2. 项\n\n- 项 $t$\n\n  > 引 `o`\n\n  ```\n  n\n  ```",
            "1. 项\n\n    续段 `s`。\n2. 项 $u$",
            "文 $$v$$ 和 $$ w $$。",
            "| 甲 | 乙 |\n|---|---|\n| $P(a\\|b)$ | `c \\| d` |",
            "- 项\n\n\t`t`",
            "| `a&#124;b` |\n|---|\n| $c&#124;d&lt;e$ |",
            "- 项\n    > 引 `e`\n    - 项\n        > 引 $f$\n        | a | b |\n        |---|---|\n        | `g` | $h$ |",
            "列表：\n- 甲 `a`\n  - 乙 $b$\n    - 丙 `d`\n1. 丁 $e$\n   - 戊 `f`\n- 己",
            "表：\n| a | b |\n|---|---|\n| `c` | $d$ |",
            "1. 项\n   - 项 `s`\n\n     段 $t$\n\n     ```\n     u\n     ```\n\n   - 项\n\n       `v`",
            "  - 项 `w`\n\n  - 项\n\n    - 项 $x$\n\n      > 引 `y`",
            "| 甲 |\n|---|\n| `z` |\n```\na\n```\n后 $b$",
            '- 项\n\n  !!! note "题 $A$"\n      文\n\n      - 项 `B`\n\n        段 $C$\n\n            码',
            "行 `g`\\\n行 $h$",
            "文\n<p>$i$ `j`</p>\n文 `k`",
            "<details>\n<summary>问 $l$</summary>\n\n答 `m`\n\n- 项 $n$\n</details>",
            "<table>\n  <tr><td>`o` $p$</td></tr>\n</table>",
            "<div>\n$$\nq\n$$\n文 `r`</div>",
        ]
    ),
)


def _containers(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        items(inner),
        boxes(inner),
        st.lists(inner, min_size=1, max_size=3).map("\n\n".join).map(_quote),
    )


blocks = st.recursive(leaves, _containers, max_leaves=6)
captions = lines.map(lambda text: f"/// figure-caption\n{text}\n///")
footnotes = st.lists(blocks, min_size=1, max_size=2).map(
    lambda inner: "[^1]: 注 `f` $f$\n\n" + "\n\n".join(map(_indent, inner))
)
notes = st.builds(
    lambda parts, notes: "\n\n".join([*parts, *notes, "[name]: https://a.org/name"]),
    st.lists(blocks | html | captions, min_size=1, max_size=6),
    st.lists(footnotes, max_size=1),
)
"""Markdown bodies."""


def _has_its_blocks(text: str) -> bool:
    """Python-Markdown takes `<b` of `$a<b$` for a tag that goes on to the next `>`: a block of HTML that
    begins in between is none. The scanner says the same; but where a <pre> then ends nobody can tell."""
    return not ("a<b" in text and "\n<" in f"\n{text}")


notes = notes.filter(_has_its_blocks)
