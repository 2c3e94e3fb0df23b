"""The numbers of the note on LoRA. GB are 10⁹ bytes, GiB 2³⁰; memory leaves activations out."""

from __future__ import annotations

import numpy as np
from transformer import GPT2, GPT3, LLAMA, LLAMA3, QWEN15

SHAPES = {
    "qwen-7b": QWEN15["7B"],
    "qwen-72b": QWEN15["72B"],
    "llama3-8b": LLAMA3["8B"],
    "llama-65b": LLAMA["65B"],
}
GPT = {"gpt3": GPT3, "gpt2-medium": GPT2["medium"], "gpt2-large": GPT2["large"]}

BYTES = {
    "fp32": 4 + 4 + 4 + 4,  # weight, gradient, Adam's m and v
    "mixed": 2 + 2 + 4 + 4 + 4,  # 16-bit weight and gradient; fp32 master copy, m, v
    "mixed-fp32-gradient": 2 + 4 + 4 + 4 + 4,
    "mixed-accumulated": 2 + 2 + 4 + 4 + 4 + 4,  # a second, fp32 buffer of gradients
    "bf16": 2 + 2 + 2 + 2,
    "adam8": 2 + 2 + 4 + 1 + 1,
}
"""Bytes per parameter for weights, gradients and optimizer."""


def parameters(model: str) -> int:
    """Of the whole model."""
    return SHAPES[model].parameters if model in SHAPES else GPT[model].parameters


def training_gigabytes(model: str, recipe: str) -> float:
    """Weights, gradients and optimizer states of full fine-tuning."""
    return parameters(model) * BYTES[recipe] / 1e9


def cards(model: str, recipe: str) -> float:
    """Cards of 80 GB that the states would fill."""
    return training_gigabytes(model, recipe) / 80


def sharded_gigabytes(model: str, ways: int) -> float:
    """States of mixed precision on each of so many cards that share them."""
    return training_gigabytes(model, "mixed") / ways


def matrices(model: str, targets: str) -> list[tuple[int, int]]:
    """(inputs, outputs) of the adapted matrices of one layer; targets: qv, qkvo or all."""
    if model in GPT:
        d = kv = GPT[model].width
        feed_forward = [(d, 4 * d), (4 * d, d)]
    else:
        d, kv, ffn = SHAPES[model].width, SHAPES[model].kv_width, SHAPES[model].ffn
        feed_forward = [(d, ffn), (d, ffn), (ffn, d)]
    query, key, value, output = (d, d), (d, kv), (d, kv), (d, d)
    attention = {"qv": [query, value], "qkvo": [query, key, value, output]}
    return attention[targets] if targets in attention else attention["qkvo"] + feed_forward


def trainable(model: str, rank: int, targets: str) -> int:
    """LoRA parameters: rank·(inputs + outputs) for each matrix of each layer."""
    each = sum(rank * (inputs + outputs) for inputs, outputs in matrices(model, targets))
    return (GPT[model] if model in GPT else SHAPES[model]).layers * each


def trainable_share(model: str, rank: int, targets: str) -> float:
    """Of the model's parameters."""
    return trainable(model, rank, targets) / parameters(model)


def gpt_trainable(model: str, rank: int) -> int:
    """GPT-2 or GPT-3 with LoRA on W_q and W_v, as in the paper."""
    return trainable(model, rank, "qv")


def gpt_megabytes(model: str, rank: int, bytes_each: int) -> float:
    """Checkpoint of these parameters, 10⁶ bytes."""
    return gpt_trainable(model, rank) * bytes_each / 1e6


def gpt_mebibytes(model: str, rank: int, bytes_each: int) -> float:
    """The same, 2²⁰ bytes."""
    return gpt_trainable(model, rank) * bytes_each / 2**20


def times_fewer(rank: int) -> float:
    """GPT-3's printed 175 billion parameters for each trainable one."""
    return 175e9 / gpt_trainable("gpt3", rank)


def frozen_gigabytes(model: str) -> float:
    """16-bit weights."""
    return parameters(model) * 2 / 1e9


def adapter_gigabytes(model: str, rank: int, targets: str) -> float:
    """Weights, gradients and optimizer of the LoRA parameters, 16 bytes each."""
    return trainable(model, rank, targets) * BYTES["mixed"] / 1e9


def quantized_bits(double: bool = True) -> float:
    """NF4: 4 bits and the scale of each block of 64, itself in 8 bits with an fp32 scale for 256."""
    return 4 + (8 / 64 + 32 / (64 * 256) if double else 32 / 64)


def quantized_gigabytes(model: str) -> float:
    """All parameters in NF4 with double quantization."""
    return parameters(model) * quantized_bits() / 8 / 1e9


def quantized_gigabytes_kept(model: str) -> float:
    """The same, but input embedding and output layer stay in 16 bits."""
    kept = SHAPES[model].embedding_parameters
    return ((parameters(model) - kept) * quantized_bits() / 8 + 2 * kept) / 1e9


def double_quantization_saves(model: str) -> float:
    """GB."""
    return parameters(model) * (quantized_bits(False) - quantized_bits()) / 8 / 1e9


def bits_saved() -> float:
    """Bits per parameter that double quantization saves."""
    return quantized_bits(False) - quantized_bits()


def matrix_share(inputs: int, outputs: int, rank: int) -> float:
    """LoRA parameters of one matrix as a share of its own."""
    return rank * (inputs + outputs) / (inputs * outputs)


def kept_energy(rank: int) -> float:
    """Share of ‖ΔW‖² in the best rank-r matrix, for singular values 1, 1/2, … 1/64."""
    energy = 1 / np.arange(1, 65) ** 2
    return float(energy[:rank].sum() / energy.sum())


def compute_saved() -> float:
    """Of 6·N FLOPs per token, the 2·N for gradients of frozen weights."""
    return 2 / 6


def activation_widths(model: str, targets: str) -> float:
    """Bytes that a layer of LLaMA's keeps of a token for the backward pass, over d.

    Counted as Korthikanti et al. (2022) do for GPT, in 16 bits and without attention scores. The
    inputs of feed-forward matrices serve their own gradients only.
    """
    shape = SHAPES[model]
    norms = 2 * shape.width
    attention = 3 * shape.width + 2 * shape.kv_width  # input, query, key, value, output
    gate = 3 * shape.ffn  # both factors, and the gate before its SiLU
    inputs = shape.width + shape.ffn if targets == "all" else 0
    return 2 * (norms + attention + gate + inputs) / shape.width


def activation_gigabytes(model: str, tokens: int) -> float:
    """Of all layers, if all matrices are adapted."""
    shape = SHAPES[model]
    return activation_widths(model, "all") * shape.width * shape.layers * tokens / 1e9


def logits_gigabytes(model: str, tokens: int) -> float:
    """A number of 4 bytes for each word of the vocabulary."""
    return 4 * SHAPES[model].vocabulary * tokens / 1e9


def throughput_gain(before: float, after: float) -> float:
    """More tokens a second."""
    return after / before - 1


def time_saved(before: float, after: float) -> float:
    """The same in time: tokens a second before and after."""
    return 1 - before / after


def slower(lora: float, qlora: float) -> float:
    """How much longer the second takes."""
    return qlora / lora - 1


def adapter_megabytes(model: str, rank: int, targets: str) -> float:
    """One set of LoRA weights in 16 bits, 10⁶ bytes."""
    return trainable(model, rank, targets) * 2 / 1e6
