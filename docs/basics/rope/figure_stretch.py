"""How four methods stretch the wavelength of each pair, Llama 3's base and length, factor 8."""

from __future__ import annotations

import runpy
from pathlib import Path

from matplotlib.figure import Figure

from authoring.drawing import INK, MUTED, SECOND, SIGNAL, THIRD, figure

CHECKS = runpy.run_path(str(Path(__file__).with_name("checks.py")))
BASE, TRAINED, FACTOR = 500_000, 8192, 8
METHODS = (
    ("pi", "PI", MUTED, (3, 7.4)),
    ("ntk", "NTK", THIRD, (50, 4.4)),
    ("yarn", "YaRN", SECOND, (12.5, 3.6)),
    ("llama3", "Llama 3.1", SIGNAL, (36.2, 6.6)),
)


def draw() -> Figure:
    sheet = figure(3.6)
    axes = sheet.subplots()
    numbers = range(CHECKS["PAIRS"])
    for method, name, color, place in METHODS:
        ratios = [CHECKS["stretch"](method, pair, BASE, TRAINED, FACTOR) for pair in numbers]
        axes.plot(numbers, ratios, color=color)
        axes.text(*place, name, color=color)
    axes.axvline(
        CHECKS["PAIRS"] - CHECKS["unfinished"](BASE, TRAINED) - 0.5,
        color=INK,
        lw=0.8,
        ls=(0, (4, 3)),
    )
    axes.text(36, 1.25, "右边在 8,192 个 token\n里转不满一圈", color=INK, va="bottom")
    axes.set(xlim=(0, 63), ylim=(0.6, 8.5), xlabel="第几对（左快右慢）")
    axes.set_xticks([0, 16, 32, 48, 63])
    axes.set_yticks([1, 2, 4, 8])
    axes.set_title("波长拉长几倍")
    return sheet
