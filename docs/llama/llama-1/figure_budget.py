"""Total compute against model size at equal fitted loss: the more is served, the smaller the best."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from authoring.drawing import MUTED, SECOND, SIGNAL, THIRD, figure

CHECKS = runpy.run_path(str(Path(__file__).with_name("checks.py")))
SERVED = (
    (0.0, MUTED, "只算训练"),
    (1e12, SECOND, "再生成 1T token"),
    (3e12, SIGNAL, "再生成 3T token"),
)


def draw() -> Figure:
    sheet = figure(4.4)
    axes = sheet.subplots()
    sizes = np.geomspace(4.6e9, 30e9, 200)
    total = CHECKS["total_flops"]
    ours = CHECKS["parameters"]("7B")
    axes.axvline(ours / 1e9, color=THIRD, lw=1, ls=(0, (4, 3)))
    axes.text(ours / 1e9 * 1.02, 0.4, "LLaMA-7B", color=THIRD, va="bottom")
    for served, color, label in SERVED:
        axes.plot(sizes / 1e9, [total(n, served) / 1e22 for n in sizes], color=color)
        best = CHECKS["cheapest_parameters"](served)
        axes.plot(best / 1e9, total(best, served) / 1e22, "o", ms=7, color=color)
        axes.text(24, total(24e9, served) / 1e22 + 0.7, label, color=color, ha="right", va="bottom")
    axes.set(xscale="log", xlim=(4.6, 31), ylim=(0, 22))
    axes.set_yticks(range(0, 21, 5))
    axes.set_xticks([5, 7, 10, 15, 20, 30], ["5", "7", "10", "15", "20", "30"])
    axes.minorticks_off()
    axes.set_xlabel("参数量（B，对数刻度）")
    axes.set_title("总算力（10²² FLOPs），圆点是最省的大小")
    return sheet
