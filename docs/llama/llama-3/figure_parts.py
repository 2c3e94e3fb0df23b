"""Where the parameters of Llama 3.1 405B are, and what a sequence of its context keeps in memory."""

from __future__ import annotations

import runpy
from pathlib import Path

import model_bars
from matplotlib.figure import Figure

CHECKS = runpy.run_path(str(Path(__file__).with_name("checks.py")))


def draw() -> Figure:
    return model_bars.draw(CHECKS["SHAPES"]["405B"], 131_072)
