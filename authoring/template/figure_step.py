"""One step of gradient descent on a parabola."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from authoring.drawing import MUTED, SIGNAL, figure


def draw() -> Figure:
    sheet = figure(2.6)
    axes = sheet.subplots()
    x = np.linspace(-3.5, 3.5, 141)
    axes.plot(x, x**2, color=MUTED)
    axes.plot([3, 2.4], [9, 5.76], "o", color=SIGNAL)
    axes.annotate("", (2.4, 5.76), (3, 9), arrowprops={"arrowstyle": "->", "color": SIGNAL})
    axes.set(xlabel="x", ylabel="损失")
    return sheet
