"""The numbers of the note on RoPE. Angles are in radians, wavelengths and distances in tokens."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

HEAD = 128
"""Width of a head in the LLaMA family: 64 pairs."""
PAIRS = HEAD // 2

QUERY, KEY, TURN = (2.0, 1.0), (1.0, 3.0), 0.5
"""The example worked by hand: two components, half a radian for each position."""
GAMMA = {"yarn": (1, 32), "llama3": (1, 4)}
"""NTK-by-parts: turns in training below which a pair is stretched fully, above which not at all."""


def rotated(x: tuple[float, float], position: int) -> tuple[float, float]:
    """The two components after their turn."""
    cos, sin = math.cos(position * TURN), math.sin(position * TURN)
    return x[0] * cos - x[1] * sin, x[0] * sin + x[1] * cos


def rotated_query(position: int, component: int) -> float:
    """One component of the example's query at a position."""
    return rotated(QUERY, position)[component]


def rotated_key(position: int, component: int) -> float:
    """One component of the example's key at a position."""
    return rotated(KEY, position)[component]


def score(query_at: int, key_at: int) -> float:
    """Dot product of the example's query and key, both rotated."""
    query, key = rotated(QUERY, query_at), rotated(KEY, key_at)
    return query[0] * key[0] + query[1] * key[1]


def wavelength(pair: int, base: float) -> float:
    """Tokens in which a pair turns once: 2π·base^(2i/128)."""
    return float(2 * math.pi * base ** (2 * pair / HEAD))


def turns(pair: int, base: float, tokens: int) -> float:
    """How often a pair turns in so many tokens."""
    return tokens / wavelength(pair, base)


def degrees(pair: int, base: float, tokens: int) -> float:
    """The same in degrees."""
    return 360 * turns(pair, base, tokens)


def unfinished(base: float, tokens: int) -> int:
    """Pairs of 64 that do not turn once in so many tokens."""
    return sum(turns(pair, base, tokens) < 1 for pair in range(PAIRS))


def kept_share(method: str, pair: int, base: float, trained: int) -> float:
    """γ of NTK-by-parts: 1 leaves the pair alone, 0 stretches it fully."""
    low, high = GAMMA[method]
    return min(max((turns(pair, base, trained) - low) / (high - low), 0), 1)


def scaled_wavelength(method: str, pair: int, base: float, trained: int, factor: float) -> float:
    """After none, pi, ntk, yarn (as its paper writes it) or llama3 has stretched it."""
    before = wavelength(pair, base)
    if method == "none":
        return before
    if method == "pi":
        return before * factor
    if method == "ntk":
        return wavelength(pair, ntk_base(base, factor))
    kept = kept_share(method, pair, base, trained)
    return before / ((1 - kept) / factor + kept)


def stretch(method: str, pair: int, base: float, trained: int, factor: float) -> float:
    """How many times longer a turn has become."""
    return scaled_wavelength(method, pair, base, trained, factor) / wavelength(pair, base)


def ntk_base(base: float, factor: float) -> float:
    """The base that stretches the slowest pair by the factor and the fastest not at all."""
    return float(base * factor ** (HEAD / (HEAD - 2)))


def ntk_wavelength_ratio(pair: int, factor: float) -> float:
    """What a change of base does to one pair: factor^(2i/126)."""
    return float(factor ** (2 * pair / (HEAD - 2)))


def yarn_code_stretch(pair: int, base: float, trained: int, factor: float) -> float:
    """YaRN as its repository and Transformers compute it: a ramp over the pair's number, ends rounded outwards."""
    low, high = (
        HEAD * math.log(trained / (2 * math.pi * count)) / (2 * math.log(base)) for count in (32, 1)
    )
    ramp = (pair - math.floor(low)) / (math.ceil(high) - math.floor(low))
    stretched = min(max(ramp, 0), 1)
    return 1 / (stretched / factor + 1 - stretched)


def pairs(method: str, kind: str, base: float, trained: int) -> int:
    """Of 64: `kept` as they were, `stretched` fully, or `between`."""
    shares = [kept_share(method, pair, base, trained) for pair in range(PAIRS)]
    kept, stretched = shares.count(1), shares.count(0)
    return {"kept": kept, "stretched": stretched, "between": PAIRS - kept - stretched}[kind]


def attention_factor(factor: float) -> float:
    """√(1/t) of YaRN; query and key are multiplied by it."""
    return 0.1 * math.log(factor) + 1


def logit_factor(factor: float) -> float:
    """1/t: what the scores are multiplied by."""
    return attention_factor(factor) ** 2


def waves(distances: NDArray[np.int_], wavelengths: list[float]) -> NDArray[np.float64]:
    """Σ cos(distance·θ_i) over the pairs, for each distance."""
    cosines: NDArray[np.float64] = np.cos(
        np.outer(distances, 2 * np.pi / np.array(wavelengths))
    ).sum(axis=1)
    return cosines


def ones_score(distance: int, base: float) -> float:
    """Score of an all-ones query and key, as a share of that at distance 0."""
    lengths = [wavelength(pair, base) for pair in range(PAIRS)]
    return float(waves(np.array([distance]), lengths)[0] / PAIRS)


def first_negative(method: str, base: float, trained: int, factor: float) -> int:
    """The distance at which Σ cos(distance·θ_i) first falls below 0."""
    lengths = [scaled_wavelength(method, pair, base, trained, factor) for pair in range(PAIRS)]
    start = 0
    while True:
        distances = np.arange(start, start + 4096)
        below = np.flatnonzero(waves(distances, lengths) < 0)
        if below.size:
            return int(distances[below[0]])
        start += 4096


def rotated_components(width: int, share: float) -> int:
    """Components of a head that turn if only a share of them does."""
    return int(width * share)
