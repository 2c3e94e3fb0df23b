"""Influence across the theoretical field for more and more layers: it fills less and less of it."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from authoring.drawing import INK, MUTED, SECOND, SIGNAL, THIRD, figure

CHECKS = runpy.run_path(str(Path(__file__).with_name("checks.py")))
STACKS = ((5, MUTED), (10, THIRD), (20, SECOND), (40, SIGNAL))


def draw() -> Figure:
    sheet = figure(3.9)
    axes = sheet.subplots()
    for line, (layers, color) in enumerate(STACKS):
        influence = CHECKS["profile"](layers)
        field = len(influence)
        places = (np.arange(field) - field // 2) / field
        axes.plot(places, influence / influence.max(), color=color)
        label = f"{layers} 层，看 {field} 个"
        axes.text(0.485, 1.02 - 0.1 * line, label, color=color, ha="right", va="center")
    axes.axvline(-0.5, color=INK, lw=0.8)
    axes.axvline(0.5, color=INK, lw=0.8)
    axes.set(xlim=(-0.54, 0.54), ylim=(0, 1.12))
    axes.set_xticks([-0.5, 0, 0.5], ["左边界", "中心", "右边界"])
    axes.set_yticks([0, 0.5, 1])
    axes.set_title("相对影响，横轴按理论感受野缩放")
    return sheet
