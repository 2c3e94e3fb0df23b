"""A key bias alone: constant over distance without RoPE, falling with distance with RoPE."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from authoring.drawing import MUTED, SECOND, SIGNAL, figure

WIDTH, BASE, LENGTH, STRENGTH = 128, 10_000.0, 512, 6.0


def draw() -> Figure:
    sheet = figure(5.6)
    term, weight = sheet.subplots(2, 1, sharex=True)
    distance = np.arange(LENGTH)
    frequency = BASE ** (-np.arange(0, WIDTH, 2) / WIDTH)
    rotated = np.cos(np.outer(distance, frequency)).mean(axis=1)

    term.plot(distance, np.ones(LENGTH), color=SECOND)
    term.plot(distance, rotated, color=SIGNAL)
    term.text(500, 0.9, "无 RoPE：每个 key 都一样", color=SECOND, ha="right", va="top")
    term.text(150, 0.47, "有 RoPE：波动着下降", color=SIGNAL)
    term.set(ylim=(0, 1.1))
    term.set_title("偏置项对分数的贡献（距离 0 处为 1）")

    share = np.exp(STRENGTH * rotated)
    weight.axhline(1 / LENGTH, color=SECOND)
    weight.plot(distance, share / share.sum(), color=SIGNAL)
    weight.text(500, 1.4 / LENGTH, "均匀：1/512", color=SECOND, ha="right", va="bottom")
    weight.text(40, 0.02, "近处得到更多注意力", color=SIGNAL)
    weight.set(yscale="log", xlabel="query 与 key 的距离（token）")
    weight.set_title("softmax 之后的注意力权重")
    weight.tick_params(colors=MUTED)
    return sheet
