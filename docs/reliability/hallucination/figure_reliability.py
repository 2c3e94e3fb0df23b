"""Share of right answers against claimed confidence, and the threshold that a penalty of one sets."""

from __future__ import annotations

import runpy
from pathlib import Path

from matplotlib.figure import Figure

from authoring.drawing import MUTED, RULE, SIGNAL, THIRD, figure

CHECKS = runpy.run_path(str(Path(__file__).with_name("checks.py")))
PENALTY = 1
BINS = [(20, 0.1, 0.15), (20, 0.3, 0.3), (20, 0.5, 0.4), (20, 0.7, 0.5), (20, 0.9, 0.65)]
"""Answers, confidence, share of right ones: made up, too sure of itself."""


def draw() -> Figure:
    sheet = figure(4.4)
    axes = sheet.subplots()
    threshold = CHECKS["answer_above"](PENALTY)
    for _, confidence, right in BINS:
        color = SIGNAL if confidence > threshold else RULE
        axes.bar(confidence, right, width=0.16, color=color)
    axes.plot([0, 1], [0, 1], color=MUTED)
    axes.axvline(threshold, color=THIRD)
    axes.text(threshold - 0.02, 0.97, "门槛", color=THIRD, ha="right", va="top")
    axes.text(0.84, 0.94, "完全校准", color=MUTED, ha="right", va="center")
    axes.set(xlim=(0, 1), ylim=(0, 1.02))
    ticks = [0, 0.2, 0.4, 0.6, 0.8, 1]
    axes.set_xticks(ticks, [f"{tick:.0%}" for tick in ticks])
    axes.set_yticks(ticks, [f"{tick:.0%}" for tick in ticks])
    axes.set_xlabel("模型报的信心")
    axes.set_title(f"答对的比例，ECE = {CHECKS['weighted_gap'](BINS):.2f}")
    return sheet
