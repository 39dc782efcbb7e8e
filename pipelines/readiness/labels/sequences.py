"""Sequences: intervals for a rate that hold at all numbers of labels at once, so that anybody may look at any time.

A confidence sequence from a uniform mixture of likelihood ratios: after k of n, a rate p is left out where

    Beta(k + 1, n - k + 1) / (p^k (1 - p)^(n - k)) >= 1 / alpha,

whose chance is at most alpha over all n together, by Ville's inequality (Robbins, "Statistical methods related to
the law of the iterated logarithm", Annals of Mathematical Statistics 1970). It is for what people are told: the rule
bets by labels and needs no interval.
"""

from functools import lru_cache
from math import inf, lgamma, log

_ALPHA = 0.05
_HALVINGS = 30  # of an interval within 0..1: to a billionth


@lru_cache(maxsize=4_096)
def rate_sequence(hits: int, number: int) -> tuple[float, float]:
    """The 95 % confidence sequence, 0..1, after so many hits of a number that is at least 1."""
    top = hits / number
    return _edge(hits, number, top, 0.0), _edge(hits, number, top, 1.0)


def _edge(hits: int, number: int, inside: float, outside: float) -> float:
    """Where the ratio reaches 1 / alpha between the observed rate and an end of 0..1; the end where it does not."""
    if not _is_out(hits, number, outside):
        return outside
    for _ in range(_HALVINGS):
        middle = (inside + outside) / 2.0
        inside, outside = (inside, middle) if _is_out(hits, number, middle) else (middle, outside)
    return inside


def _is_out(hits: int, number: int, rate: float) -> bool:
    missed = number - hits
    mixture = lgamma(hits + 1) + lgamma(missed + 1) - lgamma(number + 2)
    return mixture - _power(rate, hits) - _power(1.0 - rate, missed) >= log(1.0 / _ALPHA)


def _power(base: float, exponent: int) -> float:
    """The logarithm of `base ** exponent`; 0 ** 0 is 1."""
    return 0.0 if exponent == 0 else exponent * log(base) if base > 0.0 else -inf
