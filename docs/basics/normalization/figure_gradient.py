"""Gradients that reach each of 24 random sublayers: norm after the sum, or before the sublayer."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from authoring.drawing import SECOND, SIGNAL, figure

SUBLAYERS, WIDTH = 24, 256
Vector = NDArray[np.float64]


def size(x: Vector) -> float:
    return float(np.sqrt((x**2).mean()))


def back(x: Vector, above: Vector) -> Vector:
    """The gradient through x / size(x)."""
    y = x / size(x)
    gradient: Vector = (above - y * (y * above).mean()) / size(x)
    return gradient


def measured(placement: str, seed: int) -> list[float]:
    """Root mean square of the gradient at each sublayer, the first one first."""
    draws = np.random.default_rng(seed)
    weights = draws.normal(size=(SUBLAYERS, WIDTH, WIDTH)) / np.sqrt(WIDTH)
    x, above = draws.normal(size=(2, WIDTH))
    x, above = x / size(x), above / size(above)
    inputs, sums, found = [], [], []
    for weight in weights:
        inputs.append(x)
        x = x + weight @ (x if placement == "post" else x / size(x))
        sums.append(x)
        x = x / size(x) if placement == "post" else x
    if placement == "pre":
        above = back(x, above)
    for weight, before, total in reversed(list(zip(weights, inputs, sums, strict=True))):
        above = back(total, above) if placement == "post" else above
        found.append(size(above))
        branch = weight.T @ above
        above = above + (branch if placement == "post" else back(before, branch))
    return found[::-1]


def draw() -> Figure:
    sheet = figure(4)
    axes = sheet.subplots()
    layers = np.arange(1, SUBLAYERS + 1)
    lines = {
        "post": (SIGNAL, np.full(SUBLAYERS, 2**-0.5), 2.0 ** (-(SUBLAYERS - layers + 1) / 2)),
        "pre": (SECOND, (1.0 + layers) ** -0.5, np.full(SUBLAYERS, (1 + SUBLAYERS) ** -0.5)),
    }
    for placement, (color, whole, skipped) in lines.items():
        axes.plot(layers, whole, color=color)
        axes.plot(layers, skipped, color=color, ls="--", lw=1.2)
        mean = np.mean([measured(placement, seed) for seed in range(8)], axis=0)
        axes.plot(layers, mean, "o", color=color, ms=3.5)
    axes.set_yscale("log")
    axes.text(12, 0.92, "后归一化", color=SIGNAL, ha="center")
    axes.text(11, 0.35, "预归一化", color=SECOND)
    axes.text(10.4, 0.0022, "后归一化，只走残差", color=SIGNAL)
    axes.text(1, 0.105, "预归一化，只走残差", color=SECOND)
    axes.set(ylim=(1.5e-4, 2), xlabel="第几个子层（右边靠近输出）")
    axes.set_title("传到子层的梯度（最后一个归一化之后为 1）")
    return sheet
