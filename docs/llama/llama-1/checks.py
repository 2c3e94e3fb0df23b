"""The numbers of the note on LLaMA 1. GB and TB are decimal; tokens and bytes are kept apart."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import NamedTuple

from transformer import LLAMA, Shape, forward_flops
from transformer import training_flops as flops_to_train

A100_FLOPS = 312e12
"""Peak of an A100 with 16-bit floats, dense, FLOP/s."""
BATCH = 4e6
"""Tokens per step."""


class Run(NamedTuple):
    """From the paper's tables of sizes and emissions: shape, tokens seen, hours of A100-80GB."""

    shape: Shape
    tokens: float
    gpu_hours: int


RUNS = {
    "7B": Run(LLAMA["7B"], 1.0e12, 82_432),
    "13B": Run(LLAMA["13B"], 1.0e12, 135_168),
    "33B": Run(LLAMA["33B"], 1.4e12, 530_432),
    "65B": Run(LLAMA["65B"], 1.4e12, 1_022_362),
}


# Parameters


def ffn_width(size: str) -> int:
    """Inner width of SwiGLU: 8d/3, rounded down, then up to a multiple of 256."""
    return RUNS[size].shape.ffn


def two_thirds_of_4d(size: str) -> float:
    """8d/3 before rounding."""
    return 8 * RUNS[size].shape.width / 3


def attention_in_layer(size: str) -> int:
    """Parameters of one layer's attention: 4d²."""
    return RUNS[size].shape.attention_parameters


def ffn_in_layer(size: str) -> int:
    """Parameters of one layer's SwiGLU: 3·d·d_ff."""
    return RUNS[size].shape.ffn_parameters


def norms_in_layer(size: str) -> int:
    """Gains of one layer's two RMSNorms: 2d."""
    return 2 * RUNS[size].shape.width


def layer(size: str) -> int:
    """Parameters of one layer."""
    return RUNS[size].shape.layer_parameters


def all_layers(size: str) -> int:
    """Parameters of all layers."""
    return RUNS[size].shape.layers * layer(size)


def embeddings(size: str) -> int:
    """Parameters of the input embedding and the output layer: 2·V·d."""
    return RUNS[size].shape.embedding_parameters


def parameters(size: str) -> int:
    """All parameters: L(4d² + 3·d·d_ff + 2d) + d + 2·V·d."""
    return RUNS[size].shape.parameters


def input_embedding_share(size: str) -> float:
    """Share of the input embedding, half of both: looked up, not multiplied."""
    return embeddings(size) / 2 / parameters(size)


def share(part: str, size: str) -> float:
    """Share of `part` (attention, ffn, embeddings) among all parameters."""
    layers = RUNS[size].shape.layers
    count = {
        "attention": layers * attention_in_layer(size),
        "ffn": layers * ffn_in_layer(size),
        "embeddings": embeddings(size),
    }
    return count[part] / parameters(size)


def ffn_excess(size: str) -> float:
    """How much larger 3·d·d_ff is than the 8d² of a two-matrix layer of inner width 4d."""
    return ffn_in_layer(size) / (8 * RUNS[size].shape.width ** 2) - 1


def excess_at_4d(size: str) -> float:
    """How many more parameters in all an inner width of 4d would give."""
    shape = RUNS[size].shape
    return replace(shape, ffn=4 * shape.width).parameters / shape.parameters - 1


# Training


def tokens_per_parameter(size: str) -> float:
    """Tokens seen for each parameter."""
    return RUNS[size].tokens / parameters(size)


def steps(size: str) -> float:
    """Optimizer steps with batches of 4 million tokens."""
    return RUNS[size].tokens / BATCH


def training_flops(size: str) -> float:
    """6·N·D."""
    return flops_to_train(parameters(size), RUNS[size].tokens)


def utilisation(size: str) -> float:
    """MFU: 6·N·D over the peak of 312 TFLOP/s for all GPU hours of the paper's table."""
    return training_flops(size) / (RUNS[size].gpu_hours * 3600 * A100_FLOPS)


def score_share(size: str, context: int) -> float:
    """FLOPs of scores and weighted sums relative to 6·N, if a token sees `context` positions."""
    return 3 * RUNS[size].shape.score_flops(context) / flops_to_train(parameters(size), 1)


def days_from_speed() -> float:
    """1.4e12 tokens on 2,048 GPUs at the paper's 380 tokens per second and GPU."""
    return 1.4e12 / 380 / 2048 / 86_400


def days_from_hours() -> float:
    """65B: the paper's GPU hours on 2,048 GPUs."""
    return RUNS["65B"].gpu_hours / 2048 / 24


# Inference


def weight_gigabytes(size: str) -> float:
    """Weights with 2 bytes per parameter, GB."""
    return 2 * parameters(size) / 1e9


def gpt3_weight_gigabytes() -> float:
    """175e9 parameters with 2 bytes each, GB."""
    return 2 * 175e9 / 1e9


def kv_bytes_per_token(size: str) -> int:
    """KV cache of one token: 2 (K, V) · 2 bytes · L · d."""
    return RUNS[size].shape.kv_cache_bytes(1)


def kv_gigabytes(size: str, tokens: int) -> float:
    """KV cache of `tokens` positions of all sequences together, GB."""
    return RUNS[size].shape.kv_cache_bytes(tokens) / 1e9


def faq_cache_bytes() -> int:
    """The FAQ's example: 7B, 32 sequences of 1,024 tokens."""
    return RUNS["7B"].shape.kv_cache_bytes(32 * 1024)


def shared_kv_bytes(kv_heads: int) -> int:
    """KV cache of one token of a 65B with so many key/value heads instead of 64."""
    return replace(RUNS["65B"].shape, kv_heads=kv_heads).kv_cache_bytes(1)


def read_milliseconds(size: str) -> float:
    """Least time per generated token of one sequence: weights read once at 2,039 GB/s."""
    return 1000 * weight_gigabytes(size) / 2039


def sequences_that_fit(kv_heads: int) -> int:
    """65B on 160 GB: full sequences of 2,048 tokens beside the weights of the real model."""
    shape = replace(RUNS["65B"].shape, kv_heads=kv_heads)
    return int((160e9 - 2 * parameters("65B")) // shape.kv_cache_bytes(2048))


# Training budget against inference budget


def chinchilla_tokens(size: str) -> float:
    """20 tokens per parameter."""
    return 20 * parameters(size)


def same_compute_parameters(size: str) -> float:
    """N with 6·N·(20·N) = this run's training FLOPs."""
    return math.sqrt(training_flops(size) / 120)


def same_compute_tokens(size: str) -> float:
    """20 tokens for each of those parameters."""
    return 20 * same_compute_parameters(size)


def same_compute_slowdown(size: str) -> float:
    """Its FLOPs per generated token relative to this model's (2·N each)."""
    return same_compute_parameters(size) / parameters(size)


class Fit(NamedTuple):
    """Loss in nats per token less its floor, which cancels: A/N^α + B/D^β."""

    a: float
    alpha: float
    b: float
    beta: float

    def of_parameters(self, n: float) -> float:
        return float(self.a / n**self.alpha)

    def of_tokens(self, d: float) -> float:
        return float(self.b / d**self.beta)

    def tokens(self, loss: float) -> float:
        return float((self.b / loss) ** (1 / self.beta))


FITS = {
    "refit": Fit(482.01, 0.3478, 2085.43, 0.3658),
    "printed": Fit(406.4, 0.34, 410.7, 0.28),
}
"""Besiroglu et al. (2024) and Hoffmann et al. (2022), to the same runs of Chinchilla."""


def tokens_to_match_7b(n: float, fit: str = "refit") -> float:
    """Tokens after which n parameters reach the fitted loss of LLaMA-7B at 1.0e12."""
    law = FITS[fit]
    reached = law.of_parameters(parameters("7B")) + law.of_tokens(RUNS["7B"].tokens)
    return law.tokens(reached - law.of_parameters(n))


def total_flops(n: float, served: float, fit: str = "refit") -> float:
    """Training to that loss plus generating `served` tokens."""
    return flops_to_train(n, tokens_to_match_7b(n, fit)) + forward_flops(n, served)


def cheapest_parameters(served: float, fit: str = "refit") -> float:
    """N with the least total FLOPs, on a grid of 0.1% steps from 5e9 on."""
    sizes = (5e9 * 1.001**i for i in range(2500))
    return min(sizes, key=lambda n: total_flops(n, served, fit))


def cheapest_tokens(served: float, fit: str = "refit") -> float:
    """Training tokens of that model."""
    return tokens_to_match_7b(cheapest_parameters(served, fit), fit)


def extra_training(fit: str = "refit") -> float:
    """How much more training LLaMA-7B took than the cheapest way to the same fitted loss."""
    cheapest = total_flops(cheapest_parameters(0, fit), 0, fit)
    return total_flops(parameters("7B"), 0, fit) / cheapest - 1


def break_even_tokens(fit: str = "refit") -> float:
    """Generated tokens after which LLaMA-7B has paid for its longer training."""
    large, small = cheapest_parameters(0, fit), parameters("7B")
    extra = total_flops(small, 0, fit) - total_flops(large, 0, fit)
    return extra / (forward_flops(large, 1) - forward_flops(small, 1))


# Data: share of the 1.4e12 tokens, epochs, GB on disk (the paper's table 1)

MIXTURE = {
    "CommonCrawl": (0.67, 1.10, 3300),
    "C4": (0.15, 1.06, 783),
    "GitHub": (0.045, 0.64, 328),
    "Wikipedia": (0.045, 2.45, 83),
    "Books": (0.045, 2.23, 85),
    "ArXiv": (0.025, 1.06, 92),
    "StackExchange": (0.02, 1.03, 78),
}


def tokens_seen(source: str) -> float:
    """Share × 1.4e12."""
    return MIXTURE[source][0] * 1.4e12


def tokens_available(source: str) -> float:
    """Tokens seen divided by epochs: the size of the source in tokens."""
    return tokens_seen(source) / MIXTURE[source][1]


def billions_available(source: str) -> float:
    """The same in 10⁹ tokens."""
    return tokens_available(source) / 1e9


def bytes_per_token(source: str) -> float:
    """Bytes on disk over tokens of the source."""
    return MIXTURE[source][2] * 1e9 / tokens_available(source)


def all_tokens_available() -> float:
    """Sum over the sources."""
    return sum(map(tokens_available, MIXTURE))


def all_billions_available() -> float:
    """The same in 10⁹ tokens."""
    return all_tokens_available() / 1e9


def disk_gigabytes() -> int:
    """Sum over the sources, GB."""
    return sum(gigabytes for _, _, gigabytes in MIXTURE.values())


def mean_bytes_per_token() -> float:
    """All bytes on disk over all tokens of the sources."""
    return disk_gigabytes() * 1e9 / all_tokens_available()


def mean_epochs() -> float:
    """1.4e12 tokens seen over the tokens of the sources."""
    return 1.4e12 / all_tokens_available()


def epochs_at_1t(source: str) -> float:
    """Epochs of the 7B and 13B runs, which see 1.0e12 tokens in the same proportions."""
    return MIXTURE[source][1] / 1.4


def index_terabytes() -> float:
    """1.4e12 token numbers as 16-bit integers, TB; 32,000 < 65,536, so 2 bytes are enough."""
    return 2 * 1.4e12 / 1e12


def text_read_terabytes() -> float:
    """Text that 1.4e12 tokens stand for, TB: bytes on disk times epochs."""
    return sum(epochs * gigabytes for _, epochs, gigabytes in MIXTURE.values()) / 1000


def books_and_papers_gigabytes() -> int:
    """Books and ArXiv on disk, GB."""
    return MIXTURE["Books"][2] + MIXTURE["ArXiv"][2]


# Energy: 400 W per GPU, power usage effectiveness 1.1, 0.385 t CO2eq per MWh


def _megawatt_hours(gpu_hours: float) -> float:
    return gpu_hours * 400 * 1.1 / 1e6


def megawatt_hours(size: str) -> float:
    """Energy of one final run, MWh."""
    return _megawatt_hours(RUNS[size].gpu_hours)


def tonnes_co2(size: str) -> float:
    """Emissions of one final run, t CO2eq."""
    return 0.385 * megawatt_hours(size)


def final_runs_gpu_hours() -> int:
    """GPU hours of the four final runs."""
    return sum(run.gpu_hours for run in RUNS.values())


def final_runs_megawatt_hours() -> float:
    """Energy of the four final runs, MWh."""
    return _megawatt_hours(final_runs_gpu_hours())


def final_runs_days() -> float:
    """Their days on 2,048 GPUs."""
    return final_runs_gpu_hours() / 2048 / 24


def five_months_megawatt_hours() -> float:
    """2,048 GPUs for 150 days, MWh."""
    return _megawatt_hours(2048 * 24 * 150)


def development_days() -> float:
    """Days on 2,048 GPUs that give the printed 2,638 MWh."""
    return 2638 / _megawatt_hours(2048 * 24)


# Small examples


def rms_normalised(x: float, other: float) -> float:
    """First component of RMSNorm((x, other)), gain 1, ε = 0."""
    return x / math.sqrt((x * x + other * other) / 2)


def layer_normalised(x: float, other: float) -> float:
    """First component of LayerNorm((x, other)), gain 1, bias 0, ε = 0."""
    return (x - other) / abs(x - other)


def rope_wavelength(pair: int) -> float:
    """Tokens in which a pair of a head of width 128 turns once: 2π · 10000^(2i/128)."""
    return 2 * math.pi * math.pow(10000, 2 * pair / 128)
