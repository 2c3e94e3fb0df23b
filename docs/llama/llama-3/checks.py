"""The numbers of the note on Llama 3.1. Figures of the report are the constants at the top."""

from __future__ import annotations

import math
from dataclasses import dataclass

from transformer import LLAMA2, LLAMA3, swiglu_width, training_flops

SHAPES = LLAMA3 | {"llama2-70B": LLAMA2["70B"]}
FFN_RULE = {
    "8B": (1024, 1.3), "70B": (4096, 1.3), "405B": (4096, 1.2), "llama2-70B": (4096, 1.3)
}  # fmt: skip
"""multiple_of and ffn_dim_multiplier of the official model list."""
TOKENS = 15.6e12
BUDGET = 3.8e25
CHINCHILLA_BUDGET = 5.76e23
LEGEND = (0.537, 0.299)
"""Exponent and factor of the law, as the legend of figure 3 prints them."""
PEAK_TFLOPS = 989.4
"""Of an H100 SXM, dense bf16."""
INTERRUPTIONS = {
    "GPU": 148, "HBM3": 72, "software": 54, "network": 35, "maintenance": 32, "SRAM": 19,
    "GPU system processor": 17, "NIC": 7, "NCCL watchdog": 7, "silent corruption": 6,
    "thermal": 6, "SSD": 3, "PSU": 3, "chassis": 2, "IO board": 2, "dependency": 2, "CPU": 2,
    "memory": 2,
}  # fmt: skip
"""Table 5 of the report, unexpected interruptions in 54 days."""
ON_GPU = ("GPU", "HBM3", "SRAM", "GPU system processor", "silent corruption", "thermal")


@dataclass(frozen=True)
class Parallel:
    """A row of table 4: ways of splitting the work, and the batch of each data-parallel group."""

    tensor: int
    context: int
    pipeline: int
    data: int
    sequence: int
    batch: int


ROWS = {
    "8K-half": Parallel(8, 1, 16, 64, 8192, 32),
    "8K": Parallel(8, 1, 16, 128, 8192, 16),
    "128K": Parallel(8, 16, 16, 8, 131072, 16),
    "128K-printed": Parallel(8, 16, 16, 4, 131072, 16),
}


def parameters(model: str) -> int:
    """All of them; no biases, embeddings not shared."""
    return SHAPES[model].parameters


def layer(model: str) -> int:
    """Of one layer."""
    return SHAPES[model].layer_parameters


def ffn_share(model: str) -> float:
    """Feed-forward parameters of all layers as a share of the model."""
    shape = SHAPES[model]
    return shape.layers * shape.ffn_parameters / shape.parameters


def embedding_share(model: str) -> float:
    """Input and output embedding as a share of the model."""
    return SHAPES[model].embedding_parameters / parameters(model)


def ffn_width(model: str) -> int:
    """By Meta's rule: 2/3 of 4·d, times the multiplier, rounded up."""
    multiple, multiplier = FFN_RULE[model]
    return swiglu_width(SHAPES[model].width, multiple, multiplier)


def weight_gigabytes(model: str) -> float:
    """16-bit weights, 10⁹ bytes."""
    return parameters(model) * 2 / 1e9


def replicated_parameters() -> int:
    """405B counted with 16 KV heads, as stored for 16-way tensor parallelism."""
    shape = LLAMA3["405B"]
    extra = 2 * shape.width * shape.kv_width  # eight more key and value heads in each layer
    return shape.parameters + shape.layers * extra


def kv_bytes(model: str) -> int:
    """KV cache of one token, 16 bits."""
    return SHAPES[model].kv_cache_bytes(1)


def kv_gigabytes(model: str, tokens: int) -> float:
    """KV cache of a sequence, 10⁹ bytes."""
    return SHAPES[model].kv_cache_bytes(tokens) / 1e9


def kv_saving(model: str) -> float:
    """Query heads for each key and value head."""
    return SHAPES[model].heads / SHAPES[model].kv_heads


def kv_gigabytes_without_sharing(model: str, tokens: int) -> float:
    """If each query head had its own key and value."""
    return kv_gigabytes(model, tokens) * kv_saving(model)


def flops(model: str) -> float:
    """6·N·D with 15.6T tokens."""
    return training_flops(parameters(model), TOKENS)


def tokens_per_parameter(model: str, tokens: float) -> float:
    """D/N."""
    return tokens / parameters(model)


def fitted_tokens(exponent: float, factor: float, budget: float = BUDGET) -> float:
    """The report's law, factor·C^exponent tokens, at its budget or another."""
    return float(factor * budget**exponent)


def fitted_ratio(budget: float) -> float:
    """Tokens per parameter by the legend's law: D/N with N = C/6D."""
    return 6 * fitted_tokens(*LEGEND, budget) ** 2 / budget


def grown_ratio() -> float:
    """Chinchilla's 20 carried on to this budget by the exponent alone: D/N grows as C^(2α−1)."""
    return float(20 * (BUDGET / CHINCHILLA_BUDGET) ** (2 * LEGEND[0] - 1))


def pair_flops(billions: float, trillions: float) -> float:
    """6·N·D of a printed pair."""
    return training_flops(billions * 1e9, trillions * 1e12)


def fewer_tokens(before: float, after: float) -> float:
    """Tokens saved if each covers `after` characters instead of `before`."""
    return 1 - before / after


def gpus(row: str) -> int:
    """Product of the four ways of splitting."""
    one = ROWS[row]
    return one.tensor * one.context * one.pipeline * one.data


def batch_tokens(row: str) -> int:
    """Tokens of one step."""
    one = ROWS[row]
    return one.data * one.batch * one.sequence


def utilisation(tflops: float) -> float:
    """MFU: achieved per GPU against the peak."""
    return tflops / PEAK_TFLOPS


def days(tflops: float, cards: int) -> float:
    """To spend the budget."""
    return BUDGET / (tflops * 1e12 * cards) / 86400


def mean_tflops(gpu_hours: float) -> float:
    """Budget over the hours of the model card."""
    return BUDGET / (gpu_hours * 3600) / 1e12


def interruptions() -> int:
    """Unexpected ones, all rows of table 5."""
    return sum(INTERRUPTIONS.values())


def interruption_share(cause: str) -> float:
    """Of the unexpected ones."""
    return INTERRUPTIONS[cause] / interruptions()


def on_gpu() -> int:
    """Rows that are about the GPU or its memory."""
    return sum(INTERRUPTIONS[cause] for cause in ON_GPU)


def on_gpu_share() -> float:
    """Of the unexpected ones."""
    return on_gpu() / interruptions()


def on_gpu_unseen() -> int:
    """Those on the GPU among the eleven rarer causes that the figure puts together."""
    return sum(INTERRUPTIONS[cause] for cause in ("silent corruption", "thermal"))


def hours_between() -> float:
    """Mean time between two unexpected interruptions in 54 days."""
    return 54 * 24 / interruptions()


def steps_of(tokens: float, batch: float) -> float:
    """Optimizer steps for so many tokens."""
    return tokens / batch


def schedule_steps() -> float:
    """252M tokens at 4M, then to 2.87T at 8M, then to 15.6T at 16M."""
    return 252e6 / 4e6 + (2.87e12 - 252e6) / 8e6 + (TOKENS - 2.87e12) / 16e6


def wavelength(pair: int, base: float) -> float:
    """Tokens for one turn of a pair of a 128-wide head: 2π·base^(2·pair/128)."""
    return 2 * math.pi * base ** (2 * pair / 128)


def pairs(kind: str) -> int:
    """Of 64 pairs: `kept` (under 2048 tokens a turn), `stretched` (over 8192: eightfold), `between`."""
    turns = [wavelength(pair, 500_000) for pair in range(64)]
    kept, stretched = sum(turn < 2048 for turn in turns), sum(turn > 8192 for turn in turns)
    return {"kept": kept, "stretched": stretched, "between": 64 - kept - stretched}[kind]


def schedule_ten_thousands() -> float:
    """The same in units of 10⁴ steps."""
    return schedule_steps() / 1e4


def times_larger(model: str, other: str) -> float:
    """Ratio of parameters."""
    return parameters(model) / parameters(other)


def fp8_gigabytes(model: str) -> float:
    """Weights if feed-forward layers take one byte each, but for the first and the last; all else two."""
    shape = SHAPES[model]
    return weight_gigabytes(model) - (shape.layers - 2) * shape.ffn_parameters / 1e9


def node_room(model: str) -> float:
    """GB that eight cards of 80 GB have left beside those weights."""
    return 8 * 80 - fp8_gigabytes(model)


def sequences_in_node(model: str, tokens: int) -> int:
    """Caches of that length that fit there."""
    return int(node_room(model) // kv_gigabytes(model, tokens))


def sequences_in_node_without_sharing(model: str, tokens: int) -> int:
    """If each query head had its own key and value, and the weights stayed as large."""
    return int(node_room(model) // kv_gigabytes_without_sharing(model, tokens))


def unshared_matrices_gigabytes(model: str) -> float:
    """What W_k and W_v would take more in 16 bits with a key and a value for each query head."""
    shape = SHAPES[model]
    return 2 * shape.layers * 2 * shape.width * (shape.width - shape.kv_width) / 1e9


def sequences_in_two_nodes(model: str, tokens: int) -> int:
    """The same beside 16-bit weights on sixteen cards."""
    return int((2 * 8 * 80 - weight_gigabytes(model)) // kv_gigabytes(model, tokens))
