"""Expected score of answering against confidence, for three penalties; above zero, answer."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from authoring.drawing import INK, MUTED, SECOND, SIGNAL, THIRD, figure

CHECKS = runpy.run_path(str(Path(__file__).with_name("checks.py")))
PENALTIES = ((0, THIRD), (1, SECOND), (3, SIGNAL))


def draw() -> Figure:
    sheet = figure(3.9)
    axes = sheet.subplots()
    p = np.linspace(0, 1, 50)
    axes.axhline(0, color=INK, lw=0.9)
    for line, (penalty, color) in enumerate(PENALTIES):
        axes.plot(p, [CHECKS["expected_score"](one, penalty) for one in p], color=color)
        threshold = CHECKS["answer_above"](penalty)
        axes.plot(threshold, 0, "o", ms=7, color=color)
        axes.text(0.03, 0.92 - 0.24 * line, f"答错扣 {penalty} 分", color=color, va="center")
    axes.text(0.99, -0.22, "说不知道：0 分", color=MUTED, ha="right", va="top")
    axes.set(xlim=(0, 1), ylim=(-1.6, 1.08))
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25%", "50%", "75%", "100%"])
    axes.set_yticks([-1, 0, 1])
    axes.set_xlabel("答对的概率 p")
    axes.set_title("回答的期望得分；圆点以右才值得答")
    return sheet
