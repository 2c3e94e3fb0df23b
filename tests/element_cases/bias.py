"""The note on bias."""

from __future__ import annotations

from collections.abc import Iterator

from element_cases import STEPS, Case, grid, note


def cases() -> Iterator[Case]:
    bias = note("bias")
    lines = [[w1, w2, b] for w1, w2, b in grid(STEPS, STEPS, [-5, -1, 0, 0.5, 5])]
    yield (
        "bias-line",
        "correct",
        [[t, *w] for t in bias.TARGETS for w in lines],
        bias.correct_cases,
    )
    yield "bias-line", "score", [[*w, 1, 0] for w in lines], bias.score
    yield "bias-line", "originDistance", [w for w in lines if w[0] or w[1]], bias.origin_distance
