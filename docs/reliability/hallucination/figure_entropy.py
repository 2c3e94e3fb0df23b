"""Two sets of ten answers: the same entropy of words, very different entropies of meaning."""

from __future__ import annotations

import runpy
from pathlib import Path

from figures import INK, MUTED, SECOND, SIGNAL, THIRD, figure
from matplotlib.figure import Figure

CHECKS = runpy.run_path(str(Path(__file__).with_name("checks.py")))
SETS = (("sure", "措辞不同，意思相同"), ("unsure", "意思不同"))
COLORS = {"巴黎": SECOND, "里昂": SIGNAL, "马赛": THIRD}


def draw() -> Figure:
    sheet = figure(5.0)
    panels = sheet.subplots(2, 1)
    for axes, (name, title) in zip(panels, SETS, strict=True):
        answers = CHECKS["SAMPLES"][name]
        for row, wording in enumerate(dict.fromkeys(answers)):
            color = COLORS[CHECKS["PARIS"][wording]]
            for place in range(answers.count(wording)):
                axes.plot(place, -row, "o", ms=13, color=color)
            axes.text(-0.6, -row, wording, ha="right", va="center", color=INK)
        naive, meant = CHECKS["naive_entropy"](name), CHECKS["semantic_entropy"](name)
        axes.text(4.4, -0.3, f"按措辞的熵 {naive:.3f}", color=MUTED, va="center")
        axes.text(4.4, -1.0, f"按意思的熵 {meant:.3f}", color=SIGNAL, va="center")
        axes.set_title(title, loc="left", fontsize=11.5, color=INK)
        axes.set(xlim=(-3, 8), ylim=(-2.6, 0.6))
        axes.axis("off")
    return sheet
