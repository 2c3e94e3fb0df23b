"""The note on hallucination."""

from __future__ import annotations

from collections.abc import Iterator

from element_cases import Case, grid, note


def cases() -> Iterator[Case]:
    doubt = note("hallucination")
    counts = [c for c in grid([0, 1, 4], [0, 3], [0, 3, 20], [0, 2], [0, 5]) if sum(c)]

    def items(counted: list[int]) -> list[str]:
        return [str(place) for place, count in enumerate(counted) for _ in range(count)]

    yield (
        "answer-entropy",
        "entropy",
        [[c] for c in counts + counts[::-1]],
        lambda c: doubt.entropy(items(c)),
    )
    groups = [["a", "a", "a", "b", "c"], ["a", "b", "a", "b", "a"]]
    yield (
        "answer-entropy",
        "semanticEntropy",
        [[c, g] for c in counts for g in groups],
        lambda c, g: doubt.entropy([g[int(place)] for place in items(c)]),
    )
    yield (
        "answer-entropy",
        "f1At",
        grid([0, 1, 40, 64, 200], [0, 1, 10, 200], [1, 5, 64, 100, 200]),
        doubt.f1_at,
    )
    yield "reliability-diagram", "answerAbove", [[i / 10] for i in range(120)], doubt.answer_above
    bins = [
        [[[20, 0.1, a], [5, 0.5, b], [1, 0.9, c]]]
        for a, b, c in grid([0, 0.1, 0.5, 1], [0, 0.2, 0.5, 0.7, 1], [0, 0.25, 0.9, 0.95, 1])
    ]
    yield "reliability-diagram", "calibrationError", bins, doubt.weighted_gap
    yield (
        "reliability-diagram",
        "answered",
        [[*b, limit] for b in bins for limit in (0, 0.1, 0.75, 0.95)],
        lambda b, limit: list(doubt.answered(b, limit)),
    )
