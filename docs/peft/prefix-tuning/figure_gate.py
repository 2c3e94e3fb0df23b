"""How far the output moves from the context's answer to the prefix's as the prefix scores higher."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from authoring.drawing import MUTED, SECOND, SIGNAL, THIRD, figure

CHECKS = runpy.run_path(str(Path(__file__).with_name("checks.py")))
CONTEXTS = ((2, SIGNAL), (32, SECOND), (1024, THIRD))


def draw() -> Figure:
    sheet = figure(3.7)
    axes = sheet.subplots()
    scores = np.linspace(-6, 14, 300)
    for context, color in CONTEXTS:
        axes.plot(scores, [CHECKS["gate"](score, context) for score in scores], color=color)
        middle = np.log(context)
        axes.text(middle + 0.35, 0.46, f"{context} 个", color=color, va="top")
    axes.axhline(0.5, color=MUTED, lw=0.7, ls=(0, (2, 3)))
    axes.set(xlim=(-6, 14), ylim=(0, 1.03))
    axes.set_yticks([0, 0.5, 1])
    axes.set_xticks([-5, 0, 5, 10])
    axes.set_xlabel("前缀的得分（正文的得分都是 0）")
    axes.set_title("前缀分到的权重 λ，颜色是正文的长度")
    return sheet
