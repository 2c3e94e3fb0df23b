"""The numbers of the note on normalization. Norms, gradients and scores have no unit."""

from __future__ import annotations

import math

BATCH = ((1.0, 3.0, 5.0, 7.0), (2.0, 2.0, 8.0, 8.0), (3.0, 7.0, 5.0, 1.0))
"""The example worked by hand: three samples of four features."""


def root_mean_square(values: tuple[float, ...]) -> float:
    return math.sqrt(sum(value**2 for value in values) / len(values))


def group(kind: str, sample: int, feature: int) -> tuple[float, ...]:
    """The numbers over which `batch`, `layer` or `rms` averages for one entry."""
    return tuple(row[feature] for row in BATCH) if kind == "batch" else BATCH[sample]


def centre(kind: str, values: tuple[float, ...]) -> float:
    """What is subtracted: the mean, or nothing in RMSNorm."""
    return 0.0 if kind == "rms" else sum(values) / len(values)


def divisor(kind: str, sample: int, feature: int) -> float:
    """What an entry of the example is divided by."""
    values = group(kind, sample, feature)
    return root_mean_square(tuple(value - centre(kind, values) for value in values))


def normalised(kind: str, sample: int, feature: int) -> float:
    """One entry of the example, normalised; gain 1, shift 0, ε 0."""
    values = group(kind, sample, feature)
    return (BATCH[sample][feature] - centre(kind, values)) / divisor(kind, sample, feature)


def moved(kind: str, factor: float, shift: float) -> float:
    """First feature of the first sample as `layer` or `rms` gives it once the sample is factor·x + shift."""
    values = tuple(factor * value + shift for value in BATCH[0])
    middle = centre(kind, values)
    return (values[0] - middle) / root_mean_square(tuple(value - middle for value in values))


def rms_gradient(component: int, factor: float) -> float:
    """Gradient at x = factor·(3, 4) through RMSNorm, when (1, 0) arrives from above."""
    x, above = (3 * factor, 4 * factor), (1.0, 0.0)
    size = root_mean_square(x)
    y = tuple(value / size for value in x)
    along = sum(a * b for a, b in zip(above, y, strict=True)) / len(x)
    return (above[component] - along * y[component]) / size


def shrunk(size: float, epsilon: float) -> float:
    """Root mean square after RMSNorm of a vector whose root mean square was `size`."""
    return size / math.sqrt(size**2 + epsilon)


def stream(placement: str, layer: int, strength: float) -> float:
    """Root mean square of the residual stream after so many sublayers, each adding `strength`."""
    return 1.0 if placement == "post" else math.sqrt(1 + layer * strength**2)


def gradient(placement: str, layer: int, strength: float) -> float:
    """Root mean square of the gradient that reaches the sublayer, along all paths; 1 after the last norm."""
    return 1 / stream("pre", 1 if placement == "post" else layer, strength)


def skipped(placement: str, sublayers: int, layer: int, strength: float) -> float:
    """The same along the residual connections alone."""
    if placement == "post":
        return float((1 + strength**2) ** (-(sublayers - layer + 1) / 2))
    return 1 / stream("pre", sublayers, strength)


def score_bound(width: int, heads: int = 1) -> float:
    """Largest |q·k|/√width when q and k are normalised over so many heads at once, gain 1."""
    return heads * math.sqrt(width)


def largest_weight(width: int, keys: int) -> float:
    """Attention weight of a key at the bound of its head, if all others score 0."""
    top = math.exp(score_bound(width))
    return top / (top + keys - 1)


def norm_parameters(norms: int, width: int, vectors: int) -> int:
    """Parameters of so many norms: one vector each is the gain, a second the shift."""
    return norms * width * vectors


def gpt2_norm_share() -> float:
    """Of the 124,439,808 parameters of GPT-2 small: 12 layers of 2 LayerNorms, one at the end."""
    return norm_parameters(25, 768, 2) / 124_439_808


def running_share(kept: float, steps: int) -> float:
    """How much of a running mean is still the value it began with."""
    return float(kept**steps)
