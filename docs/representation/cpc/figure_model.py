"""CPC: encoder, context, and the prediction of later codes."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from authoring.drawing import INK, MUTED, PAPER, SECOND, SIGNAL, figure

COLUMNS = 6
NOW = 2


def draw() -> Figure:
    sheet = figure(4.2)
    axes = sheet.subplots()
    wave = np.linspace(0, COLUMNS, 600)
    axes.plot(wave, 0.22 * np.sin(9 * wave) * np.sin(2.3 * wave + 0.4), color=MUTED, lw=0.9)
    for column in range(COLUMNS):
        x = column + 0.5
        later = column > NOW
        color = SIGNAL if later else INK
        axes.annotate("", (x, 1.05), (x, 0.35), arrowprops={"arrowstyle": "-|>", "color": MUTED})
        box = FancyBboxPatch((x - 0.3, 1.1), 0.6, 0.5, boxstyle="round,pad=0,rounding_size=0.06")
        box.set(facecolor=PAPER, edgecolor=color, lw=1.4)
        axes.add_patch(box)
        step = column - NOW
        name = "$z_t$" if step == 0 else f"$z_{{t{step:+d}}}$"
        axes.text(x, 1.35, name, ha="center", va="center", color=color)
        if later:
            arrow = {"arrowstyle": "-|>", "color": SIGNAL, "connectionstyle": "arc3,rad=-0.25"}
            axes.annotate("", (x, 1.65), (NOW + 0.85, 2.75), arrowprops=arrow)
            axes.text(x + 0.3, 2.0, f"$W_{step}$", ha="center", va="center", color=SIGNAL)
        else:
            axes.annotate(
                "", (x, 2.45), (x, 1.62), arrowprops={"arrowstyle": "-|>", "color": SECOND}
            )
            if column < NOW:
                arrow = {"arrowstyle": "-|>", "color": SECOND}
                axes.annotate("", (x + 0.7, 2.75), (x + 0.3, 2.75), arrowprops=arrow)
            box = FancyBboxPatch(
                (x - 0.3, 2.5), 0.6, 0.5, boxstyle="round,pad=0,rounding_size=0.06"
            )
            box.set(facecolor=SECOND if column == NOW else PAPER, edgecolor=SECOND, lw=1.4, alpha=1)
            axes.add_patch(box)
    axes.text(NOW + 0.5, 2.75, "$c_t$", ha="center", va="center", color=PAPER)
    axes.text(-0.1, 2.75, "GRU", ha="right", va="center", color=SECOND)
    axes.text(-0.1, 1.35, "编码", ha="right", va="center", color=INK)
    axes.text(-0.1, 0, "波形", ha="right", va="center", color=MUTED)
    axes.set(xlim=(-0.95, COLUMNS), ylim=(-0.4, 3.2))
    axes.axis("off")
    return sheet
