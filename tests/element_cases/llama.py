"""The two notes on LLaMA."""

from __future__ import annotations

from collections.abc import Iterator

from element_cases import Case, grid, transformer


def cases() -> Iterator[Case]:
    shapes = grid([64, 4096, 16384], [1, 32, 126], [1, 8, 64], [1, 4], [64, 11008], [1, 128256])
    known = [
        dict(zip(("width", "layers", "heads", "kvHeads", "ffn", "vocabulary"), one, strict=True))
        for one in shapes
        if one[2] % one[3] == 0
    ]

    def shape(one: dict[str, int]) -> transformer.Shape:
        return transformer.Shape(
            kv_heads=one["kvHeads"], **{k: v for k, v in one.items() if k != "kvHeads"}
        )

    yield (
        "model-explorer",
        "forwardFlops",
        [[one] for one in known],
        lambda one: 2 * shape(one).parameters,
    )
    yield (
        "model-explorer",
        "scoreFlops",
        [[one, n] for one in known for n in (1, 2048, 1048576)],
        lambda one, n: shape(one).score_flops(n),
    )
    yield (
        "model-shapes",
        "cacheBytes",
        [[one, n] for one in known for n in (1, 2048, 1048576)],
        lambda one, n: shape(one).kv_cache_bytes(n),
    )
