"""Two sets of ten answers with the same entropy of words; below, F1@64 against supported facts."""

from __future__ import annotations

import runpy
from pathlib import Path

from matplotlib.figure import Figure

from authoring.drawing import INK, MUTED, SECOND, SIGNAL, THIRD, figure

CHECKS = runpy.run_path(str(Path(__file__).with_name("checks.py")))
SETS = (("sure", "措辞不同，意思相同"), ("unsure", "意思不同"))
ANSWER = (40, 10, 64)
"""Facts with and without support, and how many are wanted."""
COLORS = {"巴黎": SECOND, "里昂": SIGNAL, "马赛": THIRD}


def draw() -> Figure:
    sheet = figure(7.8)
    *panels, facts = sheet.subplots(3, 1, height_ratios=(1, 1, 1.1))
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
        axes.set_title(title)
        axes.set(xlim=(-3, 8), ylim=(-2.6, 0.6))
        axes.axis("off")
    supported = range(201)
    given, unsupported, wanted = ANSWER
    score = CHECKS["f1_at"](*ANSWER)
    facts.plot(supported, [CHECKS["f1_at"](s, *ANSWER[1:]) for s in supported], color=MUTED)
    facts.plot(given, score, "o", ms=8, color=MUTED)
    told = f"{given} 条有支持、{unsupported} 条没有：{score:.4f}"
    facts.text(given + 8, score - 0.06, told, va="center")
    facts.set(xlim=(0, 200), ylim=(0, 1.03), yticks=[0, 0.5, 1], xlabel="有支持的事实 S")
    facts.set_title(f"F₁@{wanted}")
    return sheet
