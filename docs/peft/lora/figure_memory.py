"""Memory of weights, gradients and optimizer for Llama 3.1 8B: full fine-tuning, LoRA, QLoRA."""

from __future__ import annotations

import runpy
from pathlib import Path

from matplotlib.figure import Figure

from authoring.drawing import INK, MUTED, RULE, SECOND, SIGNAL, THIRD, figure

CHECKS = runpy.run_path(str(Path(__file__).with_name("checks.py")))
MODEL = "llama3-8b"


def draw() -> Figure:
    sheet = figure(4.0)
    axes = sheet.subplots()
    billions = CHECKS["parameters"](MODEL) / 1e9
    adapter = CHECKS["adapter_gigabytes"](MODEL, 16, "all")
    rows = (
        ("全量微调（混合精度）", [2 * billions, 2 * billions, 12 * billions]),
        ("LoRA，r = 16，全部线性层", [CHECKS["frozen_gigabytes"](MODEL), adapter, 0]),
        ("QLoRA，r = 16", [CHECKS["quantized_gigabytes"](MODEL), adapter, 0]),
    )
    colors = ((SECOND, THIRD, SIGNAL), (SECOND, SIGNAL, SIGNAL), (SECOND, SIGNAL, SIGNAL))
    for row, (label, parts) in enumerate(rows):
        left = 0.0
        for width, color in zip(parts, colors[row], strict=True):
            axes.barh(-row, width, left=left, height=0.42, color=color)
            left += width
        axes.text(0, -row + 0.26, label, color=INK, va="bottom")
        axes.text(left + 1.5, -row, f"{left:.1f} GB", color=INK, va="center")
    axes.text(8, -0.32, "权重", color=SECOND, ha="center", va="top")
    axes.text(24, -0.32, "梯度", color=THIRD, ha="center", va="top")
    axes.text(108, -0.32, "优化器状态和主权重", color=SIGNAL, ha="center", va="top")
    axes.axvline(80, color=MUTED, lw=0.9, ls=(0, (4, 3)), zorder=0)
    axes.text(81, -2.35, "一张 80 GB 的卡", color=MUTED, va="center")
    axes.grid(axis="x", color=RULE, lw=0.6)
    axes.set_axisbelow(True)
    axes.set(xlim=(0, 152), ylim=(-2.6, 0.7), yticks=[])
    axes.spines["left"].set_visible(False)
    axes.set_xlabel("GB，不含激活")
    return sheet
