"""The numbers of the note on smooth approximations. Logarithms are natural; beta is 1/temperature."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Vector = NDArray[np.float64]

TARGETS = (1, 1, 0, 0, 1)
PREDICTED = (0.9, 0.6, 0.4, 0.1, 0.3)
"""Five binary examples: the true class and the predicted probability of class 1."""


def softmax(x: ArrayLike, beta: float = 1) -> Vector:
    """exp(βx_i)/Σexp(βx_j), same shape as x; the largest is subtracted first, so nothing overflows."""
    values = np.asarray(x, dtype=np.float64)
    weights = np.exp(beta * (values - values.max()))
    result: Vector = weights / weights.sum()
    return result


def softmax_share(beta: float, index: int, *x: float) -> float:
    """One component of softmax(βx), index from 0."""
    return float(softmax(x, beta)[index])


def logsumexp(beta: float, *x: float) -> float:
    """(1/β)·log Σexp(βx_i), by way of the largest value."""
    top = max(x)
    return top + math.log(sum(math.exp(beta * (one - top)) for one in x)) / beta


def largest_gap(count: int, beta: float) -> float:
    """Upper bound of logsumexp − max: log(count)/β, reached when all are equal."""
    return math.log(count) / beta


def soft_mean(beta: float, *x: float) -> float:
    """Σ x_i·softmax(βx)_i: a smooth maximum from below."""
    return float(softmax(x, beta) @ np.asarray(x))


def softplus(beta: float, x: float) -> float:
    """logsumexp(0, x): the smooth max(x, 0)."""
    return logsumexp(beta, 0, x)


def step_slope(beta: float, x: float) -> float:
    """Derivative of the smooth step σ(βx): β·σ(βx)·(1 − σ(βx))."""
    p = 1 / (1 + math.exp(-beta * x))
    return beta * p * (1 - p)


def cross_entropy(*p: float) -> float:
    """Mean −log p of the true class, nats."""
    return -sum(map(math.log, p)) / len(p)


def accuracy(*p: float) -> float:
    """Share of binary examples whose true class has more than one half."""
    return sum(one > 0.5 for one in p) / len(p)


def f1(targets: Sequence[float], predicted: Sequence[float]) -> float:
    """2·TP/(2·TP + FP + FN) = 2Σtp/Σ(t + p); hard for p of 0 and 1, soft for others."""
    both = sum(t * p for t, p in zip(targets, predicted, strict=True))
    return 2 * both / (sum(targets) + sum(predicted))


def hard_f1() -> float:
    """F1 of the five examples, cut at one half."""
    return f1(TARGETS, [float(p > 0.5) for p in PREDICTED])


def soft_f1() -> float:
    """F1 of the five examples with probabilities in place of decisions."""
    return f1(TARGETS, PREDICTED)


def soft_f1_slope(index: int) -> float:
    """∂(soft F1)/∂p_index of the five examples: (2t·S − 2Σtp)/S², S = Σ(t + p)."""
    total = sum(TARGETS) + sum(PREDICTED)
    both = sum(t * p for t, p in zip(TARGETS, PREDICTED, strict=True))
    return (2 * TARGETS[index] * total - 2 * both) / total**2


def mean_batch_f1(size: int) -> float:
    """Mean soft F1 over all batches of `size` different examples out of the five."""
    batches = list(itertools.combinations(range(len(TARGETS)), size))
    values = [f1([TARGETS[i] for i in one], [PREDICTED[i] for i in one]) for one in batches]
    return sum(values) / len(values)


def empty_batch_f1(epsilon: float, total: float) -> float:
    """Soft F1 of a batch without positives, ε in numerator and denominator: ε/(Σp + ε)."""
    return epsilon / (total + epsilon)


def best_f1(*chances: float) -> float:
    """Largest 2Σq/(Σq + count): the groups most likely positive are called so, q their chances."""
    likeliest = sorted(chances, reverse=True)
    counts = range(1, len(chances) + 1)
    return max(2 * sum(likeliest[:count]) / (sum(chances) + count) for count in counts)


def best_threshold(*chances: float) -> float:
    """Half of it: from there on a group is better called positive."""
    return best_f1(*chances) / 2


def soft_iou() -> float:
    """TP/(TP + FP + FN) = Σtp/(Σ(t + p) − Σtp) of the five examples."""
    both = sum(t * p for t, p in zip(TARGETS, PREDICTED, strict=True))
    return both / (sum(TARGETS) + sum(PREDICTED) - both)


def _margins() -> list[float]:
    """Predicted probability of each positive less that of each negative."""
    positive = [p for t, p in zip(TARGETS, PREDICTED, strict=True) if t]
    negative = [p for t, p in zip(TARGETS, PREDICTED, strict=True) if not t]
    return [one - other for one in positive for other in negative]


def hard_auc() -> float:
    """Share of pairs in which the positive has the larger probability."""
    margins = _margins()
    return sum(margin > 0 for margin in margins) / len(margins)


def soft_auc(beta: float) -> float:
    """The same with σ(β·margin) for each pair."""
    margins = _margins()
    return sum(1 / (1 + math.exp(-beta * margin)) for margin in margins) / len(margins)


def cross_entropy_pull(p: float) -> float:
    """−∂(−log p)/∂logit for a binary true class with p = σ(logit): 1 − p."""
    return 1 - p


def accuracy_pull(p: float) -> float:
    """∂p/∂logit, the gradient of smooth accuracy: p·(1 − p)."""
    return p * (1 - p)


def pull_ratio(p: float) -> float:
    """How much harder cross-entropy pulls than smooth accuracy: 1/p."""
    return cross_entropy_pull(p) / accuracy_pull(p)


def smooth_abs_error(epsilon: float) -> float:
    """sqrt(x² + ε) − |x| at 0, where it is largest."""
    return math.sqrt(epsilon)
