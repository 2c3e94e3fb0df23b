"""The note on lora."""

from __future__ import annotations

from collections.abc import Iterator

from element_cases import Case, grid, note


def cases() -> Iterator[Case]:
    lora = note("lora")
    models = [*lora.SHAPES, "gpt3"]
    settings = grid(models, [1, 4, 8, 16, 64, 256, 100], ["qv", "qkvo", "all"])
    yield "lora-memory", "trainable", settings, lora.trainable

    def memory(model: str, rank: int, targets: str, recipe: str) -> list[float]:
        adapter = lora.trainable(model, rank, targets) * lora.BYTES["mixed"] / 1e9
        weights, quantized = lora.frozen_gigabytes(model), lora.quantized_gigabytes(model)
        return [lora.training_gigabytes(model, recipe), weights + adapter, quantized + adapter]

    recipes = ["mixed", "mixed-fp32-gradient", "bf16", "adam8", "fp32"]
    yield "lora-memory", "memory", [[*s, r] for s in settings for r in recipes], memory
