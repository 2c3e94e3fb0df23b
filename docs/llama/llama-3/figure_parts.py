"""Where the parameters of Llama 3.1 405B are, and what a sequence of its context keeps in memory."""

from __future__ import annotations

from matplotlib.figure import Figure
from transformer import LLAMA3

from authoring import model_bars


def draw() -> Figure:
    return model_bars.draw(LLAMA3["405B"], 131_072)
