"""One output of conv3-pool2-conv3 and the inputs it sees, layer by layer."""

from __future__ import annotations

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from authoring.drawing import INK, MUTED, PAPER, SECOND, SIGNAL, figure

# Name, kernel, stride, units in view; from the input upwards.
LAYERS = (
    ("输入", 1, 1, 12),
    ("conv 3×3", 3, 1, 10),
    ("pool 2×2，步长 2", 2, 2, 5),
    ("conv 3×3", 3, 1, 3),
)
SEEN = ((2, 10), (2, 8), (1, 4), (1, 2))
"""Units from which the chosen output takes its value: first, one past the last."""
FIELDS = ("8", "6", "3", "1")


def draw() -> Figure:
    sheet = figure(4.3)
    axes = sheet.subplots()
    place: list[dict[int, float]] = []
    for level, (name, kernel, stride, count) in enumerate(LAYERS):
        below = place[-1] if place else {}
        middles = {
            unit: (below[unit * stride] + below[unit * stride + kernel - 1]) / 2
            if below
            else unit + 0.5
            for unit in range(count)
        }
        place.append(middles)
        first, end = SEEN[level]
        y = 1.75 * level
        for unit, x in middles.items():
            seen = first <= unit < end
            edge = SIGNAL if seen else MUTED
            face = SIGNAL if seen and level == len(LAYERS) - 1 else PAPER
            axes.add_patch(
                Rectangle(
                    (x - 0.42, y),
                    0.84,
                    0.7,
                    facecolor=face,
                    edgecolor=edge,
                    lw=1.6 if seen else 0.8,
                )
            )
            if level and seen:
                for tap in (unit * stride, unit * stride + kernel - 1):
                    axes.plot([x, below[tap]], [y, y - 1.05], color=SECOND, lw=0.9)
        axes.text(-0.35, y + 0.35, name, ha="right", va="center", color=INK)
        axes.text(12.4, y + 0.35, FIELDS[level], ha="left", va="center", color=SIGNAL)
    axes.text(12.4, 6.35, "覆盖几个", ha="center", va="bottom", color=SIGNAL)
    axes.set(xlim=(-4.6, 13.6), ylim=(-0.2, 6.9))
    axes.axis("off")
    return sheet
