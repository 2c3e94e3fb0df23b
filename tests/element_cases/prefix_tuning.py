"""The note on prefix tuning."""

from __future__ import annotations

from collections.abc import Iterator

from element_cases import Case, grid, note


def cases() -> Iterator[Case]:
    prefix = note("prefix-tuning")
    yield (
        "prefix-gate",
        "gate",
        grid([-6, -1, 0, 2, 14], [1, 10, 200], [1, 2, 64, 1024, 4096, 9, 33]),
        lambda s, p, n: prefix.gate(s, n, p),
    )
    yield (
        "prefix-gate",
        "mixed",
        grid([0, 0.25, 0.5, 1], [-1, 0, 1, 2, 3], [-10, 0, 1, 7, 10]),
        prefix.blend,
    )
    sizes = {"medium": (24, 1024), "large": (36, 1280)}
    named = {size: name for name, size in sizes.items()}
    for js in ("stored", "trained"):
        yield (
            "prefix-gate",
            js,
            [[p, *size] for p in range(1, 201) for size in sizes.values()],
            lambda p, n, d, js=js: getattr(prefix, js)(named[n, d], p),
        )
