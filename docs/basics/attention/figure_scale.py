"""Weights of 16 keys, heads of 128: scores not divided, divided by √d_h, divided by d_h."""

from __future__ import annotations

import runpy
from pathlib import Path

from matplotlib.figure import Figure

from authoring.drawing import MUTED, SECOND, SIGNAL, figure

CHECKS = runpy.run_path(str(Path(__file__).with_name("checks.py")))
ROWS = (
    ("none", "不除：标准差 11.3"),
    ("root", "除以 √128：标准差 1"),
    ("width", "除以 128：标准差 0.09"),
)
KEYS, LEAD = 16, 2


def draw() -> Figure:
    sheet = figure(5.4)
    for axes, (divide, title) in zip(sheet.subplots(3, 1, sharex=True), ROWS, strict=True):
        weights = CHECKS["weights"](KEYS, CHECKS["spread"](128, divide), LEAD)
        fits, *others = weights
        ordered = [fits, *sorted(others, reverse=True)]
        axes.bar(range(1, KEYS + 1), ordered, width=0.7, color=[SIGNAL] + [SECOND] * (KEYS - 1))
        axes.text(0.65, fits * 1.04, f"{fits:.1%}", color=SIGNAL, va="bottom")
        axes.set(xlim=(0.4, KEYS + 0.6), ylim=(0, max(ordered) * 1.3), xticks=[])
        axes.set_title(title)
        axes.tick_params(colors=MUTED)
    axes.set_xlabel("16 个 key，最左是对得上的，其余从大到小")
    return sheet
