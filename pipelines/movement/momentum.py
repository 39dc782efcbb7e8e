"""Momentum: is it a moment or a movement? Half-lives after peaks, who came back, and whether people move people.

A peak is a day at which the week's median of daily authors (the seven days around it) is the highest of two weeks on
either side. Its half-life is the time until that median, less the level before, has halved. A burst from outside
dies within days; one that people carry decays slowly (Crane & Sornette, PNAS 105 (2008)).
"""

from collections.abc import Iterator
from math import inf, isfinite

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from models.measured import Measured
from models.movement import ANSWERS_NOTHING, Momentum, MovementCheck, MovementVerdict, Peak
from models.policy import Policy
from pipelines.movement.breadth import measure_weeks
from pipelines.movement.grid import BoolGrid, FloatGrid, JourneyGrid, date_of, rows_with_any
from pipelines.movement.intervals import (
    Z95_SCORE,
    measure_count,
    measure_ratio,
    measure_share,
    resampling_weights,
)

_REACH = 3  # days on either side of a day that make its week
_APART, _BEFORE = 14, 28  # days: between peaks, and before a peak's week
_LEAST_DEVIATION = 1e-9  # authors: where every draw is the same
_RISE, _LEAST_DAILY, _PEAKS = 1.5, 5.0, 4  # times the level before; sampled authors a day; peaks that are told
MONTH_AFTER, QUARTER_AFTER = (8, 30), (31, 90)  # days after the peak's week


def find_momentum(grid: JourneyGrid | None, policy: Policy) -> Momentum:
    """The verdict on a sample's highest peak."""
    if grid is None:
        return Momentum(MovementVerdict.TOO_EARLY, ())
    daily = grid.spoke.sum(axis=0).astype(np.float64)
    columns = find_peaks(daily)
    peaks = tuple(_measure_peak(grid, daily, column) for column in columns)
    verdict, checks = _judge(grid, columns[0], peaks[0], policy)
    return Momentum(verdict, checks, peaks, _measure_branching(grid), measure_weeks(grid))


def week_medians(daily: FloatGrid) -> FloatGrid:
    """Of each day, the median of the seven days around it: (..., days). Before the first day nobody spoke; beyond the
    last one nothing is known, so that there the week is shorter."""
    padded = np.concatenate([np.zeros((*daily.shape[:-1], _REACH)), daily], axis=-1)
    width = 2 * _REACH + 1
    whole = [np.median(sliding_window_view(padded, width, axis=-1), axis=-1)] if daily.shape[-1] > _REACH else []
    rest = [padded[..., at : at + width] for at in range(max(0, daily.shape[-1] - _REACH), daily.shape[-1])]
    return np.concatenate([*whole, *(np.median(week, axis=-1)[..., None] for week in rest)], axis=-1)


def find_peaks(daily: FloatGrid) -> list[int]:
    """The columns of the peaks, the highest first; of equal days the last: a burst's own median stays for days."""
    medians = week_medians(daily)
    found = [at for at in range(len(medians)) if _is_peak(daily, medians, at)]
    highest = len(medians) - 1 - int(np.argmax(medians[::-1]))
    return [highest, *sorted({*found} - {highest}, key=lambda at: (-medians[at], at))][:_PEAKS]


def _is_peak(daily: FloatGrid, medians: FloatGrid, at: int) -> bool:
    before, after = medians[max(0, at - _APART) : at], medians[at + 1 : at + 1 + _APART]
    level = max(_LEAST_DAILY, _RISE * level_before(daily, at))
    return bool(medians[at] >= level and (before <= medians[at]).all() and (after < medians[at]).all())


def level_before(daily: FloatGrid, at: int) -> float:
    """The median of the days before a peak's week; 0 where there are none."""
    days = daily[max(0, at - _REACH - _BEFORE) : max(0, at - _REACH)]
    return float(np.median(days)) if len(days) else 0.0


def excess_over_half(daily: FloatGrid, at: int) -> FloatGrid:
    """Of each day from column `at` on, the week's median less the level before, over half of what it was at the peak:
    (series, days) of daily authors to (series, days from there on)."""
    medians, before = week_medians(daily), daily[:, max(0, at - _REACH - _BEFORE) : max(0, at - _REACH)]
    level = np.median(before, axis=1) if before.shape[1] else np.zeros(len(daily))
    above = medians[:, at:] - level[:, None]
    excess: FloatGrid = above - above[:, :1] / 2
    return excess


def first_crossing(falling: FloatGrid, bar: float = 0.0) -> float:
    """The day on which a series first comes down to the bar, in a straight line from the day before; infinite where
    it never does."""
    below = np.flatnonzero(falling <= bar)
    if not len(below):
        return inf
    day = int(below[0])
    return day - 1 + float((falling[day - 1] - bar) / (falling[day - 1] - falling[day])) if day else 0.0


def _measure_peak(grid: JourneyGrid, daily: FloatGrid, at: int) -> Peak:
    start, end = max(0, at - _REACH), min(grid.days - 1, at + _REACH)
    theirs = rows_with_any(grid.spoke[:, start : end + 1])
    median = float(week_medians(daily)[at])
    return Peak(
        day=date_of(grid.first + start + int(np.argmax(daily[start : end + 1]))),
        week_start=date_of(grid.first + start),
        week_end=date_of(grid.first + end),
        daily_authors=measure_count(round(median), grid.share),
        level_before=level_before(daily, at) / grid.share,
        half_life_days=_measure_half_life(grid, at),
        week_authors=measure_count(int(theirs.sum()), grid.share),
        back_month=_measure_back(grid, theirs, at + _REACH, MONTH_AFTER),
        back_quarter=_measure_back(grid, theirs, at + _REACH, QUARTER_AFTER),
    )


def _measure_half_life(grid: JourneyGrid, at: int) -> Measured:
    """The days on which a test would not refuse that half is left make the interval; what is over half varies as it
    does when authors are drawn anew. Where it has not halved, what was observed is the least."""
    daily = grid.spoke.sum(axis=0).astype(np.float64)[None]
    drawn = resampling_weights(len(grid.travellers)) @ grid.spoke.astype(np.float64)
    deviations = np.maximum(excess_over_half(drawn, at).std(axis=0), _LEAST_DEVIATION)
    excess = excess_over_half(daily, at)[0]
    value = first_crossing(excess)
    low, high = (first_crossing(excess / deviations, bar) for bar in (Z95_SCORE, -Z95_SCORE))
    return Measured(
        value if isfinite(value) else None,
        min(low, float(len(excess) - 1)),
        high if isfinite(high) else None,
        len(grid.travellers),
    )


def _measure_back(grid: JourneyGrid, theirs: BoolGrid, end: int, span: tuple[int, int]) -> Measured:
    """The share of those authors who were seen so many days after column `end`; unsaid until all days have passed."""
    if end + span[1] >= grid.days:
        return Measured()
    back = grid.spoke[theirs, end + span[0] : end + span[1] + 1].any(axis=1)
    return measure_share(int(back.sum()), int(theirs.sum()))


def _measure_branching(grid: JourneyGrid) -> Measured:
    """Of all posts, answers and passings-on: what one post brings about, where parents and children are both counted.

    In a branching process each event has Poisson(n) children, so of T events in all n T have a parent: the count is
    the maximum-likelihood estimate, with the variance n / T (Borel-Tanner distribution).
    """
    parents = [parent for each in grid.travellers for day in each.days for _, parent in day.posts]
    children = sum(parent != ANSWERS_NOTHING for parent in parents)
    return measure_ratio(children, len(parents)) if children else Measured()  # none: the source does not tell


def _judge(
    grid: JourneyGrid, at: int, peak: Peak, policy: Policy
) -> tuple[MovementVerdict, tuple[MovementCheck, ...]]:
    checks = tuple(_list_checks(grid, at, peak, policy))
    early, enough, *sides = [each.holds for each in checks]
    if not early:
        return MovementVerdict.TOO_EARLY, checks
    if enough and all(sides[:2]):
        return MovementVerdict.MOMENT, checks
    return MovementVerdict.MOVEMENT if enough and all(sides[2:]) else MovementVerdict.UNDECIDED, checks


def _list_checks(grid: JourneyGrid, at: int, peak: Peak, policy: Policy) -> Iterator[MovementCheck]:
    """What is asked: the whole interval must lie on one side."""
    bars, back, half = policy.movement, peak.back_month, peak.half_life_days
    yield _compare("days-after-peak", float(grid.days - 1 - at - _REACH), ">=", float(bars.early_days))
    yield _compare("peak-authors", float(peak.week_authors.of), ">=", float(bars.least_peak_authors))
    yield _compare("back-below", back.high, "<", bars.moment_back)
    yield _compare("half-life-below", half.high, "<", bars.moment_half_life)
    yield _compare("back-above", back.low, ">", bars.movement_back)
    yield _compare("half-life-above", half.low, ">", bars.movement_half_life)


def _compare(code: str, left: float | None, op: str, right: float) -> MovementCheck:
    holds = left is not None and {"<": left < right, ">": left > right, ">=": left >= right}[op]
    return MovementCheck(code, left, op, right, holds)
