"""Baselines: what others do. Each turns hourly counts into a running statistic; an alarm is its crossing a level.

All get the same counts: of the gated votes the rule has, or of raw posts. None sees the truth.
"""

from collections.abc import Callable

import numpy as np

from listener.simulator.arrays import Floats

WARM_HOURS = 168  # nothing is said in the first week, as the rule says nothing
Statistic = Callable[[Floats, Floats, float], Floats]


def _rolling(values: Floats, hours: int) -> Floats:
    """Sums over the last `hours`."""
    sums = np.concatenate([np.zeros(1), np.cumsum(values)])
    at = np.arange(1, values.size + 1)
    rolled: Floats = sums[at] - sums[np.maximum(at - hours, 0)]
    return rolled


def _share(hits: Floats, votes: Floats, hours: int) -> Floats:
    return _rolling(hits, hours) / np.maximum(_rolling(votes, hours), 1.0)


def threshold(hits: Floats, votes: Floats, null: float) -> Floats:
    """A fixed threshold with persistence: the least of the last day's 24-hour shares, over the null."""
    day = _share(hits, votes, 24)
    least = day.copy()
    for hours in range(1, 24):
        least[hours:] = np.minimum(least[hours:], day[:-hours])
    return least - null


def surge(hits: Floats, votes: Floats, null: float) -> Floats:
    """Mean + k s.d. of the last week, as listening suites ship it: k of the last day's share."""
    day = _share(hits, votes, 24)
    mean = _rolling(day, 168) / 168.0
    spread = np.sqrt(np.maximum(_rolling(day * day, 168) / 168.0 - mean * mean, 1e-6))
    scores = np.zeros(day.size)
    scores[24:] = (day[24:] - mean[:-24]) / spread[:-24]
    return scores


def cusum(hits: Floats, votes: Floats, null: float) -> Floats:
    """CUSUM of votes against the null (Page 1954)."""
    return _reset(hits - null * votes)


def page_hinkley(hits: Floats, votes: Floats, null: float) -> Floats:
    """Page-Hinkley: the same against the running mean and a tolerance, blind to the bar."""
    mean = np.cumsum(hits) / np.maximum(np.cumsum(votes), 1.0)
    return _reset(hits - (np.concatenate([[null], mean[:-1]]) + 0.05) * votes)


def _reset(steps: Floats) -> Floats:
    sums = np.cumsum(steps)
    low: Floats = sums - np.minimum(np.minimum.accumulate(sums), 0.0)
    return low


def posterior(hits: Floats, votes: Floats, null: float) -> Floats:
    """Beta-Binomial posterior of the last week with peeking: how many s.d. its mean is over the null."""
    a, n = 1.0 + _rolling(hits, 168), 2.0 + _rolling(votes, 168)
    mean = a / n
    over: Floats = (mean - null) / np.sqrt(mean * (1 - mean) / (n + 1))
    return over


def changepoint(hits: Floats, votes: Floats, null: float) -> Floats:
    """Bayesian online changepoint detection (Adams and MacKay 2007), Beta-Binomial, on bins of six hours.

    The statistic: s.d. by which the mean of the current regime is over the null, averaged over its run lengths.
    """
    bins = hits.size // 6
    h, n = hits[: bins * 6].reshape(bins, 6).sum(axis=1), votes[: bins * 6].reshape(bins, 6).sum(axis=1)
    a, b, log_run = np.ones(1), np.ones(1), np.zeros(1)
    found = np.zeros(bins)
    for step in range(bins):
        rate = a / (a + b)
        fit = h[step] * np.log(rate) + (n[step] - h[step]) * np.log1p(-rate)
        grown = log_run + fit + np.log1p(-HAZARD)
        fresh = np.logaddexp.reduce(log_run + fit) + np.log(HAZARD)
        log_run = np.concatenate([[fresh], grown])
        log_run -= np.logaddexp.reduce(log_run)
        a, b = np.concatenate([[1.0], a + h[step]]), np.concatenate([[1.0], b + n[step] - h[step]])
        mean = a / (a + b)
        found[step] = float(np.exp(log_run) @ ((mean - null) / np.sqrt(mean * (1 - mean) / (a + b + 1))))
    series = np.zeros(hits.size)
    series[5 : bins * 6 : 6] = found
    return _held(series, 6)


HAZARD = 1 / (4 * 30)  # one change a month


def _held(series: Floats, every: int) -> Floats:
    """Values between bins: the last one known."""
    at = np.maximum((np.arange(series.size) + 1) // every * every - 1, 0)
    held: Floats = series[at]
    return held


BASELINES: dict[str, Statistic] = {
    "threshold": threshold,
    "mean + k s.d.": surge,
    "CUSUM": cusum,
    "Page-Hinkley": page_hinkley,
    "changepoint": changepoint,
    "posterior": posterior,
}


def crossings(series: Floats, grid: Floats) -> list[int | None]:
    """The first hour (its end) at which a statistic reaches each level, after the first week."""
    peaks = np.maximum.accumulate(series[WARM_HOURS:])
    at = np.searchsorted(peaks, grid, side="left")
    return [int(hour) + WARM_HOURS + 1 if hour < peaks.size else None for hour in at.tolist()]


GRIDS: dict[str, Floats] = {
    "rule": np.linspace(0.05, 1.0, 39),
    "threshold": np.linspace(-0.15, 0.4, 56),
    "mean + k s.d.": np.geomspace(0.5, 60, 56),
    "CUSUM": np.geomspace(0.5, 3000, 56),
    "Page-Hinkley": np.geomspace(0.5, 3000, 56),
    "changepoint": np.geomspace(0.2, 60, 56),
    "posterior": np.geomspace(0.2, 60, 56),
}
