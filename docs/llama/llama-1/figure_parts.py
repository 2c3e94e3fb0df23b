"""Where the parameters of LLaMA-7B are, and what a sequence of its context keeps in memory."""

from __future__ import annotations

import runpy
from pathlib import Path

import model_bars
from matplotlib.figure import Figure

CHECKS = runpy.run_path(str(Path(__file__).with_name("checks.py")))


def draw() -> Figure:
    return model_bars.draw(CHECKS["RUNS"]["7B"].shape, 2048)
