"""AND with a bias (one line does it) and without (every line passes through the origin)."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from authoring.drawing import INK, MUTED, PAPER, RULE, SECOND, SIGNAL, figure


def _points(axes: Axes, title: str) -> None:
    axes.set_title(title)
    for x, y in ((0, 0), (0, 1), (1, 0), (1, 1)):
        fires = x == y == 1
        face = SIGNAL if fires else PAPER
        axes.plot(x, y, "o", ms=10, mfc=face, mec=SIGNAL if fires else INK, mew=1.6, zorder=4)
    axes.set(xlim=(-0.75, 2.2), ylim=(-0.6, 1.6), xticks=(0, 1), yticks=(0, 1), aspect="equal")
    axes.set_ylabel("$x_2$", rotation=0, labelpad=8)


def draw() -> Figure:
    sheet = figure(7.4)
    learned, centred = sheet.subplots(2, 1)
    ends = np.array([-0.75, 2.2])

    _points(learned, "有偏置：w = (2, 1)，b = −2")
    learned.fill_between(ends, 2 - 2 * ends, 3, color=SIGNAL, alpha=0.12, lw=0)
    learned.plot(ends, 2 - 2 * ends, color=SIGNAL)
    arrow = {"arrowstyle": "-|>", "color": SECOND, "lw": 1.8}
    learned.annotate("", (0.8, 0.4), (0, 0), arrowprops=arrow, zorder=3)
    learned.text(0.18, 0.36, "0.894", color=SECOND, ha="center")
    learned.text(1.35, 1.15, "激活", color=SIGNAL)
    learned.text(1.14, -0.1, "恰在线上", color=MUTED, va="center")

    _points(centred, "无偏置：直线只能绕原点转")
    for degrees in (15, 50, 85, 120, 155):
        slope = np.tan(np.radians(degrees))
        centred.plot(ends, slope * ends, color=RULE, lw=1.4)
    centred.fill_between(ends, -ends, 3, color=SECOND, alpha=0.12, lw=0)
    centred.plot(ends, -ends, color=SECOND)
    centred.text(1.14, 0.1, "w = (1, 1)：", color=SECOND)
    centred.text(1.14, -0.14, "错两个点", color=SECOND)
    centred.set_xlabel("$x_1$")
    return sheet
