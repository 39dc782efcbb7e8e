"""Forecasts: when a target is reached, if the last weeks go on as they were, and how far chance may move that."""

from datetime import date
from math import sqrt

import numpy as np

from models.uptake import Forecast
from pipelines.movement.grid import FloatGrid, date_of
from pipelines.movement.intervals import Z95_SCORE

_RECENT = 56  # days whose pace goes on, at most
_FUTURES, _FURTHEST = 1_000, 3_650  # that are drawn; days ahead
_BLOCK = 7  # days that stay together: a week
_SEED = 1_906  # fixed: the same series gives the same range


def forecast_target(daily: FloatGrid, target: float, last: int) -> Forecast | None:
    """Of a daily series that ends with the day of number `last`. None where it is shorter than two weeks.

    Each future draws the last weeks anew, for they might have gone otherwise, and then goes on by weeks of them.
    """
    if len(daily) < 2 * _BLOCK:
        return None
    recent, total = daily[-_RECENT:], float(daily.sum())
    pace, missing = float(recent.mean()), target - total
    if missing <= 0:
        reached = date_of(last - len(daily) + 1 + int(np.argmax(np.cumsum(daily) >= target)))
        return Forecast(target, total, pace, True, reached, reached, reached)
    days = np.sort(_draw_futures(recent, missing))
    early, likely, late = (days[round(share * (len(days) - 1))] for share in (0.025, 0.5, 0.975))
    return Forecast(target, total, pace, False, *(_date_after(last, each) for each in (likely, early, late)))


def _draw_futures(recent: FloatGrid, missing: float) -> FloatGrid:
    """In how many days each future has brought what is missing; infinite where it does not."""
    chance = np.random.default_rng(_SEED)
    starts = len(recent) - _BLOCK + 1
    weeks = np.lib.stride_tricks.sliding_window_view(recent, _BLOCK).sum(axis=1)
    ahead = _FURTHEST // _BLOCK
    found, count = [], len(recent) // _BLOCK
    widening = widen_few(count) - 1
    for _ in range(_FUTURES):
        past = weeks[chance.integers(starts, size=count)]
        past = np.maximum(0.0, past + widening * (past.mean() - weeks.mean()))
        pace = past[chance.integers(len(past), size=ahead)]
        total = np.cumsum(pace)
        week = int(np.searchsorted(total, missing))
        if week >= ahead or pace[week] <= 0:
            found.append(np.inf)
            continue
        before = total[week] - pace[week]
        found.append(_BLOCK * (week + (missing - before) / pace[week]))
    return np.array(found)


def widen_few(count: int) -> float:
    """By how much a mean of so few draws varies more than drawing them anew shows: Student's t over the normal, and
    the root of n / (n - 1). The quantile is Hill's expansion (Abramowitz & Stegun, 26.7.5)."""
    z, freedom = Z95_SCORE, max(1, count - 1)
    student = z + (z**3 + z) / (4 * freedom) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
    return float(student / z * sqrt(count / freedom))


def _date_after(last: int, days: float) -> date | None:
    return date_of(last + int(np.ceil(days))) if np.isfinite(days) else None
