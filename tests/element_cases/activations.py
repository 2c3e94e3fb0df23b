"""The note on activations."""

from __future__ import annotations

from collections.abc import Iterator

from element_cases import STEPS, Case, grid, note


def cases() -> Iterator[Case]:
    curves = note("activations")
    places = [i / 4 for i in range(-48, 49)] + [-30, -8.5, 1e-9, 8.5, 30]
    for index, name in enumerate(("value", "slope")):
        yield (
            "activation-curve",
            name,
            grid(curves.FUNCTIONS, places),
            lambda f, z, index=index: curves.FUNCTIONS[f][index](z),
        )
    yield (
        "activation-curve",
        "passed",
        grid(curves.FUNCTIONS, STEPS, [1, 2, 10]),
        lambda f, z, n: curves.FUNCTIONS[f][1](z) ** n,
    )

    def tails(name: str, limit: float) -> list[float]:
        steep = [z for z in range(-1200, 1201) if abs(curves.FUNCTIONS[name][1](z / 100)) >= limit]
        if not steep:
            return [12, -12]
        left, right = steep[0] - 1, steep[-1] + 1
        return [
            left / 100 if left >= -1200 else float("-inf"),
            right / 100 if right <= 1200 else float("inf"),
        ]

    limits = [0.0013, 0.0031, 0.007, 0.013, 0.03, 0.07, 0.13, 0.3, 0.7, 1.05]
    yield "activation-curve", "tails", grid(curves.FUNCTIONS, limits), tails
