"""The numbers of the note on CPC. Information is in nats; `candidates` is K: one positive, K − 1 negatives."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

AUDIO_ENCODER = ((10, 5), (8, 4), (4, 2), (4, 2), (4, 2))
"""Kernel and stride of each convolution (van den Oord et al. 2018, section 3.1)."""
PADDING = (3, 2, 1, 1, 1)
"""Of CPC_audio (cpc/model.py); the paper tells none."""


def infonce(scores: Matrix) -> float:
    """Cross-entropy of the diagonal; scores (K, K): row i holds context i against all candidates."""
    top = scores.max(axis=1, keepdims=True)
    log_total = top[:, 0] + np.log(np.exp(scores - top).sum(axis=1))
    return float((log_total - np.diag(scores)).mean())


def two_by_two() -> float:
    """InfoNCE of the worked example: scores ((2, 0), (1, 1))."""
    return infonce(np.array([[2.0, 0.0], [1.0, 1.0]]))


def row_loss(positive: float, *negatives: float) -> float:
    """−log of the positive's softmax share."""
    total = sum(math.exp(score) for score in (positive, *negatives))
    return math.log(total) - positive


def ceiling(candidates: int) -> float:
    """log K, the most that the bound can show."""
    return math.log(candidates)


def channel_information(flip: float) -> float:
    """I(x; c) of a fair bit x that c shows wrongly with probability `flip`."""
    return math.log(2) + sum(p * math.log(p) for p in (flip, 1 - flip) if p > 0)


def channel_bound(flip: float, candidates: int) -> float:
    """log K − L for that channel with the best score p(x|c)/p(x), summed over all cases exactly."""
    right, wrong = 2 * (1 - flip), 2 * flip
    loss = 0.0
    for score, chance in ((right, 1 - flip), (wrong, flip)):
        for same in range(candidates):  # negatives that equal c
            weight = math.comb(candidates - 1, same) / 2 ** (candidates - 1)
            total = score + same * right + (candidates - 1 - same) * wrong
            if chance:
                loss -= chance * weight * math.log(score / total)
    return math.log(candidates) - loss


def pointwise_step(flip: float, candidates: int) -> float:
    """log(1 + r(K − 1)) − log(rK) for a flipped positive, r = p(x)/p(x|c)."""
    r = 0.5 / flip
    return math.log(1 + r * (candidates - 1)) - math.log(r * candidates)


def averaged_step(flip: float, candidates: int) -> float:
    """The same difference averaged over flipped and unflipped positives; ≥ 0 is what the paper needs."""
    return flip * pointwise_step(flip, candidates) + (1 - flip) * pointwise_step(
        1 - flip, candidates
    )


def gaussian_information(dimensions: int, correlation: float) -> float:
    """−(dimensions/2)·log(1 − ρ²) for pairs of Gaussians, each pair correlated by ρ."""
    return -dimensions / 2 * math.log(1 - correlation**2)


def candidates_needed(dimensions: int, correlation: float) -> int:
    """Smallest K with log K ≥ I, so that the bound can show all of it."""
    return math.ceil(math.exp(gaussian_information(dimensions, correlation)))


def encoder_field() -> int:
    """Samples that one vector of the audio encoder sees: r ← r + (kernel − 1)·jump."""
    size = jump = 1
    for kernel, stride in AUDIO_ENCODER:
        size, jump = size + (kernel - 1) * jump, jump * stride
    return size


def encoder_step() -> int:
    """Samples between two vectors: the product of the strides."""
    return math.prod(stride for _, stride in AUDIO_ENCODER)


def frames(window: int) -> int:
    """Vectors of a window of samples, convolutions padded as in CPC_audio."""
    for (kernel, stride), padding in zip(AUDIO_ENCODER, PADDING, strict=True):
        window = (window + 2 * padding - kernel) // stride + 1
    return window


def frames_unpadded(window: int) -> int:
    """The same if no convolution pads: steps that leave the whole field inside the window."""
    return (window - encoder_field()) // encoder_step() + 1


def shared_samples(steps: int) -> int:
    """Samples that two vectors, this many steps apart, both see."""
    return max(0, encoder_field() - steps * encoder_step())


def milliseconds(samples: int) -> float:
    """At 16 kHz."""
    return samples / 16


def sigmoid_share(data: float, noise: float, ratio: int) -> float:
    """NCE: probability that x is data, if the model gives it density `data`, `ratio` noises each."""
    return data / (data + ratio * noise)


def gain(ours: float, others: float) -> float:
    """Difference in percentage points."""
    return ours - others
