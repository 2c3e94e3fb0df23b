"""The note on cpc."""

from __future__ import annotations

from collections.abc import Iterator

from element_cases import STEPS, Case, grid, note


def cases() -> Iterator[Case]:
    cpc = note("cpc")
    flips = [i / 100 for i in range(51)]
    yield "infonce-bound", "information", [[f] for f in flips + flips], cpc.channel_information
    yield "infonce-bound", "bound", grid(flips, [2, 3, 17, 256]), cpc.channel_bound
    matrices = [[[[a, b], [c, d]]] for a, b, c, d in grid(STEPS[::2], [-5, 0, 5], [0, 2], STEPS)]
    yield "infonce-bound", "infonce", matrices, lambda s: cpc.infonce(cpc.np.array(s, dtype=float))
