"""Trained and stored parameters of prefix-tuning against all of GPT-2 medium, on a log axis."""

from __future__ import annotations

import runpy
from pathlib import Path

from matplotlib.figure import Figure

from authoring.drawing import INK, MUTED, SECOND, SIGNAL, figure

CHECKS = runpy.run_path(str(Path(__file__).with_name("checks.py")))
ROWS = (
    ("整个模型", CHECKS["parameters"]("medium"), MUTED),
    ("训练时：嵌入和 MLP", CHECKS["trained"]("medium", 10), SECOND),
    ("保存的前缀", CHECKS["stored"]("medium", 10), SIGNAL),
    ("若只在输入层", CHECKS["prompt_tuning"](10, 1024), INK),
)


def draw() -> Figure:
    sheet = figure(2.9)
    axes = sheet.subplots()
    for row, (label, count, color) in enumerate(ROWS):
        axes.barh(-row, count, left=1, height=0.42, color=color)
        axes.text(1.4e3, -row + 0.27, label, color=INK, va="bottom")
        axes.text(count * 1.3, -row, f"{count:,}", color=color, va="center")
    axes.set(xscale="log", xlim=(1e3, 1.2e10), ylim=(-3.4, 0.75), yticks=[])
    axes.set_xticks([1e4, 1e6, 1e8], ["1 万", "100 万", "1 亿"])
    axes.minorticks_off()
    axes.spines["left"].set_visible(False)
    axes.set_xlabel("参数个数（对数刻度）")
    return sheet
