"""LoRA beside a frozen matrix: two narrow matrices whose product has its shape."""

from __future__ import annotations

from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle

from authoring.drawing import INK, MUTED, PAPER, SECOND, SIGNAL, figure


def draw() -> Figure:
    sheet = figure(3.6)
    axes = sheet.subplots()
    axes.add_patch(Rectangle((0.2, 1), 2.4, 2.4, facecolor=PAPER, edgecolor=INK, lw=1.6))
    axes.text(1.4, 2.35, "$W_0$", ha="center", va="center", color=INK, fontsize=14)
    axes.text(1.4, 1.8, "冻结", ha="center", va="center", color=MUTED)
    down = Polygon([(3.6, 1), (6, 1), (5.1, 2.05), (4.5, 2.05)], closed=True)
    up = Polygon([(4.5, 2.35), (5.1, 2.35), (6, 3.4), (3.6, 3.4)], closed=True)
    for shape in (down, up):
        shape.set(facecolor=SIGNAL, edgecolor=SIGNAL, alpha=0.9)
        axes.add_patch(shape)
    axes.text(4.8, 1.42, "A", ha="center", va="center", color=PAPER)
    axes.text(4.8, 2.98, "B", ha="center", va="center", color=PAPER)
    axes.text(5.3, 2.2, "宽 r", va="center", color=SIGNAL)
    axes.text(6.15, 1.1, "随机初始化", va="center", color=MUTED)
    axes.text(6.15, 3.3, "从零开始", va="center", color=MUTED)
    arrow = {"arrowstyle": "-|>", "color": SECOND, "lw": 1.4}
    for x in (1.4, 4.8):
        axes.annotate("", (x, 0.95), (3.1, 0.15), arrowprops=arrow)
        axes.annotate("", (3.1, 4.25), (x, 3.45), arrowprops=arrow)
    axes.text(3.1, 0, "$x$", ha="center", va="top", color=SECOND, fontsize=13)
    axes.text(3.1, 4.3, "$y$", ha="center", va="bottom", color=SECOND, fontsize=13)
    axes.text(4.35, 3.95, "× α/r", color=SIGNAL, va="center")
    axes.set(xlim=(0, 8), ylim=(-0.35, 4.65))
    axes.axis("off")
    return sheet
