"""The numbers of the note on biases. Logarithms are natural, so losses are in nats."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from transformer import GPT2, LLAMA, QWEN15

Vector = NDArray[np.float64]

AND_INPUTS = ((0, 0), (0, 1), (1, 0), (1, 1))
AND_TARGETS = (0, 0, 0, 1)
TARGETS = {"and": AND_TARGETS, "or": (0, 1, 1, 1), "nand": (1, 1, 1, 0), "xor": (0, 1, 1, 0)}


def score(w1: float, w2: float, b: float, x1: float, x2: float) -> float:
    """w·x + b of a unit with two inputs; it fires above 0."""
    return w1 * x1 + w2 * x2 + b


def correct_cases(task: str, w1: float, w2: float, b: float) -> int:
    """How many of the four cases the unit gets right."""
    fires = [int(score(w1, w2, b, x1, x2) > 0) for x1, x2 in AND_INPUTS]
    return sum(fire == target for fire, target in zip(fires, TARGETS[task], strict=True))


def origin_distance(w1: float, w2: float, b: float) -> float:
    """Distance of the line w·x + b = 0 from the origin: |b|/‖w‖."""
    return abs(b) / math.hypot(w1, w2)


def _train_and() -> tuple[list[int], int, int]:
    """Perceptron rule on AND, rate 1, start at zero: (w1, w2, b), updates, passes."""
    w = [0, 0, 0]
    updates = 0
    for passes in range(1, 100):
        before = updates
        for (x1, x2), target in zip(AND_INPUTS, AND_TARGETS, strict=True):
            error = target - int(w[0] * x1 + w[1] * x2 + w[2] > 0)
            w = [w[0] + error * x1, w[1] + error * x2, w[2] + error]
            updates += abs(error)
        if updates == before:
            return w, updates, passes
    raise AssertionError("AND is linearly separable, so the rule must stop")


def and_weight(index: int) -> int:
    """Learned w1, w2, b (index 0, 1, 2)."""
    return _train_and()[0][index]


def and_updates() -> int:
    """Corrections made until a whole pass has no error."""
    return _train_and()[1]


def and_passes() -> int:
    """Passes over the four inputs, the last one without an error."""
    return _train_and()[2]


def and_score(x1: int, x2: int) -> int:
    """w·x + b with the learned weights; the unit fires above 0."""
    w1, w2, b = _train_and()[0]
    return round(score(w1, w2, b, x1, x2))


def and_distance(x1: int, x2: int) -> float:
    """Signed distance of (x1, x2) from the learned line: (w·x + b)/‖w‖."""
    w1, w2, _ = _train_and()[0]
    return and_score(x1, x2) / math.hypot(w1, w2)


def best_and_accuracy_without_bias() -> float:
    """Best share of AND's four cases for 1[w·x > 0]; directions of w in steps of 1 degree."""
    angles = [math.radians(degree) for degree in range(360)]
    hits = [
        sum(
            int(math.cos(a) * x1 + math.sin(a) * x2 > 1e-12) == target
            for (x1, x2), target in zip(AND_INPUTS, AND_TARGETS, strict=True)
        )
        for a in angles
    ]
    return max(hits) / len(AND_INPUTS)


def log_odds(prior: float) -> float:
    """Bias b with sigmoid(b) = prior: log(prior / (1 − prior))."""
    return math.log(prior / (1 - prior))


def constant_loss(prior: float, b: float) -> float:
    """Mean cross-entropy, nats, if every example gets sigmoid(b) and a share `prior` is positive."""
    return prior * math.log1p(math.exp(-b)) + (1 - prior) * math.log1p(math.exp(b))


def loss_at_log_odds(prior: float) -> float:
    """Mean cross-entropy, nats, with the bias at the log-odds: the entropy of the prior."""
    return constant_loss(prior, log_odds(prior))


def kept_after(steps: int, b: float) -> float:
    """Share of an LSTM cell left after `steps`, forget gate sigmoid(b), no other input."""
    return (1 / (1 + math.exp(-b))) ** steps


def entropy_of_three_classes() -> float:
    """Entropy, nats, of the class frequencies 0.7, 0.2, 0.1."""
    return -sum(p * math.log(p) for p in (0.7, 0.2, 0.1))


def loss_of_three_equal_classes() -> float:
    """Cross-entropy, nats, of equal logits for three classes: log 3."""
    return math.log(3)


def _normalise(z: Vector, kind: str) -> Vector:
    """Normalise z (samples × features), γ = 1, β = 0, ε = 0."""
    axis = 0 if kind == "batch" else 1
    centred = z if kind == "rms" else z - z.mean(axis=axis, keepdims=True)
    normalised: Vector = centred / np.sqrt((centred**2).mean(axis=axis, keepdims=True))
    return normalised


def norm_change(kind: str, direction: str) -> float:
    """Largest change of a normalised value when a bias is added before the normalisation.

    kind: batch, layer or rms; direction: uniform, b = (5, 5, 5), or single, b = (1, 0, 0).
    The batch has three samples of three features.
    """
    z = np.array([[1.0, 2.0, 3.0], [2.0, 0.0, 1.0], [4.0, 1.0, 0.0]])
    b = {"uniform": np.full(3, 5.0), "single": np.array([1.0, 0.0, 0.0])}[direction]
    return float(np.abs(_normalise(z + b, kind) - _normalise(z, kind)).max())


def key_bias_weight(position: int) -> float:
    """Attention weight that the query at position 2 gives to `position` (0, 1, 2) under RoPE.

    Head width 2, one frequency of 1 rad per position, contents of all keys 0, query (1, 0),
    key bias (1, 0), no 1/√d: the score is cos(position − 2).
    """
    scores = [math.cos(j - 2) for j in range(3)]
    return math.exp(scores[position]) / sum(map(math.exp, scores))


def rope_bias_term(distance: int) -> float:
    """b_qᵀ R b_k at a distance in tokens, as a share of its value at distance 0.

    Both biases all ones, head width 128, RoPE base 10,000: the mean of cos(distance · θ_i).
    """
    return sum(math.cos(distance * 10000 ** (-i / 64)) for i in range(64)) / 64


def equal_component(score: float) -> float:
    """Component c of b_q = b_k = (c, …, c), head width 128, with b_qᵀb_k/√128 = score."""
    return math.sqrt(score / math.sqrt(128))


def gpt2_linear_biases() -> int:
    """GPT-2 small: biases of c_attn (3d), c_proj (d), c_fc (4d) and c_proj (d) in each layer."""
    return GPT2["small"].layers * GPT2["small"].layer_biases


def gpt2_norm_biases() -> int:
    """GPT-2 small: β of two LayerNorms in each layer and of the last one."""
    return (2 * GPT2["small"].layers + 1) * GPT2["small"].width


def gpt2_parameters() -> int:
    """GPT-2 small, the output layer tied to the embedding."""
    return GPT2["small"].parameters


def gpt2_bias_share() -> float:
    """GPT-2 small: biases of linear layers among all parameters."""
    return gpt2_linear_biases() / gpt2_parameters()


def qwen_biases(size: str) -> int:
    """Qwen1.5 (7B, 72B; multi-head attention): query, key and value biases, 3d per layer."""
    return QWEN15[size].layers * QWEN15[size].attention_biases


def qwen_parameters(size: str) -> int:
    """Qwen1.5, embeddings not shared."""
    return QWEN15[size].parameters


def qwen_bias_share(size: str) -> float:
    """Qwen1.5: QKV biases among all parameters."""
    return qwen_biases(size) / qwen_parameters(size)


def llama_parameters() -> int:
    """LLaMA-7B: no bias anywhere."""
    return LLAMA["7B"].parameters


def llama_biases_if_added() -> int:
    """Biases LLaMA-7B would have on q, k, v, o (d each), gate, up (f each) and down (d)."""
    d, f, layers = LLAMA["7B"].width, LLAMA["7B"].ffn, LLAMA["7B"].layers
    return layers * (4 * d + 2 * f + d)


def llama_bias_share_if_added() -> float:
    """Those biases relative to the parameters LLaMA-7B has."""
    return llama_biases_if_added() / llama_parameters()
