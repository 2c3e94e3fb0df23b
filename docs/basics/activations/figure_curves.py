"""Five activation functions and, below, their derivatives."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from authoring.drawing import INK, MUTED, RULE, SECOND, SIGNAL, THIRD, figure

FUNCTIONS = runpy.run_path(str(Path(__file__).with_name("checks.py")))["FUNCTIONS"]
COLORS = {"sigmoid": MUTED, "tanh": THIRD, "relu": INK, "gelu": SECOND, "silu": SIGNAL}
Z = np.linspace(-4, 4, 801)


def _curves(axes: Axes, which: int) -> None:
    axes.axhline(0, color=RULE, lw=0.8, zorder=0)
    axes.axvline(0, color=RULE, lw=0.8, zorder=0)
    for name, color in COLORS.items():
        values = np.array([FUNCTIONS[name][which](z) for z in Z])
        if which and name == "relu":
            values[np.isclose(Z, 0)] = np.nan
        axes.plot(Z, values, color=color, lw=1.4 if name == "relu" else 1.8)


def draw() -> Figure:
    sheet = figure(7.6)
    functions, slopes = sheet.subplots(2, 1, sharex=True)
    _curves(functions, 0)
    functions.set(ylim=(-1.15, 2.6), xlim=(-4, 4))
    functions.set_title("函数")
    functions.text(1.75, 2.0, "ReLU", color=INK, ha="right")
    functions.text(-0.9, 0.1, "GELU", color=SECOND, ha="center")
    functions.text(2.5, 2.05, "SiLU", color=SIGNAL)
    functions.text(-1.9, -0.48, "SiLU", color=SIGNAL, ha="center")
    functions.text(-2.2, 0.24, "sigmoid", color=MUTED, ha="center")
    functions.text(3.2, 1.1, "tanh", color=THIRD, ha="center")
    slopes_labels = (
        (2.75, 0.15, "sigmoid ≤ 0.25", MUTED),
        (-1.25, 0.62, "tanh", THIRD),
        (3.0, 0.9, "ReLU", INK),
        (1.1, 1.19, "GELU ≤ 1.13", SECOND),
    )
    _curves(slopes, 1)
    slopes.set(ylim=(-0.2, 1.32), xlabel="预激活 z")
    slopes.set_title("导数")
    for x, y, text, color in slopes_labels:
        slopes.text(x, y, text, color=color, ha="center" if x != 1.1 else "left")
    slopes.text(-3.4, -0.16, "SiLU", color=SIGNAL)
    slopes.text(-0.95, -0.16, "GELU", color=SECOND)
    return sheet
