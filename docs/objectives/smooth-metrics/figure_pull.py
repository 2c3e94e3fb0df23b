"""Three losses against the logit of the true class, and how hard each pulls on it."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from authoring.drawing import MUTED, SECOND, SIGNAL, figure


def draw() -> Figure:
    sheet = figure(6.2)
    losses, pulls = sheet.subplots(2, 1)
    s = np.linspace(-6, 6, 400)
    p = 1 / (1 + np.exp(-s))
    losses.plot(s, (s < 0).astype(float), color=MUTED)
    losses.plot(s, 1 - p, color=SECOND)
    losses.plot(s, -np.log(p), color=SIGNAL)
    losses.set_ylim(0, 3)
    losses.text(-1.6, 2.55, "交叉熵 −log p", color=SIGNAL)
    losses.text(-5.9, 0.72, "光滑错误率 1 − p", color=SECOND)
    losses.text(-5.9, 1.12, "0/1 损失", color=MUTED)
    losses.set_title("损失")
    pulls.plot(s, np.zeros_like(s), color=MUTED)
    pulls.plot(s, p * (1 - p), color=SECOND)
    pulls.plot(s, 1 - p, color=SIGNAL)
    pulls.text(-5.9, 0.9, "1 − p", color=SIGNAL, va="top")
    pulls.text(1.7, 0.2, "p(1 − p)", color=SECOND)
    pulls.text(-5.9, 0.04, "0/1 损失：0", color=MUTED)
    pulls.set_ylim(-0.03, 1.05)
    pulls.set_title("把 logit 往上拉的力（负梯度）")
    pulls.set_xlabel("真实类别的 logit")
    for axes in (losses, pulls):
        axes.set_xlim(-6, 6)
    return sheet
