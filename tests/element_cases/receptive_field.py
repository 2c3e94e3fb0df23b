"""The note on receptive field."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from element_cases import Case, note


def cases() -> Iterator[Case]:
    fields = note("receptive-field")
    stacks = [
        [list(one) for one in pair]
        for pair in itertools.product(
            itertools.product([1, 2, 3, 11], [1, 2], [0, 1, 5], [1, 4]), repeat=2
        )
    ]

    def layers(stack: list[list[int]]) -> list[Any]:
        return [fields.Layer("", *one) for one in stack]

    def walk(stack: list[list[int]]) -> list[dict[str, float]]:
        kept = [layers(stack)[: end + 1] for end in range(len(stack))]
        return [
            {
                "field": fields.field(one),
                "jump": fields.jump_of(one),
                "centre": fields.centre_of(one),
            }
            for one in kept
        ]

    yield "receptive-field", "walk", [[stack] for stack in stacks], walk
    yield (
        "receptive-field",
        "needed",
        [[stack] for stack in stacks],
        lambda stack: [
            fields.field_from_above(layers(stack)[start:]) for start in range(len(stack), -1, -1)
        ],
    )

    def outputs(stack: list[list[int]], inputs: int) -> list[int]:
        return [fields.outputs_of(layers(stack)[:end], inputs) for end in range(len(stack) + 1)]

    yield "receptive-field", "outputs", [[s, n] for s in stacks[::3] for n in (1, 12, 224)], outputs
