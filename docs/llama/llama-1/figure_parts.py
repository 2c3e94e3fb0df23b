"""Where the parameters of LLaMA-7B are, and what a sequence of its context keeps in memory."""

from __future__ import annotations

from matplotlib.figure import Figure
from transformer import LLAMA

from authoring import model_bars


def draw() -> Figure:
    return model_bars.draw(LLAMA["7B"], 2048)
