"""Unexpected interruptions in 54 days by cause, as counted in the report's table."""

from __future__ import annotations

import runpy
from pathlib import Path

from matplotlib.figure import Figure

from authoring.drawing import INK, MUTED, SECOND, SIGNAL, figure

CHECKS = runpy.run_path(str(Path(__file__).with_name("checks.py")))
ROWS = (
    ("GPU 故障", "GPU"),
    ("HBM3 显存", "HBM3"),
    ("软件", "software"),
    ("网络交换机与线缆", "network"),
    ("主机维护", "maintenance"),
    ("GPU 的 SRAM", "SRAM"),
    ("GPU 系统处理器", "GPU system processor"),
)


def draw() -> Figure:
    sheet = figure(4.0)
    axes = sheet.subplots()
    causes = CHECKS["INTERRUPTIONS"]
    rest = sum(causes.values()) - sum(causes[cause] for _, cause in ROWS)
    bars = [(label, causes[cause], cause in CHECKS["ON_GPU"]) for label, cause in ROWS]
    for row, (label, count, on_gpu) in enumerate([*bars, ("其余十一种", rest, False)]):
        color = SIGNAL if on_gpu else SECOND if label != "其余十一种" else MUTED
        axes.barh(-row, count, height=0.6, color=color)
        axes.text(-4, -row, label, ha="right", va="center", color=INK)
        axes.text(count + 3, -row, str(count), va="center", color=color)
    axes.set(xlim=(-75, 172), yticks=[], xticks=[])
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.set_title("54 天里的 419 次意外中断，橙色在 GPU 上")
    return sheet
