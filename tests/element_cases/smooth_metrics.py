"""The note on smooth metrics."""

from __future__ import annotations

from collections.abc import Iterator

from element_cases import STEPS, Case, grid, note


def cases() -> Iterator[Case]:
    smooth = note("smooth-metrics")
    triples = grid(STEPS, [-5, 0, 5], [-1, 0, 3])
    betas = [0.1, 1, 10, 50]
    yield (
        "smooth-score",
        "softmax",
        [[x, b] for x in triples for b in betas],
        lambda x, b: list(smooth.softmax(x, b)),
    )
    yield (
        "smooth-score",
        "logsumexp",
        [[x, b] for x in triples for b in betas],
        lambda x, b: smooth.logsumexp(b, *x),
    )
    shares = grid([0, 0.3, 1], [0, 0.5, 1], [0, 0.7], [0, 1], [0.1, 0.5, 0.9])
    yield "smooth-score", "f1", [[smooth.TARGETS, p] for p in shares], smooth.f1
