"""What is kept of a token: a key and a value per head, per group, once, or one latent vector."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from authoring.drawing import INK, MUTED, PAPER, SECOND, SIGNAL, THIRD, figure

HEADS = 8
ROWS = (
    ("MHA：每头一组", 8),
    ("GQA：几个头一组", 2),
    ("MQA：所有头一组", 1),
    ("MLA：一个潜向量", 0),
)


def box(axes: Axes, x: float, y: float, color: str, width: float = 0.62) -> None:
    axes.add_patch(
        Rectangle((x - width / 2, y), width, 0.42, facecolor=color, edgecolor=INK, lw=0.8)
    )


def draw() -> Figure:
    sheet = figure(6.4)
    axes = sheet.subplots()
    for row, (title, groups) in enumerate(ROWS):
        top = -2.75 * row
        axes.text(-0.5, top + 0.75, title, color=INK)
        for head in range(HEADS):
            box(axes, head, top, PAPER)
        for group in range(groups):
            middle = (group + 0.5) * HEADS / groups - 0.5
            members = range(group * HEADS // groups, (group + 1) * HEADS // groups)
            for head in members:
                axes.plot([head, middle], [top, top - 0.55], color=MUTED, lw=0.9, zorder=0)
            box(axes, middle, top - 0.97, SIGNAL)
            box(axes, middle, top - 1.42, SECOND)
        if not groups:
            for head in range(HEADS):
                axes.plot([head, 3.2], [top, top - 0.97], color=MUTED, lw=0.9, ls=":", zorder=0)
            box(axes, 3.2, top - 1.42, THIRD, 2.2)
            box(axes, 4.8, top - 1.42, SIGNAL, 0.62)
    axes.text(7.75, 0.21, "query", color=INK, va="center")
    axes.text(7.75, -0.76, "key", color=SIGNAL, va="center")
    axes.text(7.75, -1.21, "value", color=SECOND, va="center")
    axes.text(5.4, -9.46, "旋转过的 key", color=SIGNAL, va="center")
    axes.text(1.9, -9.46, "潜向量", color=THIRD, va="center", ha="right")
    axes.set(xlim=(-0.6, 9.2), ylim=(-9.9, 1.3), aspect="equal")
    axes.axis("off")
    return sheet
