"""KV cache against context for three sizes, with and without shared key and value heads."""

from __future__ import annotations

import runpy
from pathlib import Path

from matplotlib.figure import Figure

from authoring.drawing import INK, MUTED, SECOND, SIGNAL, THIRD, figure

CHECKS = runpy.run_path(str(Path(__file__).with_name("checks.py")))
LENGTHS = [2**power for power in range(11, 18)]
MODELS = (("8B", THIRD), ("70B", SECOND), ("405B", SIGNAL))


def draw() -> Figure:
    sheet = figure(4.4)
    axes = sheet.subplots()
    axes.axhline(80, color=MUTED, lw=0.9, ls=(0, (4, 3)))
    axes.text(2100, 88, "80 GB", color=MUTED, va="bottom")
    for model, color in MODELS:
        shared = [CHECKS["kv_gigabytes"](model, length) for length in LENGTHS]
        whole = [CHECKS["kv_gigabytes_without_sharing"](model, length) for length in LENGTHS]
        axes.plot(LENGTHS, shared, color=color)
        axes.plot(LENGTHS, whole, color=color, lw=1.1, ls=(0, (1, 2)))
        axes.text(
            LENGTHS[-1] * 1.07,
            shared[-1] * (1.55 if model == "405B" else 0.95),
            model,
            color=color,
            va="center",
        )
    axes.text(2300, 0.055, "实线：8 组 key 和 value；点线：每头一组", color=INK)
    axes.set(xscale="log", yscale="log", xlim=(1900, 230000), ylim=(0.04, 1700))
    axes.set_xticks(LENGTHS, ["2K", "4K", "8K", "16K", "32K", "64K", "128K"])
    axes.set_yticks([0.1, 1, 10, 100, 1000], ["0.1", "1", "10", "100", "1000"])
    axes.minorticks_off()
    axes.set_xlabel("上下文长度（token，对数刻度）")
    axes.set_title("一条序列的 KV 缓存（GB，16 位）")
    return sheet
