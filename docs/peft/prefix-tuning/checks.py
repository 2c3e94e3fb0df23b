"""The numbers of the note on prefix-tuning. `prefix` is the number of prefix positions."""

from __future__ import annotations

import math

from transformer import GPT2, LLAMA3

HIDDEN = 512
"""Inner width of the reparametrizing MLP in the official code for GPT-2."""

E2E_BLEU = {"prefix": 69.7, "adapter": 66.3}
WEBNLG_BLEU = {"prefix": 55.1, "adapter": 50.2}
DART_BLEU = {"prefix": 46.4, "adapter": 42.4}
"""Li & Liang (2021), table 1, GPT-2 medium; adapter with 0.1 % of the parameters."""


def parameters(model: str) -> int:
    """All parameters of GPT-2."""
    return GPT2[model].parameters


def stored(model: str, prefix: int) -> int:
    """A key and a value of the model's width in each layer: prefix·2·L·d."""
    shape = GPT2[model]
    return prefix * 2 * shape.layers * shape.width


def stored_share(model: str, prefix: int) -> float:
    """Of the model's parameters."""
    return stored(model, prefix) / parameters(model)


def mlp_parameters(model: str) -> int:
    """d → 512 → 2·L·d, with biases."""
    shape = GPT2[model]
    outputs = 2 * shape.layers * shape.width
    return shape.width * HIDDEN + HIDDEN + HIDDEN * outputs + outputs


def trained(model: str, prefix: int) -> int:
    """While training: an embedding of width d for each position, and the MLP."""
    return prefix * GPT2[model].width + mlp_parameters(model)


def trained_share(model: str, prefix: int) -> float:
    """Of the model's parameters."""
    return trained(model, prefix) / parameters(model)


def trained_to_stored(model: str, prefix: int) -> float:
    """How many times more is trained than kept."""
    return trained(model, prefix) / stored(model, prefix)


def stored_megabytes(model: str, prefix: int) -> float:
    """fp32, 10⁶ bytes."""
    return stored(model, prefix) * 4 / 1e6


def model_gigabytes(model: str) -> float:
    """fp32, 10⁹ bytes."""
    return parameters(model) * 4 / 1e9


def prompt_tuning(prefix: int, width: int) -> int:
    """Vectors at the input only: prefix·d."""
    return prefix * width


def bart_stored(prefix: int, sites: int) -> int:
    """BART-large: 12 layers of width 1024 at each attention site (encoder, decoder, cross)."""
    return prefix * 2 * 12 * 1024 * sites


def bart_parameters() -> int:
    """BART-large: tied embedding, two position tables, 12 encoder and 12 decoder layers."""
    width, ffn, layers = 1024, 4096, 12
    attention, norm = 4 * (width * width + width), 2 * width
    feed_forward = 2 * width * ffn + ffn + width
    encoder = attention + feed_forward + 2 * norm
    decoder = 2 * attention + feed_forward + 3 * norm
    tables = (50265 + 2 * (1024 + 2)) * width
    return tables + 2 * norm + layers * (encoder + decoder)


def bart_share(prefix: int, sites: int) -> float:
    """Of the parameters of BART-large."""
    return bart_stored(prefix, sites) / bart_parameters()


def mean_gain() -> float:
    """BLEU of prefix-tuning less that of the small adapter, mean of the three data sets."""
    tables = (E2E_BLEU, WEBNLG_BLEU, DART_BLEU)
    return sum(table["prefix"] - table["adapter"] for table in tables) / len(tables)


def gate(score: float, context: int, prefix: int = 1) -> float:
    """λ for `prefix` positions with that score and `context` positions with score 0."""
    weight = prefix * math.exp(score)
    return weight / (weight + context)


def blend(share: float, in_context: float, in_prefix: float) -> float:
    """(1 − λ)·context + λ·prefix."""
    return (1 - share) * in_context + share * in_prefix


def mixed(prefix_score: float) -> float:
    """Output of the example: context values 0 and 2 with score 0, prefix value 10."""
    return blend(gate(prefix_score, 2), 1, 10)


def cache_megabytes(model: str, prefix: int) -> float:
    """KV cache that a prefix takes in every request, 2 bytes a number, 10⁶ bytes."""
    return stored(model, prefix) * 2 / 1e6


def llama3_stored(prefix: int) -> int:
    """A prefix for Llama 3.1 8B: keys and values are kv_width wide, not d."""
    return LLAMA3["8B"].kv_values(prefix)


def llama3_share(prefix: int) -> float:
    """Of its parameters."""
    return llama3_stored(prefix) / LLAMA3["8B"].parameters
