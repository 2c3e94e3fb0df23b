"""The note on normalization."""

from __future__ import annotations

from collections.abc import Iterator

from element_cases import Case, grid, note


def cases() -> Iterator[Case]:
    normalization = note("normalization")
    places, layers, strengths = ["post", "pre"], range(1, 257, 15), [0.1, 0.5, 1, 2]
    yield "norm-stream", "stream", grid(places, layers, strengths), normalization.stream
    yield "norm-stream", "gradient", grid(places, layers, strengths), normalization.gradient
    yield (
        "norm-stream",
        "skipped",
        grid(places, [256], layers, strengths),
        normalization.skipped,
    )
