"""Product of ten equal derivatives against the pre-activation, log scale."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from authoring.drawing import INK, MUTED, RULE, SECOND, SIGNAL, THIRD, figure

CHECKS = runpy.run_path(str(Path(__file__).with_name("checks.py")))
LABELS = (
    ("sigmoid", MUTED, 2.35, 3e-9, "sigmoid"),
    ("tanh", THIRD, -1.45, 3e-3, "tanh"),
    ("relu", INK, 2.9, 0.06, "ReLU"),
    ("gelu", SECOND, 1.3, 7.0, "GELU"),
    ("silu", SIGNAL, 2.9, 7.0, "SiLU"),
)


def draw() -> Figure:
    sheet = figure(4.4)
    axes = sheet.subplots()
    axes.axhline(1, color=RULE, lw=0.8, zorder=0)
    z = np.linspace(-4, 4, 1601)
    for name, color, x, y, label in LABELS:
        product = np.array([abs(CHECKS["chain"](name, float(v))) for v in z])
        product[product < 1e-14] = np.nan
        axes.plot(z, product, color=color)
        axes.text(x, y, label, color=color, ha="center")
    best = CHECKS["chain"]("sigmoid", 0)
    axes.plot(0, best, "o", color=MUTED, ms=6)
    axes.text(-0.32, best / 400, "9.5 × 10⁻⁷", color=MUTED, ha="left")
    axes.set(yscale="log", ylim=(1e-13, 60), xlim=(-4, 4), xlabel="各层共同的预激活 z")
    axes.set_yticks([1e-12, 1e-9, 1e-6, 1e-3, 1], ["10⁻¹²", "10⁻⁹", "10⁻⁶", "10⁻³", "1"])
    axes.minorticks_off()
    axes.set_title("十层导数之积（绝对值，对数刻度）")
    return sheet
