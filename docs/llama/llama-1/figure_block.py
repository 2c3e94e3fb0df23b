"""One layer of LLaMA-7B from bottom to top, with the parameters of each part."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from authoring.drawing import INK, MUTED, PAPER, RULE, SECOND, SIGNAL, THIRD, figure

BOX = {"boxstyle": "round,pad=0.35,rounding_size=0.25"}
ARROW = {"arrowstyle": "-|>", "color": MUTED, "lw": 1.4, "shrinkA": 0, "shrinkB": 0}
STREAM, MIDDLE, COUNTS = 1.0, 4.3, 7.6


def _box(axes: Axes, y: float, text: str, color: str, count: str) -> None:
    style = BOX | {"fc": PAPER, "ec": color, "lw": 1.6}
    axes.text(MIDDLE, y, text, ha="center", va="center", color=color, bbox=style, zorder=3)
    axes.text(COUNTS, y, count, ha="left", va="center", color=color)


def _branch(axes: Axes, bottom: float, text: str, color: str, count: str) -> None:
    """Beside the residual stream: a norm, then the part itself, added back to the stream."""
    axes.plot([STREAM, MIDDLE, MIDDLE], [bottom, bottom, bottom + 0.55], color=MUTED, lw=1.4)
    axes.annotate("", (MIDDLE, bottom + 1.72), (MIDDLE, bottom + 1.2), arrowprops=ARROW)
    axes.plot([MIDDLE, MIDDLE], [bottom + 2.88, bottom + 3.4], color=MUTED, lw=1.4)
    axes.annotate("", (STREAM + 0.3, bottom + 3.4), (MIDDLE, bottom + 3.4), arrowprops=ARROW)
    _box(axes, bottom + 0.9, "RMSNorm", THIRD, "4,096")
    _box(axes, bottom + 2.3, text, color, count)
    axes.text(STREAM, bottom + 3.4, "+", ha="center", va="center", fontsize=13, color=INK,
              bbox={"boxstyle": "circle,pad=0.15", "fc": PAPER, "ec": INK}, zorder=4)  # fmt: skip


def draw() -> Figure:
    sheet = figure(5.6)
    axes = sheet.subplots()
    axes.set(xlim=(0, 11), ylim=(-0.6, 9.2))
    axes.axis("off")
    axes.annotate("", (STREAM, 8.6), (STREAM, 0), arrowprops=ARROW | {"color": RULE, "lw": 4})
    _branch(axes, 0.5, "注意力，32 头\nq、k 先旋转（RoPE）", SIGNAL, "67,108,864")
    _branch(axes, 4.6, "SwiGLU 前馈\n4096 → 11008 → 4096", SECOND, "135,266,304")
    axes.text(STREAM, -0.1, "输入，宽 4096", ha="center", va="top", color=INK)
    axes.text(STREAM, 8.7, "输出", ha="center", va="bottom", color=INK)
    axes.text(COUNTS, 8.7, "参数", ha="left", va="bottom", color=INK)
    return sheet
