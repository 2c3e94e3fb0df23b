"""Softmax of three scores at two temperatures and, below, the five examples with the cut at one half."""

from __future__ import annotations

import runpy
from pathlib import Path

from matplotlib.figure import Figure

from authoring.drawing import MUTED, SECOND, SIGNAL, THIRD, figure

CHECKS = runpy.run_path(str(Path(__file__).with_name("checks.py")))
SCORES = (1, 2, 3)


def draw() -> Figure:
    sheet = figure(6.2)
    shares, examples = sheet.subplots(2, 1)
    for shift, beta, color in ((-0.19, 1, THIRD), (0.19, 5, SIGNAL)):
        for place, share in enumerate(CHECKS["softmax"](SCORES, beta), start=1):
            shares.bar(place + shift, share, width=0.34, color=color)
            shares.text(place + shift, share + 0.02, f"{share:.3f}", color=color, ha="center")
        shares.text(0.5, 0.95 - 0.16 * (beta > 1), f"β = {beta}", color=color, va="center")
    shares.set(xlim=(0.4, 3.6), ylim=(0, 1.15), yticks=[0, 0.5, 1])
    shares.set_xticks([1, 2, 3], [f"得分 {score}" for score in SCORES])
    shares.set_title("softmax(βx)")
    examples.axhline(0.5, color=MUTED, lw=0.9, ls=(0, (4, 3)), zorder=0)
    pairs = zip(CHECKS["TARGETS"], CHECKS["PREDICTED"], strict=True)
    for place, (target, p) in enumerate(pairs, start=1):
        color = SIGNAL if target else SECOND
        face = color if p > 0.5 else "none"
        examples.plot(place, p, "o", color=color, markerfacecolor=face, ms=8)
        examples.text(place + 0.16, p, f"{p}", color=color, va="center")
    examples.text(5.55, 0.53, "0.5", color=MUTED, ha="right")
    examples.set(xlim=(0.4, 5.6), ylim=(0, 1.05), yticks=[0, 0.5, 1])
    examples.set_xticks(range(1, 6), ["正例" if t else "负例" for t in CHECKS["TARGETS"]])
    hard, soft = CHECKS["hard_f1"](), CHECKS["soft_f1"]()
    examples.set_title(f"预测为正的概率：硬 F1 {hard:.1f}，光滑 F1 {soft:.3f}")
    return sheet
