"""Hypothesis strategies: Markdown notes that mix everything a note may hold."""

from __future__ import annotations

from hypothesis import strategies as st

HAN = [
    "偏置",
    "感受野",
    "激活函数",
    "模型",
    "我们",
    "训练",
    "把它移到左边",
    "注意力",
    "这就是",
    "越大越难",
]
LATIN = ["LoRA", "prefix-tuning", "Self-supervised", "C++", "don't", "F1", "top-p", "1.4T", "e.g."]
NUMBERS = ["-1", "−4.595", "3.14", "6,738,415,616", "16%", "2026", "10–20%", "3×3", "3.8 × 10⁻⁷"]
FORMULAS = [r"$y\in\{1,-1\}$", r"$a<b$", r"$\frac{1}{n}\sum_i x_i$", "$-1$", r"$\text{损失}$"]
CODE = ["`x[i]`", "`a < b`", "`**kw`"]
EMOJI = ["👩🏽‍🔬", "🇨🇳", "é"]

words = st.sampled_from(HAN * 3 + LATIN + NUMBERS + FORMULAS + CODE + EMOJI)
emphasis = words.map(lambda word: f"**{word}**" if word[0] not in "`$" else word)
clauses = st.lists(words | emphasis, min_size=1, max_size=8).map(" ".join)
clause_ends = st.sampled_from(["，", "；", "、", ", "])
sentence_ends = st.sampled_from(["。", "？", "！", "。”", ". "])


@st.composite
def sentences(draw: st.DrawFn) -> str:
    text = draw(clauses)
    for _ in range(draw(st.integers(0, 3))):
        text += draw(clause_ends) + draw(clauses)
    if draw(st.booleans()):
        text = f"（{draw(clauses)}）{text}"
    end = draw(sentence_ends)
    return f"“{text}{end}" if end == "。”" else text + end


paragraphs = st.lists(sentences(), min_size=1, max_size=4).map("".join)
wrapped = st.lists(sentences(), min_size=2, max_size=4).map("\n".join)
DISPLAY = r"$$" + "\n" + r"\mathcal{L}=-\sum_{i=1}^{N}\log\frac{e^{s_i/\tau}}{\sum_j e^{s_j/\tau}}"
blocks = st.one_of(
    paragraphs,
    wrapped,
    st.lists(sentences(), min_size=1, max_size=3).map(
        lambda items: "\n".join(f"- {i}" for i in items)
    ),
    st.just("## HEADING 标题"),
    st.just("```python\nCODEBLOCK = 1\n```"),
    st.just("| TABLEHEAD | b |\n|---|---|\n| TABLECELL | 2 |"),
    st.just('!!! note "BOXTITLE"\n    框里的字。'),
    sentences().map(lambda text: text.rstrip("。”？！. ") + "[^1]。\n\n[^1]: FOOTNOTE 脚注。"),
    st.just("$$\nx^2\n$$"),
    sentences().map(lambda text: f"{text}![图](PICTURE.png)"),
    st.just("区间 [0, 1) 里的数，空代码 ` ` 和断行  \n都算。"),
    sentences().map(lambda text: f"{text}损失如下：\n\n{DISPLAY}\n$$"),
    paragraphs.map(lambda text: f"> {text}"),
)
notes = st.lists(blocks, min_size=1, max_size=8).map("\n\n".join)
"""Markdown bodies. What an excerpt must leave out is written in capitals."""
LEFT_OUT = ("HEADING", "CODEBLOCK", "TABLEHEAD", "TABLECELL", "BOXTITLE", "FOOTNOTE", "PICTURE")
WHOLE = LATIN + NUMBERS
