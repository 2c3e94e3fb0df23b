"""The numbers of the note on activation functions. z is a scalar, the input of one unit."""

from __future__ import annotations

import math
from collections.abc import Callable

from transformer import Shape, swiglu_width

Activation = Callable[[float], float]


# Activations, f(z)


def threshold(z: float) -> float:
    """1 if z > 0, else 0."""
    return float(z > 0)


def sigmoid(z: float) -> float:
    """1/(1 + e^−z), written so that the exponential never overflows."""
    e = math.exp(-abs(z))
    return 1 / (1 + e) if z >= 0 else e / (1 + e)


def tanh(z: float) -> float:
    """2·sigmoid(2z) − 1."""
    return math.tanh(z)


def relu(z: float) -> float:
    """max(0, z)."""
    return max(0.0, z)


def leaky_relu(z: float, a: float = 0.01) -> float:
    """z if z > 0, else a·z."""
    return z if z > 0 else a * z


def elu(z: float, alpha: float = 1.0) -> float:
    """z if z > 0, else α(e^z − 1)."""
    return z if z > 0 else alpha * math.expm1(z)


def gelu(z: float) -> float:
    """z·Φ(z), Φ the standard normal distribution function."""
    return z * (1 + math.erf(z / math.sqrt(2))) / 2


def gelu_tanh(z: float) -> float:
    """GELU's tanh form: z/2 · (1 + tanh(√(2/π)(z + 0.044715 z³)))."""
    return z / 2 * (1 + math.tanh(math.sqrt(2 / math.pi) * (z + 0.044715 * z**3)))


def gelu_sigmoid(z: float) -> float:
    """GELU's sigmoid form: z·sigmoid(1.702 z)."""
    return z * sigmoid(1.702 * z)


def silu(z: float) -> float:
    """z·sigmoid(z)."""
    return z * sigmoid(z)


def squared_relu(z: float) -> float:
    """max(0, z)²."""
    return max(0.0, z) ** 2


# Derivatives, f′(z); at a kink the value PyTorch uses


def threshold_slope(z: float) -> float:
    """0 wherever it exists."""
    return 0.0


def sigmoid_slope(z: float) -> float:
    """σ(1 − σ)."""
    return sigmoid(z) * sigmoid(-z)


def tanh_slope(z: float) -> float:
    """1 − tanh²."""
    return 1 - math.tanh(z) ** 2


def relu_slope(z: float) -> float:
    """1 if z > 0, else 0."""
    return float(z > 0)


def leaky_relu_slope(z: float, a: float = 0.01) -> float:
    """1 if z > 0, else a."""
    return 1.0 if z > 0 else a


def elu_slope(z: float, alpha: float = 1.0) -> float:
    """1 if z > 0, else α·e^z."""
    return 1.0 if z > 0 else alpha * math.exp(z)


def gelu_slope(z: float) -> float:
    """Φ(z) + z·φ(z), φ the standard normal density."""
    return (1 + math.erf(z / math.sqrt(2))) / 2 + z * math.exp(-z * z / 2) / math.sqrt(2 * math.pi)


def gelu_tanh_slope(z: float) -> float:
    """(1 + t)/2 + z/2 · (1 − t²)·u′ with t = tanh(u), u = √(2/π)(z + 0.044715 z³)."""
    root = math.sqrt(2 / math.pi)
    t = math.tanh(root * (z + 0.044715 * z**3))
    return (1 + t) / 2 + z / 2 * (1 - t * t) * root * (1 + 3 * 0.044715 * z * z)


def silu_slope(z: float) -> float:
    """σ(z)(1 + z(1 − σ(z)))."""
    return sigmoid(z) * (1 + z * sigmoid(-z))


def squared_relu_slope(z: float) -> float:
    """2·max(0, z)."""
    return 2 * max(0.0, z)


FUNCTIONS: dict[str, tuple[Activation, Activation]] = {
    "threshold": (threshold, threshold_slope),
    "sigmoid": (sigmoid, sigmoid_slope),
    "tanh": (tanh, tanh_slope),
    "relu": (relu, relu_slope),
    "leaky_relu": (leaky_relu, leaky_relu_slope),
    "elu": (elu, elu_slope),
    "gelu": (gelu, gelu_slope),
    "gelu_tanh": (gelu_tanh, gelu_tanh_slope),
    "silu": (silu, silu_slope),
    "squared_relu": (squared_relu, squared_relu_slope),
}
GRID = [i / 1000 for i in range(-8000, 8001)]


# Shape: minima, ranges, distances


def argmin(name: str) -> float:
    """The z < 0 where f of gelu or silu is least: f′ changes sign there; by bisection."""
    slope = FUNCTIONS[name][1]
    low, high = -2.0, 0.0
    while high - low > 1e-12:
        middle = (low + high) / 2
        low, high = (middle, high) if slope(middle) < 0 else (low, middle)
    return low


def minimum(name: str) -> float:
    """The least value of gelu or silu."""
    return FUNCTIONS[name][0](argmin(name))


def steepest(name: str) -> float:
    """Largest f′ on the grid."""
    return max(map(FUNCTIONS[name][1], GRID))


def flattest(name: str) -> float:
    """Least f′ on the grid."""
    return min(map(FUNCTIONS[name][1], GRID))


def distance_from_gelu(form: str) -> float:
    """Largest |GELU − its tanh or sigmoid form| on the grid."""
    other = {"tanh": gelu_tanh, "sigmoid": gelu_sigmoid}[form]
    return max(abs(gelu(z) - other(z)) for z in GRID)


# Gradient through layers


def chain(name: str, z: float, layers: int = 10, weight: float = 1.0) -> float:
    """(w·f′(z))^layers: the gradient through layers of one unit, the same w and z in each."""
    return float((weight * FUNCTIONS[name][1](z)) ** layers)


def _expectation(g: Activation) -> float:
    """E[g(z)] for z ~ N(0, 1), midpoint rule; no midpoint falls on the kink at 0."""
    step = 0.005
    points = (-10 + (i + 0.5) * step for i in range(4_000))
    return sum(g(z) * math.exp(-z * z / 2) for z in points) * step / math.sqrt(2 * math.pi)


def mean_square(name: str) -> float:
    """E[f(z)²] for z ~ N(0, 1)."""
    f = FUNCTIONS[name][0]
    return _expectation(lambda z: f(z) ** 2)


def gain(name: str) -> float:
    """Standard deviation of a weight times √fan-in that keeps Var(z) = 1: 1/√E[f²]."""
    return 1 / math.sqrt(mean_square(name))


def constant_share(name: str) -> float:
    """E[f]²/E[f²]: how much of the output's power is a constant."""
    return _expectation(FUNCTIONS[name][0]) ** 2 / mean_square(name)


def layer_factor(name: str) -> float:
    """RMS gradient kept by a wide random layer at that gain: √(E[f′²]/E[f²])."""
    slope = FUNCTIONS[name][1]
    return math.sqrt(_expectation(lambda z: slope(z) ** 2)) * gain(name)


def through(name: str, layers: int) -> float:
    """The same for some layers."""
    return layer_factor(name) ** layers


def next_variance(name: str, variance: float) -> float:
    """Var(z) one layer on, weights at that gain: g²·E[f(√q z)²]; 1 stays 1."""
    f, width = FUNCTIONS[name][0], math.sqrt(variance)
    return gain(name) ** 2 * _expectation(lambda z: f(width * z) ** 2)


def deviation_factor(name: str) -> float:
    """By how much a layer multiplies a small deviation of Var(z) from 1: g²·E[z·f·f′]."""
    f, slope = FUNCTIONS[name]
    return gain(name) ** 2 * _expectation(lambda z: z * f(z) * slope(z))


def variance_after(name: str, variance: float, layers: int) -> float:
    """`next_variance`, applied `layers` times."""
    for _ in range(layers):
        variance = next_variance(name, variance)
    return variance


def active_share(b: float) -> float:
    """P(z > 0) for z ~ N(b, 1): the inputs for which a ReLU with bias b learns."""
    return math.erfc(-b / math.sqrt(2)) / 2


def relative_drop(new: float, old: float) -> float:
    """(old − new)/old."""
    return (old - new) / old


def selu_moment(order: int) -> float:
    """E[SELU(z)^order], z ~ N(0, 1); SELU = λ·ELU with the constants of the paper."""
    return _expectation(lambda z: (1.0507009873554805 * elu(z, 1.6732632423543772)) ** order)


# Gated feed-forward layers


def swiglu_unit(unit: int, scale: float) -> float:
    """SiLU(W₁x)·(W₃x) of unit 1 or 2; x = scale·(1, 2), the matrices of the example."""
    gates, values = (1.0, -1.5), (2.0, 3.0)  # W₁x and W₃x at scale 1
    return silu(scale * gates[unit - 1]) * scale * values[unit - 1]


def plain_parameters(width: int, inner: int) -> int:
    """Two matrices, width × inner."""
    return 2 * width * inner


def gated_parameters(width: int, inner: int) -> int:
    """Three matrices."""
    shape = Shape(width=width, layers=1, heads=1, kv_heads=1, ffn=inner, vocabulary=0)
    return shape.ffn_parameters


def gated_width(width: int, multiple_of: int) -> int:
    """8/3 of the width, rounded up to a multiple."""
    return swiglu_width(width, multiple_of)


SHAZEER = {
    "relu": 1.677, "gelu": 1.679, "swish": 1.683, "glu": 1.663,
    "bilinear": 1.648, "reglu": 1.645, "swiglu": 1.636, "geglu": 1.633,
}  # fmt: skip
"""Held-out log-perplexity after 524,288 steps: table 1 of Shazeer (2020)."""


def better_than_relu(name: str) -> float:
    """Log-perplexity below that of the ReLU layer, nats."""
    return SHAZEER["relu"] - SHAZEER[name]


def perplexity_drop(name: str) -> float:
    """The same as a share of the perplexity."""
    return 1 - math.exp(-better_than_relu(name))
