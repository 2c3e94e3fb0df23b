"""The note on rope."""

from __future__ import annotations

from collections.abc import Iterator

from element_cases import Case, grid, note


def cases() -> Iterator[Case]:
    rope = note("rope")
    pairs, bases = [0, 1, 19, 30, 34, 35, 63], [10_000, 500_000, 1_000_000]
    yield "rope-dial", "wavelength", grid(range(rope.PAIRS), bases), rope.wavelength
    yield (
        "rope-dial",
        "scaled",
        grid(["none", "pi", "ntk", "yarn", "llama3"], pairs, bases, [512, 8192], [1, 8, 32]),
        rope.scaled_wavelength,
    )
