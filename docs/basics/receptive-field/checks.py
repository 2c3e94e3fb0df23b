"""The numbers of the note on receptive fields. Sizes and positions are in input pixels (or samples)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Influence = NDArray[np.float64]


@dataclass(frozen=True)
class Layer:
    """A convolution or a pooling, along one axis."""

    name: str
    kernel: int
    stride: int = 1
    padding: int = 0
    dilation: int = 1

    @property
    def span(self) -> int:
        """Inputs from the first tap to the last one."""
        return self.dilation * (self.kernel - 1) + 1


def _vgg(convolutions: tuple[int, ...]) -> list[Layer]:
    """Blocks of 3×3 convolutions, each followed by 2×2 pooling."""
    layers = []
    for block, count in enumerate(convolutions, start=1):
        layers += [Layer(f"conv{block}_{i + 1}", 3, padding=1) for i in range(count)]
        layers.append(Layer(f"pool{block}", 2, 2))
    return layers


def _resnet50(stride_in: str) -> list[Layer]:
    """The longest path of ResNet-50; stride 2 in the first block of a stage, its 1×1 or its 3×3, or in the last."""
    layers = [Layer("conv1", 7, 2, 3), Layer("maxpool", 3, 2, 1)]
    for stage, units in enumerate((3, 4, 6, 3), start=1):
        for unit in range(units):
            last = stage < 4 and unit == units - 1
            halves = last if stride_in == "last 3x3" else stage > 1 and unit == 0
            stride = 2 if halves else 1
            first, second = (stride, 1) if stride_in == "1x1" else (1, stride)
            end = f"layer{stage}" if unit == units - 1 else ""
            layers += [Layer("", 1, first), Layer("", 3, second, 1), Layer(end, 1)]
    return layers


NETWORKS = {
    "alexnet": [
        Layer("conv1", 11, 4, 2),
        Layer("pool1", 3, 2),
        Layer("conv2", 5, padding=2),
        Layer("pool2", 3, 2),
        *(Layer(f"conv{i}", 3, padding=1) for i in (3, 4, 5)),
        Layer("pool5", 3, 2),
        Layer("fc6", 6),
    ],
    "vgg16": [*_vgg((2, 2, 3, 3, 3)), Layer("fc6", 7)],
    "resnet50-paper": _resnet50("1x1"),
    "resnet50-torchvision": _resnet50("3x3"),
    "resnet50-slim": _resnet50("last 3x3"),
    # van den Oord et al. (2018), section 3.1: strides 5, 4, 2, 2, 2 and kernels 10, 8, 4, 4, 4.
    "cpc": [
        Layer(f"conv{i}", kernel, stride)
        for i, (kernel, stride) in enumerate(((10, 5), (8, 4), (4, 2), (4, 2), (4, 2)), start=1)
    ],
}


def _up_to(network: str, layer: str) -> list[Layer]:
    layers = NETWORKS[network]
    return layers[: [one.name for one in layers].index(layer) + 1]


def field(layers: Sequence[Layer]) -> int:
    """Bottom-up: r ← r + (span − 1)·jump, then jump ← jump·stride."""
    size = jump = 1
    for one in layers:
        size += (one.span - 1) * jump
        jump *= one.stride
    return size


def field_from_above(layers: Sequence[Layer]) -> int:
    """Top-down from one unit: R ← (R − 1)·stride + span."""
    size = 1
    for one in reversed(layers):
        size = (size - 1) * one.stride + one.span
    return size


def jump_of(layers: Sequence[Layer]) -> int:
    """Input pixels between the fields of two neighbouring units: the product of the strides."""
    return math.prod(one.stride for one in layers)


def centre_of(layers: Sequence[Layer]) -> float:
    """Centre of the first unit's field; pixel i covers [i, i + 1)."""
    position, step = 0.5, 1
    for one in layers:
        position += ((one.span - 1) / 2 - one.padding) * step
        step *= one.stride
    return position


def outputs_of(layers: Sequence[Layer], inputs: int) -> int:
    """Units along one axis: ⌊(n + 2·padding − span)/stride⌋ + 1."""
    for one in layers:
        inputs = (inputs + 2 * one.padding - one.span) // one.stride + 1
    return inputs


def receptive_field(network: str, layer: str) -> int:
    """`field` of the network up to this layer."""
    return field(_up_to(network, layer))


def jump(network: str, layer: str) -> int:
    """`jump_of` the network up to this layer."""
    return jump_of(_up_to(network, layer))


def centre(network: str, layer: str) -> float:
    """`centre_of` the network up to this layer."""
    return centre_of(_up_to(network, layer))


def outputs(network: str, layer: str, inputs: int) -> int:
    """`outputs_of` the network up to this layer."""
    return outputs_of(_up_to(network, layer), inputs)


def stacked(layers: int, kernel: int) -> int:
    """Field of `layers` convolutions with stride 1: layers·(kernel − 1) + 1."""
    return layers * (kernel - 1) + 1


def weight_saving() -> float:
    """Weights per pair of channels that three 3×3 kernels save against one 7×7."""
    return 1 - 3 * 3 * 3 / (7 * 7)


def doubled_dilations(layers: int, kernel: int) -> int:
    """Field of `layers` convolutions with dilations 1, 2, 4, …"""
    return 1 + sum((kernel - 1) * 2**i for i in range(layers))


def touched(*dilations: int) -> int:
    """Different inputs that reach one output through 3-tap layers with these dilations."""
    reached = {0}
    for dilation in dilations:
        reached = {place + step for place in reached for step in (-dilation, 0, dilation)}
    return len(reached)


def influence(layers: Sequence[Layer]) -> Influence:
    """|∂output/∂input| of each input for equal weights (pooling averages), sums to 1; shape (field,)."""
    gradient = np.ones(1)
    for one in reversed(layers):
        apart = np.zeros((len(gradient) - 1) * one.stride + 1)
        apart[:: one.stride] = gradient
        taps = np.zeros(one.span)
        taps[:: one.dilation] = 1 / one.kernel
        gradient = np.convolve(apart, taps)
    return gradient


def profile(layers: int, kernel: int = 3) -> Influence:
    """`influence` of a stack of convolutions with stride 1."""
    return influence([Layer("", kernel)] * layers)


def profile_random(layers: int) -> Influence:
    """Root mean square gradient for independent weights of mean 0, 3 taps, sums to 1.

    Its square obeys the recursion of `profile`: each layer adds the squares of three independent terms.
    """
    root: Influence = np.sqrt(profile(layers))
    return root / root.sum()


def _deviation(weights: Influence) -> float:
    places = np.arange(len(weights)) - (len(weights) - 1) / 2
    return float(np.sqrt((weights * places**2).sum()))


def _central_share(weights: Influence) -> float:
    """Smallest central share of the field that holds 95 % of the influence."""
    size = len(weights)
    for left in reversed(range((size + 1) // 2)):
        if weights[left : size - left].sum() >= 0.95:
            return (size - 2 * left) / size
    raise AssertionError("the whole field holds everything")


def _area_share(weights: Influence) -> float:
    """Share of the pixels of a square field, most influential first, that hold 95 % of the influence."""
    descending = np.sort(np.outer(weights, weights), axis=None)[::-1]
    return (int(np.searchsorted(np.cumsum(descending), 0.95)) + 1) / descending.size


def spread(layers: int, kernel: int = 3) -> float:
    """Standard deviation of `profile`: sqrt(layers·(kernel² − 1)/12)."""
    return math.sqrt(layers * (kernel**2 - 1) / 12)


def share_with_95_percent(layers: int) -> float:
    """`_central_share` of a stack of 3-tap layers."""
    return _central_share(profile(layers))


def area_with_95_percent(layers: int) -> float:
    """`_area_share` of a stack of 3-tap layers."""
    return _area_share(profile(layers))


def outer_share(layers: int, outermost: int) -> float:
    """Influence of the outermost pixels on both sides, 3-tap layers."""
    return float(1 - profile(layers)[outermost:-outermost].sum())


def spread_random(layers: int) -> float:
    """Standard deviation of `profile_random`."""
    return _deviation(profile_random(layers))


def spread_in(network: str, layer: str) -> float:
    """Standard deviation of `influence` in the network up to this layer."""
    return _deviation(influence(_up_to(network, layer)))


def share_with_95_percent_in(network: str, layer: str) -> float:
    """`_central_share` of the network up to this layer."""
    return _central_share(influence(_up_to(network, layer)))


def area_with_95_percent_in(network: str, layer: str) -> float:
    """`_area_share` of the network up to this layer."""
    return _area_share(influence(_up_to(network, layer)))


def window_attention(layers: int, window: int) -> int:
    """Positions that reach one output if each layer sees itself and the window − 1 before."""
    return layers * (window - 1) + 1


def milliseconds(samples: int, rate: int) -> float:
    """Length of `samples` at `rate` samples per second."""
    return 1000 * samples / rate
