"""log K, the true information and the InfoNCE bound against K, for two noisy channels."""

from __future__ import annotations

import runpy
from pathlib import Path

from matplotlib.figure import Figure

from authoring.drawing import MUTED, SECOND, SIGNAL, figure

CHECKS = runpy.run_path(str(Path(__file__).with_name("checks.py")))
SIZES = [2**power for power in range(1, 9)]
CHANNELS = ((0.1, SECOND, "翻转 10%"), (0.0, SIGNAL, "从不翻转"))


def draw() -> Figure:
    sheet = figure(4.1)
    axes = sheet.subplots()
    axes.plot(
        SIZES[:2], [CHECKS["ceiling"](size) for size in SIZES[:2]], color=MUTED, ls=(0, (4, 3))
    )
    axes.text(2.75, 0.83, "log K", color=MUTED)
    for flip, color, label in CHANNELS:
        information = CHECKS["channel_information"](flip)
        axes.axhline(information, color=color, lw=1, ls=(0, (1, 2)))
        axes.text(
            250,
            information + 0.015,
            f"{label}：I = {information:.3f}",
            color=color,
            ha="right",
            va="bottom",
        )
        axes.plot(
            SIZES, [CHECKS["channel_bound"](flip, size) for size in SIZES], "o-", ms=5, color=color
        )
    axes.set(xscale="log", xlim=(1.8, 290), ylim=(0, 0.92))
    axes.set_xticks(SIZES, [str(size) for size in SIZES])
    axes.minorticks_off()
    axes.set_xlabel("候选个数 K（对数刻度）")
    axes.set_title("下界 log K − 损失（nat）")
    return sheet
