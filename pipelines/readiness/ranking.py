"""Ranking: which of many audiences to look at first, with a bound on how many of those named are false.

A view for people with many campaigns, and never a second gate: each decision keeps its own alpha.
"""

from collections.abc import Mapping

import msgspec


class RankedAudience(msgspec.Struct, frozen=True):
    """One audience in the ranking. `named`: among those of which at most `alpha` are false on average."""

    key: str
    e_value: float
    named: bool


def rank_audiences(detectors: Mapping[str, float], alpha: float, horizon: int) -> tuple[RankedAudience, ...]:
    """The e-BH procedure over the R of many e-detectors, the largest first.

    `R / horizon` is an e-value for each: E[R_t] <= t under the null, and so at any time up to the horizon. Of K of
    them, sorted down, the first k* are named, k* the largest k with `e_k >= K / (k * alpha)`: the false discovery
    rate is at most alpha under any dependence (Wang and Ramdas, "False discovery rate control with e-values",
    JRSS B 2022).
    """
    order = sorted(
        ((max(r, 0.0) / horizon, key) for key, r in detectors.items()), key=lambda pair: (-pair[0], pair[1])
    )
    total = len(order)
    passing = [k for k, (e, _) in enumerate(order, start=1) if e >= total / (k * alpha)]
    last = max(passing, default=0)
    return tuple(RankedAudience(key, e, rank < last) for rank, (e, key) in enumerate(order))
