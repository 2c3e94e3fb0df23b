"""Tokens a source has and tokens seen while training on 1.4e12, for each source."""

from __future__ import annotations

import runpy
from pathlib import Path

from matplotlib.figure import Figure

from authoring.drawing import INK, MUTED, PAPER, RULE, SECOND, SIGNAL, figure

CHECKS = runpy.run_path(str(Path(__file__).with_name("checks.py")))


def draw() -> Figure:
    sheet = figure(4.8)
    axes = sheet.subplots()
    for row, (source, (_, epochs, _)) in enumerate(CHECKS["MIXTURE"].items()):
        has = CHECKS["tokens_available"](source) / 1e9
        seen = CHECKS["tokens_seen"](source) / 1e9
        color = SIGNAL if epochs > 1.5 else SECOND if epochs < 1 else MUTED
        axes.plot([has, seen], [row, row], color=color, lw=2.4)
        axes.plot(has, row, "o", ms=8, mfc=PAPER, mec=color, mew=1.8, zorder=3)
        axes.plot(seen, row, "o", ms=8, color=color, zorder=4)
        axes.text(1450, row, f"{epochs:.2f}", color=color, va="center", ha="left")
    axes.text(1450, -0.75, "遍数", color=INK, ha="left", va="center")
    axes.set(xscale="log", xlim=(20, 1400), ylim=(6.5, -1.1))
    axes.set_yticks(range(7), list(CHECKS["MIXTURE"]))
    axes.set_xticks([30, 100, 300, 1000], ["30B", "100B", "300B", "1000B"])
    axes.minorticks_off()
    axes.tick_params(axis="y", length=0, colors=INK)
    axes.vlines([30, 100, 300, 1000], -0.35, 6.5, color=RULE, lw=0.8, zorder=0)
    axes.set_xlabel("token（对数刻度）")
    axes.plot(23, -0.75, "o", ms=8, mfc=PAPER, mec=INK, mew=1.8)
    axes.text(27, -0.75, "来源共有", va="center")
    axes.plot(95, -0.75, "o", ms=8, color=INK)
    axes.text(111, -0.75, "训练中见过", va="center")
    return sheet
