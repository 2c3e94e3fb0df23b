"""How a score changes with distance depends on the contents: all ones, a chosen key, random ones."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from authoring.drawing import INK, SECOND, SIGNAL, THIRD, figure

WIDTH, BASE, LENGTH, STEP, CHOSEN = 128, 10_000.0, 2048, 4, 1000


def draw() -> Figure:
    sheet = figure(5.6)
    fixed, random = sheet.subplots(2, 1, sharex=True)
    distance = np.arange(0, LENGTH, STEP)
    frequency = BASE ** (-np.arange(0, WIDTH, 2) / WIDTH)

    fixed.plot(distance, np.cos(np.outer(distance, frequency)).mean(1), color=SIGNAL)
    fixed.plot(
        distance, np.cos(np.outer(distance - CHOSEN, frequency)).mean(1), color=SECOND, lw=1.2
    )
    fixed.text(60, 0.75, "两者都是全 1", color=SIGNAL)
    fixed.text(CHOSEN + 60, 0.75, f"key 挑在距离 {CHOSEN:,} 处最高", color=SECOND)
    fixed.set(ylim=(-0.25, 1.08))
    fixed.set_title("挑出来的 query 和 key（最高为 1）")

    draws = np.random.default_rng(0)
    for color in (SECOND, THIRD):
        query, key = draws.normal(size=(2, WIDTH // 2, 2)) @ np.array([1, 1j])
        value = np.exp(1j * np.outer(distance, frequency)) @ (query * key.conj())
        random.plot(distance, value.real / np.sqrt(WIDTH), color=color, lw=0.8)
    random.axhline(0, color=INK, lw=0.8)
    random.set(xlabel=f"query 与 key 的距离（token，每隔 {STEP} 个取一点）")
    random.set_title("两对随机的 query 和 key（除以头宽的平方根）")
    return sheet
