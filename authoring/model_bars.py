"""Bars of a decoder: its parameters by part, and its weights beside the KV cache of one sequence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from authoring.drawing import MUTED, SECOND, SIGNAL, THIRD, figure

if TYPE_CHECKING:
    from docs.transformer import Shape

PARTS = (("注意力", SECOND), ("前馈", SIGNAL), ("嵌入与输出层", THIRD))


def _bar(axes: Axes, y: float, label: str, parts: list[tuple[float, str]], total: str) -> None:
    left = 0.0
    for width, color in parts:
        axes.barh(y, width, left=left, height=0.42, color=color)
        left += width
    axes.text(0, y + 0.28, label, va="bottom")
    axes.text(left + 0.02, y, total, va="center")


def draw(shape: Shape, context: int) -> Figure:
    """`context` is the length of the sequence in tokens; lengths are shares of the longest bar."""
    counts = (
        shape.layers * shape.attention_parameters,
        shape.layers * shape.ffn_parameters,
        shape.embedding_parameters,
    )
    shared, alone = (shape.kv_cache_bytes(context) * n for n in (1, shape.heads // shape.kv_heads))
    weights = 2 * shape.parameters
    sheet = figure(4.1)
    axes = sheet.subplots()
    parts = [(n / shape.parameters, color) for n, (_, color) in zip(counts, PARTS, strict=True)]
    _bar(axes, 0, "参数", parts, f"{shape.parameters / 1e9:.2f}B")
    for place, (name, color) in zip((0, 0.2, 0.35), PARTS, strict=True):
        axes.text(place, -0.33, name, color=color, va="top")
    each = "若每头一组 key 和 value" if alone > shared else "每头一组 key 和 value（本来如此）"
    rows = (
        ("16 位权重", weights),
        (f"KV 缓存，一条 {context:,} token 的序列", shared),
        (each, alone),
    )
    for row, (label, size) in enumerate(rows, start=1):
        told = f"{size / 1e9:,.{1 if size > 1e10 else 2}f} GB"
        _bar(axes, -0.5 - row, label, [(size / max(weights, alone), MUTED)], told)
    axes.set(xlim=(0, 1.32), ylim=(-3.8, 0.7))
    axes.axis("off")
    return sheet
