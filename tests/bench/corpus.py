"""Generated notes: realistic Chinese machine-learning text, the same for the same seed."""

from __future__ import annotations

import random
from pathlib import Path

from mkdocs.config import load_config
from site_shell import ROOT, TOPIC, write_shell

NOUNS = [
    "模型",
    "梯度",
    "损失",
    "注意力",
    "权重",
    "偏置",
    "激活函数",
    "词元",
    "缓存",
    "样本",
    "批量",
    "学习率",
    "参数",
    "编码器",
    "特征",
    "温度",
    "先验",
    "噪声",
    "秩",
    "精度",
]
VERBS = [
    "更新",
    "估计",
    "约束",
    "放大",
    "抵消",
    "记住",
    "预测",
    "压缩",
    "对齐",
    "采样",
    "近似",
    "分解",
    "替换",
    "冻结",
    "共享",
]
LATIN = [
    "LoRA",
    "RMSNorm",
    "SwiGLU",
    "softmax",
    "KV-cache",
    "top-p",
    "InfoNCE",
    "Adam",
    "ResNet-50",
    "bf16",
]
LINKS = ["于是", "但是", "因此", "同时", "反过来", "换句话说", "在训练初期", "推理时"]
INLINE = [
    r"w^\top x + b > 0",
    r"\theta_i = 10000^{-2i/d}",
    r"O(n^2 d)",
    r"\mathbb{E}[x]",
    r"p_\theta(y \mid x)",
]
DISPLAY = [
    r"\mathcal{L} = -\sum_{i=1}^{N} \log \frac{\exp(s_{ii}/\tau)}{\sum_j \exp(s_{ij}/\tau)}",
    r"\operatorname{softmax}\left( \frac{Q K^{\top}}{\sqrt{d_k}} \right) V",
    r"\begin{aligned} m_t &= \beta_1 m_{t-1} + (1 - \beta_1) g_t \\ v_t &= \beta_2 v_{t-1} + (1 - \beta_2) g_t^2 \end{aligned}",
]
CODE = "```python\nimport numpy as np\n\nx = np.arange({n})\nprint(x.sum())\n```"
CHECKS = '"""Numbers of this note."""\n\n\ndef total() -> int:\n    """Sum of the first {n} integers."""\n    return sum(range({n}))\n'


def topics_of_site() -> list[str]:
    """Folders that hold notes."""
    return list(load_config(str(ROOT / "mkdocs.yml")).extra["topics"])


NOTES_A_TOPIC = 150
"""At most, about: a site of many notes has more topics."""


def write_corpus(docs: Path, count: int, *, seed: int = 0) -> None:
    """`count` notes spread over the topics, on top of the site's shell."""
    write_shell(docs)
    topics = topics_of_site()
    topics += [f"topic-{number}" for number in range(len(topics), count // NOTES_A_TOPIC)]
    for topic in topics:
        docs.joinpath(topic).mkdir()
        docs.joinpath(topic, "index.md").write_text(TOPIC.format(title=topic), encoding="utf-8")
    chance = random.Random(seed)
    for number in range(count):
        folder = docs / topics[number % len(topics)] / f"note-{number}"
        folder.mkdir()
        earlier = number - len(topics)
        folder.joinpath("index.md").write_text(_note(chance, number, earlier), encoding="utf-8")
        folder.joinpath("checks.py").write_text(CHECKS.format(n=number + 3), encoding="utf-8")


def _note(chance: random.Random, number: int, earlier: int) -> str:
    day = f"2025-{1 + number % 12:02}-{1 + number % 28:02}"
    requires = f"[note-{earlier}]" if earlier >= 0 and number % 3 == 0 else "[]"
    change = f"changes:\n  - {{date: {day}, kind: correction, what: 更正了第 {number} 个数}}\n"
    noun = chance.choice(NOUNS)
    link = f"见[前一篇](../note-{earlier}/index.md)。" if earlier >= 0 else ""
    n = number + 3
    parts = [
        f"---\nid: note-{number}\ntitle: {noun}怎样{chance.choice(VERBS)}{chance.choice(NOUNS)}\n"
        f"description: 关于{noun}的一篇笔记\ndate: {day}\ntags: [{noun}, 标签 {number}, 标签 {number // 2 + 1_000_000}]\n"
        f"authors: [editors]\nrequires: {requires}\n{change if number % 4 == 0 else ''}---\n",
        _paragraph(chance) + link,
    ]
    for section in range(5):
        parts += [
            f"## 第 {section + 1} 节 {chance.choice(NOUNS)}与{chance.choice(NOUNS)}",
            _paragraph(chance),
            f"$$\n{chance.choice(DISPLAY)}\n$$",
            _paragraph(chance),
        ]
    parts += [
        CODE.format(n=n) + f"\n\n```output\n{sum(range(n))}\n```",
        "| 层 | 核 | 步长 |\n|---|---|---|\n"
        + "\n".join(f"| {i} | {i % 5 + 1} | 2 |" for i in range(8)),
        f"合计 [{sum(range(n)):,}](checks.py#total) 个。",
        '!!! misconception "误区：越大越好"\n    ' + _sentence(chance),
        "\n".join(f"- {_sentence(chance)}" for _ in range(4)),
    ]
    return "\n\n".join(parts) + "\n"


def _paragraph(chance: random.Random) -> str:
    return "".join(_sentence(chance) for _ in range(5))


def _sentence(chance: random.Random) -> str:
    subject, target = chance.sample(NOUNS, 2)
    formula = f" ${chance.choice(INLINE)}$ " if chance.random() < 0.4 else ""
    latin = f" {chance.choice(LATIN)} " if chance.random() < 0.4 else "它"
    return (
        f"{chance.choice(LINKS)}，{subject}{chance.choice(VERBS)}{target}{formula}，"
        f"{latin}{chance.choice(VERBS)}的是{chance.choice(NOUNS)}。"
    )
