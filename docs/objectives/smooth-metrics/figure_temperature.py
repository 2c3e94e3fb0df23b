"""max(x, 0) and its smooth versions, and the slopes that training sees."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from authoring.drawing import INK, MUTED, SECOND, SIGNAL, THIRD, figure

LINES = ((1, THIRD), (3, SECOND), (10, SIGNAL))


def draw() -> Figure:
    sheet = figure(6.2)
    values, slopes = sheet.subplots(2, 1)
    x = np.linspace(-3, 3, 400)
    values.plot(x, np.maximum(x, 0), color=INK, lw=1.2)
    for line, (beta, color) in enumerate(LINES):
        values.plot(x, np.logaddexp(0, beta * x) / beta, color=color)
        p = 1 / (1 + np.exp(-beta * x))
        slopes.plot(x, beta * p * (1 - p), color=color)
        values.text(-2.9, 2.75 - 0.42 * line, f"β = {beta}", color=color, va="center")
    values.text(-2.9, 2.75 - 0.42 * len(LINES), "max(x, 0)", color=INK, va="center")
    values.set_title("光滑的 max(x, 0)")
    slopes.set_title("光滑阶跃 σ(βx) 的斜率")
    slopes.text(0.5, 2.2, "β 越大，有梯度的\n地方越窄", color=MUTED, va="top")
    for axes in (values, slopes):
        axes.set(xlim=(-3, 3))
        axes.set_xticks([-3, -2, -1, 0, 1, 2, 3])
    values.set_ylim(-0.1, 3)
    slopes.set_ylim(0, 2.6)
    slopes.set_xlabel("x")
    return sheet
