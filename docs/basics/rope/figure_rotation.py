"""A query and a key turn with their positions; moving both leaves the angle between them."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from authoring.drawing import INK, MUTED, RULE, SECOND, SIGNAL, figure

CHECKS = runpy.run_path(str(Path(__file__).with_name("checks.py")))


def _dial(axes: Axes, query_at: int, key_at: int) -> None:
    axes.text(0, 3.7, f"位置 {query_at:,} 和 {key_at:,}", color=INK, ha="center")
    for name in ("QUERY", "KEY"):
        radius = sum(part**2 for part in CHECKS[name]) ** 0.5
        axes.add_patch(Circle((0, 0), radius, fill=False, color=RULE, lw=0.9))
    for name, position, color, word, aside in (
        ("QUERY", query_at, SIGNAL, "query", 0.5),
        ("KEY", key_at, SECOND, "key", -0.4),
    ):
        before, after = CHECKS[name], CHECKS["rotated"](CHECKS[name], position)
        faded = {"arrowstyle": "-", "color": color, "lw": 1.1, "ls": (0, (2, 2))}
        axes.annotate("", before, (0, 0), arrowprops=faded)
        axes.annotate("", after, (0, 0), arrowprops={"arrowstyle": "-|>", "color": color, "lw": 2})
        place = 2.75 * np.exp(1j * (np.angle(complex(*after)) + aside))
        axes.text(place.real, place.imag, word, color=color, ha="center", va="center")
    axes.text(0, -3.95, f"点积 {CHECKS['score'](query_at, key_at):.3f}", color=INK, ha="center")
    axes.plot(0, 0, "o", color=MUTED, ms=3)
    axes.set(xlim=(-4.1, 4.1), ylim=(-4.3, 4.5), aspect="equal")
    axes.set_axis_off()


def draw() -> Figure:
    sheet = figure(2.9)
    near, far = sheet.subplots(1, 2)
    _dial(near, 5, 3)
    _dial(far, 1005, 1003)
    return sheet
