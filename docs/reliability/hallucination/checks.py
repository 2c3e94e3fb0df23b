"""The numbers of the note on hallucination. Logarithms are natural, so entropies are in nats."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

PARIS = {"巴黎": "巴黎", "是巴黎": "巴黎", "首都是巴黎": "巴黎", "里昂": "里昂", "马赛": "马赛"}
"""What each wording says."""
SAMPLES = {
    "sure": ["巴黎"] * 4 + ["是巴黎"] * 3 + ["首都是巴黎"] * 3,
    "unsure": ["巴黎"] * 4 + ["里昂"] * 3 + ["马赛"] * 3,
    "mostly": ["巴黎"] * 4 + ["是巴黎"] * 4 + ["里昂"] * 2,
}
"""Ten sampled answers each."""
CONFIDENCE = (0.95,) * 10 + (0.55,) * 10
CORRECT = (1,) * 7 + (0,) * 3 + (1,) * 5 + (0,) * 5
"""Twenty answers: what the model claims, and whether it is right."""


def entropy(items: Sequence[str]) -> float:
    """−Σ p log p of the shares of equal items."""
    shares = [count / len(items) for count in Counter(items).values()]
    return -sum(p * math.log(p) for p in shares) + 0.0


def naive_entropy(samples: str) -> float:
    """Entropy of the wordings."""
    return entropy(SAMPLES[samples])


def semantic_entropy(samples: str) -> float:
    """Entropy of the meanings."""
    return entropy([PARIS[answer] for answer in SAMPLES[samples]])


def precision(supported: int, unsupported: int) -> float:
    """Share of stated facts that are supported; FActScore averages it over answers."""
    return supported / (supported + unsupported)


def recall_at(supported: int, target: int) -> float:
    """min(S/K, 1): supported facts out of the K that a reader wants."""
    return min(supported / target, 1)


def f1_at(supported: int, unsupported: int, target: int) -> float:
    """Harmonic mean of the two (Wei et al. 2024); 0 without a supported fact."""
    if not supported:
        return 0.0
    p, r = precision(supported, unsupported), recall_at(supported, target)
    return 2 * p * r / (p + r)


def calibration_error(bins: int) -> float:
    """ECE of the twenty answers: Σ share·|accuracy − confidence| over bins of equal width."""
    places = [min(int(one * bins), bins - 1) for one in CONFIDENCE]
    filled = []
    for place in sorted(set(places)):
        inside = [i for i, one in enumerate(places) if one == place]
        accuracy = sum(CORRECT[i] for i in inside) / len(inside)
        filled.append((len(inside), sum(CONFIDENCE[i] for i in inside) / len(inside), accuracy))
    return weighted_gap(filled)


def scaled(confidence: float, temperature: float) -> float:
    """Its log odds divided by the temperature."""
    odds = (confidence / (1 - confidence)) ** (1 / temperature)
    return float(odds / (1 + odds))


def scaled_error(temperature: float) -> float:
    """ECE of the twenty answers after scaling, a bin for each of the two claims."""
    right: dict[float, list[int]] = {claim: [] for claim in CONFIDENCE}
    for claim, correct in zip(CONFIDENCE, CORRECT, strict=True):
        right[claim].append(correct)
    bins = [(len(of), scaled(claim, temperature), sum(of) / len(of)) for claim, of in right.items()]
    return weighted_gap(bins)


def weighted_gap(bins: Sequence[tuple[int, float, float]]) -> float:
    """ECE of bins (answers, mean confidence, share correct)."""
    answers = sum(count for count, _, _ in bins)
    return sum(count / answers * abs(right - confidence) for count, confidence, right in bins)


def answered(bins: Sequence[tuple[int, float, float]], threshold: float) -> tuple[float, float]:
    """Share of questions in bins above the threshold, and share of those that are right."""
    kept = [one for one in bins if one[1] > threshold]
    count = sum(one[0] for one in kept)
    right = sum(one[0] * one[2] for one in kept) / count if count else 0.0
    return count / sum(one[0] for one in bins), right


def answer_above(penalty: float) -> float:
    """Probability from which answering pays: penalty/(1 + penalty); 0 for 「I do not know」."""
    return penalty / (1 + penalty)


def expected_score(p: float, penalty: float) -> float:
    """+1 if right, −penalty if wrong."""
    return p - penalty * (1 - p)


def fitted_accuracy(known: float, unknown: float) -> float:
    """Linear fit of Gekhman et al. (2024) as quoted: 36.9 % + 7.3 %·known − 8.3 %·unknown."""
    return (36.9 + 7.3 * known - 8.3 * unknown) / 100


def ratio(after: float, before: float) -> float:
    """How many times as much."""
    return after / before


def nucleus(step: int) -> float:
    """Factual-nucleus sampling, p = 0.9 decayed by 0.9 a token, not below 0.3."""
    return max(0.3, 0.9 * 0.9 ** (step - 1))


def nucleus_floor() -> int:
    """The first token at which it is as low as it gets."""
    return next(step for step in range(1, 100) if nucleus(step) == nucleus(100))


def seen_once(facts: Sequence[int]) -> float:
    """Good–Turing: share of the observations that are of a fact seen once."""
    return sum(count == 1 for count in facts) / sum(facts)


def birthdays_seen_once() -> float:
    """The example: 60 people mentioned once, 20 twice, 10 ten times."""
    return seen_once([1] * 60 + [2] * 20 + [10] * 10)
