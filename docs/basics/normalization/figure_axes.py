"""Over which numbers each norm averages: a column of the batch, or a row."""

from __future__ import annotations

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from authoring.drawing import INK, MUTED, PAPER, SECOND, SIGNAL, figure

ROWS = ((1, 3, 5, 7), (2, 2, 8, 8), (3, 7, 5, 1))
KINDS = (("BatchNorm：一列", SIGNAL, None, 0), ("LayerNorm：一行", SECOND, 0, None))


def draw() -> Figure:
    sheet = figure(2.5)
    for axes, (title, color, chosen_row, chosen_column) in zip(
        sheet.subplots(1, 2), KINDS, strict=True
    ):
        for row, values in enumerate(ROWS):
            for column, value in enumerate(values):
                chosen = chosen_row == row or chosen_column == column
                axes.add_patch(
                    Rectangle(
                        (column, -row), 1, 1, facecolor=color if chosen else "none", edgecolor=MUTED
                    )
                )
                axes.text(
                    column + 0.5, 0.5 - row, str(value), ha="center", va="center",
                    color=PAPER if chosen else INK,
                )  # fmt: skip
        axes.set(xlim=(-0.05, 4.05), ylim=(-2.05, 1.05), aspect="equal", xticks=[], yticks=[])
        axes.set(xlabel="特征", ylabel="样本")
        axes.set_title(title, color=color)
        axes.spines[:].set_visible(False)
    return sheet
