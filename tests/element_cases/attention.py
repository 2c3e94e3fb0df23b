"""The note on attention."""

from __future__ import annotations

from collections.abc import Iterator

from element_cases import Case, grid, note


def cases() -> Iterator[Case]:
    attention = note("attention")
    yield "attention-weights", "normal", [[index] for index in range(4096)], attention.normal
    heads = grid([1, 2, 8, 64, 128, 1024, *range(3, 40)], ["none", "root", "width"])
    yield "attention-weights", "spread", heads, attention.spread
    settings = grid([2, 3, 16, 100, 1024, 4096], [0.03, 0.5, 1, 11.3, 32], [-2, 0, 2, 6])
    yield "attention-weights", "weights", settings, attention.weights
    shares = [[attention.weights(*setting)] for setting in settings]
    yield "attention-weights", "effective", shares, attention.effective
    yield "attention-weights", "slope", shares, attention.slope
