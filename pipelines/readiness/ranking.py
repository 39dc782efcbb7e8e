"""Ranking: which of many audiences to look at first, with a bound on how many of those named are false.

The e-BH procedure of Wang and Ramdas, "False discovery rate control with e-values" (JRSS B 2022). It is a view for
people with many campaigns, and never a second gate: each decision keeps its own alpha.
"""

from collections.abc import Mapping

import msgspec


class RankedAudience(msgspec.Struct, frozen=True):
    """One audience in the ranking. `named`: among those of which at most `alpha` are false on average."""

    key: str
    e_value: float
    named: bool


def rank_audiences(e_detectors: Mapping[str, float], alpha: float, horizon: int) -> tuple[RankedAudience, ...]:
    """The audiences by their R, the largest first. `e_detectors` has R by audience, `horizon` the windows of a month.

    `R / horizon` is an e-value of each audience: `E[R_t] <= t` under the null, so its mean is at most 1 at any time
    up to the horizon. Of K e-values, sorted down, the first k* are named, k* the largest k with `e_k >= K / (k *
    alpha)`. The false discovery rate is then at most alpha, whatever the dependence between audiences.

    >>> [each.named for each in rank_audiences({"a": 90_000, "b": 20_000, "c": 300}, alpha=0.05, horizon=720)]
    [True, False, False]
    """
    order = sorted(
        ((max(r, 0.0) / horizon, key) for key, r in e_detectors.items()), key=lambda pair: (-pair[0], pair[1])
    )
    total = len(order)
    passing = [k for k, (e, _) in enumerate(order, start=1) if e >= total / (k * alpha)]
    last = max(passing, default=0)
    return tuple(RankedAudience(key, e, rank < last) for rank, (e, key) in enumerate(order))
