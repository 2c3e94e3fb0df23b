"""The numbers of the note on attention. GB are 10⁹ bytes; an element is one stored number."""

from __future__ import annotations

import math

from transformer import LLAMA

A100_GIGABYTES_PER_SECOND = 2039
PLASTIC = 1.324717957244746
LAYERS, HEADS, HEAD, LATENT, ROTARY = 60, 128, 128, 512, 64
"""DeepSeek-V2: layers, query heads, and the widths of a head, of the latent vector, of the rotated key."""
LAYERS_67B, GROUPS_67B = 95, 8
"""DeepSeek 67B, whose heads are 128 wide too."""


def softmax(scores: list[float]) -> list[float]:
    """Shares of the exponentials."""
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def example_weight(key: int, divisor: float = 2) -> float:
    """Of keys 0, 1, 2, whose dot products with the query are 4, 2, 0."""
    return softmax([product / divisor for product in (4, 2, 0)])[key]


def example_output() -> float:
    """First component of the output; the values' are 0, 4, 10."""
    return sum(example_weight(key) * value for key, value in enumerate((0, 4, 10)))


BLOCKS = (((2, 0), (1, 4)), ((0, 10),))
"""Scores and values of the example, in two blocks."""


def block_sum(block: int) -> float:
    """Denominator of a block, relative to its largest score."""
    top = max(score for score, _ in BLOCKS[block])
    return sum(math.exp(score - top) for score, _ in BLOCKS[block])


def block_total(block: int) -> float:
    """Weighted sum of a block's values, not divided yet."""
    top = max(score for score, _ in BLOCKS[block])
    return sum(math.exp(score - top) * value for score, value in BLOCKS[block])


def merged_sum() -> float:
    """Denominator of both blocks; the second one's largest score is 2 less."""
    return block_sum(0) + math.exp(-2) * block_sum(1)


def merged_total() -> float:
    """Weighted sum of both."""
    return block_total(0) + math.exp(-2) * block_total(1)


def masked_weight(key: int) -> float:
    """Of keys 0 and 1 when a mask hides key 2."""
    return softmax([2, 1])[key]


def masked_too_late() -> float:
    """Sum of the weights if key 2 is struck out after the softmax."""
    return example_weight(0) + example_weight(1)


def deviation(head: int) -> float:
    """Of q·k, if all components are independent with mean 0 and variance 1."""
    return math.sqrt(head)


def spread(head: int, divide: str) -> float:
    """Deviation of the scores after dividing by 1, √d_h or d_h (none, root, width)."""
    return deviation(head) / {"none": 1, "root": math.sqrt(head), "width": head}[divide]


def normal(index: int) -> float:
    """Numbers as if drawn from the normal distribution, but always the same: Box-Muller, R2 sequence."""
    u, v = ((index + 1) / PLASTIC**power % 1 for power in (1, 2))
    return math.sqrt(-2 * math.log(u)) * math.cos(2 * math.pi * v)


def weights(keys: int, deviation: float, lead: float) -> list[float]:
    """First the key that fits, `lead` deviations above the mean, then keys with random scores."""
    return softmax([deviation * lead, *(deviation * normal(index) for index in range(keys - 1))])


def effective(weights: list[float]) -> float:
    """So many equal weights have the same entropy."""
    return math.exp(-sum(weight * math.log(weight) for weight in weights if weight))


def slope(weights: list[float]) -> float:
    """Trace of softmax's Jacobian: Σ a(1 − a). What is left of gradients on the way to the scores."""
    return sum(weight * (1 - weight) for weight in weights)


def fit(keys: int, divide: str, lead: float = 2) -> float:
    """Weight of the key that fits; heads of 128."""
    return weights(keys, spread(128, divide), lead)[0]


def effective_keys(keys: int, divide: str, lead: float = 2) -> float:
    """So many keys count; heads of 128."""
    return effective(weights(keys, spread(128, divide), lead))


def slope_left(keys: int, divide: str, lead: float = 2) -> float:
    """Trace of the Jacobian; heads of 128."""
    return slope(weights(keys, spread(128, divide), lead))


def share_of_lead(keys: int, lead: float) -> float:
    """Weight of a key whose score is `lead` above all others'."""
    return 1 / (1 + (keys - 1) * math.exp(-lead))


def lead_for_share(keys: int, share: float) -> float:
    """Lead that gives one key this weight."""
    return math.log(share / (1 - share) * (keys - 1))


def sink_share(keys: int, score: float) -> float:
    """Weight that a sink with this score takes from keys whose scores are 0."""
    return math.exp(score) / (math.exp(score) + keys)


def matrix_flops(size: str) -> int:
    """LLaMA: all matrices in the forward pass of a token; its embedding is looked up, not multiplied."""
    shape = LLAMA[size]
    return 2 * (shape.parameters - shape.embedding_parameters // 2)


def score_share(size: str, context: int) -> float:
    """LLaMA: scores and weighted sums in the forward FLOPs of a token that sees `context` positions."""
    scores = LLAMA[size].score_flops(context)
    return scores / (scores + matrix_flops(size))


def equal_context(size: str) -> float:
    """LLaMA: positions seen when scores and weighted sums cost as much as all matrices."""
    return matrix_flops(size) / LLAMA[size].score_flops(1)


def matrix_gigaflops(sequences: int, heads: int, head: int, tokens: int) -> float:
    """Scores and weighted sums without a mask, forward and (twice as much) backward."""
    return 3 * 4 * sequences * heads * head * tokens**2 / 1e9


def scores_gigabytes(size: str, tokens: int) -> float:
    """LLaMA: the scores of all heads of one layer, kept in 16 bits."""
    return LLAMA[size].heads * tokens**2 * 2 / 1e9


def weights_milliseconds(size: str) -> float:
    """LLaMA: reading all 16-bit weights once on an A100-80GB."""
    return LLAMA[size].parameters * 2 / A100_GIGABYTES_PER_SECOND / 1e6


def cache_gigabytes(size: str, sequences: int, tokens: int) -> float:
    """LLaMA: 16-bit KV cache of a batch."""
    return LLAMA[size].kv_cache_bytes(sequences * tokens) / 1e9


def cache_milliseconds(size: str, sequences: int, tokens: int) -> float:
    """LLaMA: reading that cache once on an A100-80GB."""
    return cache_gigabytes(size, sequences, tokens) / A100_GIGABYTES_PER_SECOND * 1e3


def elements(kind: str) -> int:
    """Kept of a token in one layer with 128 query heads of 128: mha, gqa (8 groups), mqa, mla."""
    groups = {"mha": HEADS, "gqa": 8, "mqa": 1}
    return LATENT + ROTARY if kind == "mla" else 2 * groups[kind] * HEAD


def kilobytes(kind: str) -> float:
    """Of a token in all 60 layers of DeepSeek-V2, 16 bits an element."""
    return elements(kind) * LAYERS * 2 / 1e3


def times_smaller(kind: str) -> float:
    """Than a key and a value for each head."""
    return elements("mha") / elements(kind)


def groups_of_mla() -> float:
    """Groups of GQA with the same cache."""
    return elements("mla") / (2 * HEAD)


def elements_in_all_layers(model: str) -> int:
    """Kept of a token by DeepSeek-V2 (v2) or DeepSeek 67B (67b)."""
    return {"v2": elements("mla") * LAYERS, "67b": 2 * GROUPS_67B * HEAD * LAYERS_67B}[model]


def saved(bits: int) -> float:
    """Cache that DeepSeek-V2 saves with so many bits an element against DeepSeek 67B with 16."""
    ours = elements_in_all_layers("v2") * bits
    return 1 - ours / (elements_in_all_layers("67b") * 16)


def increase(before: float, after: float) -> float:
    """By what share."""
    return after / before - 1


def ratio(more: float, less: float) -> float:
    """How many times more."""
    return more / less
