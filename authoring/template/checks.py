"""Numbers of this note. Readers follow links to these functions: keep them short and plain."""

from __future__ import annotations


def loss_after_step(x: float, rate: float) -> float:
    """x² after one step of gradient descent from `x`."""
    gradient = 2 * x
    return (x - rate * gradient) ** 2
