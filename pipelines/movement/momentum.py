"""Momentum: is it a moment or a movement? Half-lives after peaks, who came back, and whether people move people.

A peak is a day at which the week's median of daily authors (the seven days around it) is the highest of two weeks on
either side. Its half-life is the time until that median, less the level before, has halved. A burst from outside
dies within days; one that people carry decays slowly (Crane & Sornette, PNAS 105 (2008)).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from math import inf, isfinite

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from models.measured import Measured
from models.movement import ANSWERS_NOTHING, ANSWERS_UNKNOWN, Momentum, MovementCheck, MovementVerdict, Peak
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
_KNOWN_BEFORE = 7  # days before a peak's week, from which on the level before is known
_RISE, _LEAST_DAILY, _PEAKS = 1.5, 5.0, 4  # times the level before; sampled authors a day; peaks that are told
MONTH_AFTER, QUARTER_AFTER = (8, 30), (31, 90)  # days after the peak's week
_Level = Callable[[FloatGrid, int], FloatGrid]
_MISSING_BORNE = 2  # days of the month after a peak, of which posts may be missing for it to be a moment


def find_momentum(grid: JourneyGrid | None, policy: Policy) -> Momentum:
    """The verdict on a sample's highest peak."""
    if grid is None:
        return Momentum(MovementVerdict.TOO_EARLY, ())
    daily = bridge_missing(grid.spoke.sum(axis=0).astype(np.float64), grid.missing)
    columns = find_peaks(daily)
    peaks = tuple(_measure_peak(grid, daily, column) for column in columns)
    verdict, checks = _judge(grid, columns[0], peaks[0], policy)
    branching, weeks = _measure_branching(grid), measure_weeks(grid)
    return Momentum(verdict, checks, peaks, branching, weeks, int(grid.missing.sum()))


def bridge_missing(daily: FloatGrid, missing: BoolGrid) -> FloatGrid:
    """Daily authors (..., days) with a straight line over the days of which posts are missing."""
    if not missing.any() or missing.all():
        return daily
    days, known = np.flatnonzero(missing), np.flatnonzero(~missing)
    filled: FloatGrid = daily.copy()
    lines = [np.interp(days, known, series[known]) for series in np.atleast_2d(daily)]
    filled[..., days] = np.reshape(lines, (*daily.shape[:-1], len(days)))
    return filled


def week_medians(daily: FloatGrid) -> FloatGrid:
    """Of each day, the median of the seven days around it: (..., days). Before the first day nobody spoke; beyond the
    last one nothing is known, so that there the week is shorter."""
    padded = np.concatenate([np.zeros((*daily.shape[:-1], _REACH)), daily], axis=-1)
    width = 2 * _REACH + 1
    whole = [np.median(sliding_window_view(padded, width, axis=-1), axis=-1)] if daily.shape[-1] > _REACH else []
    rest = [padded[..., at : at + width] for at in range(max(0, daily.shape[-1] - _REACH), daily.shape[-1])]
    return np.concatenate([*whole, *(np.median(week, axis=-1)[..., None] for week in rest)], axis=-1)


def find_peaks(daily: FloatGrid) -> list[int]:
    """The columns of the peaks, the highest first; of equal days the last: a burst's own median stays for days. Where
    nothing rises over the level before it, the highest day stands for them."""
    medians = week_medians(daily)
    found = [at for at in range(len(medians)) if _is_peak(daily, medians, at)]
    highest = len(medians) - 1 - int(np.argmax(medians[::-1]))
    return sorted(found, key=lambda at: (-medians[at], -at))[:_PEAKS] or [highest]


def _is_peak(daily: FloatGrid, medians: FloatGrid, at: int) -> bool:
    before, after = medians[max(0, at - _APART) : at], medians[at + 1 : at + 1 + _APART]
    level = max(_LEAST_DAILY, _RISE * float(level_before(daily, at)))
    return bool(medians[at] >= level and (before <= medians[at]).all() and (after < medians[at]).all())


def level_before(daily: FloatGrid, at: int) -> FloatGrid:
    """The median of the days before a peak's week: (..., days) to (...). 0 where fewer than a week are
    known: they may be the burst's own."""
    days = daily[..., max(0, at - _REACH - _BEFORE) : max(0, at - _REACH)]
    level: FloatGrid = np.median(days, axis=-1) if _is_known_before(at) else np.zeros(daily.shape[:-1])
    return level


def lowest_since(daily: FloatGrid, at: int) -> FloatGrid:
    """The lowest week's median from column `at` on: (..., days) to (...). As much as may have been usual before."""
    lowest: FloatGrid = week_medians(daily)[..., at:].min(axis=-1)
    return lowest


def excess_over_half(daily: FloatGrid, at: int, level: FloatGrid | None = None) -> FloatGrid:
    """Of each day from column `at` on, the week's median less the level before, over half of what it was at the peak:
    (series, days) of daily authors to (series, days from there on). `level`: (series,), if another one."""
    level = level_before(daily, at) if level is None else level
    above = week_medians(daily)[:, at:] - level[:, None]
    excess: FloatGrid = above - above[:, :1] / 2
    return excess


def _is_known_before(at: int) -> bool:
    return at - _REACH >= _KNOWN_BEFORE


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
        level_before=float(level_before(daily, at)) / grid.share,
        half_life_days=_measure_half_life(grid, at),
        week_authors=measure_count(int(theirs.sum()), grid.share),
        back_month=_measure_back(grid, theirs, at + _REACH, MONTH_AFTER),
        back_quarter=_measure_back(grid, theirs, at + _REACH, QUARTER_AFTER),
    )


def _measure_half_life(grid: JourneyGrid, at: int) -> Measured:
    """The days on which a test would not refuse that half is left make the interval; what is over half varies as it
    does when authors are drawn anew. Where it has not halved, what was observed is the least. Where what was usual
    before is not known it may be anything from nothing to the lowest week since: the interval has both."""
    daily = bridge_missing(grid.spoke.sum(axis=0).astype(np.float64)[None], grid.missing)
    drawn = resampling_weights(len(grid.travellers)) @ grid.spoke.astype(np.float64)
    drawn = bridge_missing(drawn, grid.missing)
    most = level_before if _is_known_before(at) else lowest_since
    excess, soonest = excess_over_half(daily, at)[0], _in_deviations(daily, drawn, at, most)
    value = first_crossing(excess)
    low = first_crossing(soonest, Z95_SCORE)
    high = first_crossing(_in_deviations(daily, drawn, at, level_before), -Z95_SCORE)
    return Measured(
        value if isfinite(value) else None,
        min(low, value, float(len(excess) - 1)),
        max(value, high) if isfinite(high) else None,
        len(grid.travellers),
    )


def _in_deviations(daily: FloatGrid, drawn: FloatGrid, at: int, level: _Level) -> FloatGrid:
    """What is over half, in standard deviations of what the series that were drawn have."""
    spread = excess_over_half(drawn, at, level(drawn, at)).std(axis=0)
    excess: FloatGrid = excess_over_half(daily, at, level(daily, at))[0] / np.maximum(spread, _LEAST_DEVIATION)
    return excess


def _measure_back(grid: JourneyGrid, theirs: BoolGrid, end: int, span: tuple[int, int]) -> Measured:
    """The share of those authors who were seen so many days after column `end`; unsaid until all days have passed."""
    if end + span[1] >= grid.days:
        return Measured()
    back = grid.spoke[theirs, end + span[0] : end + span[1] + 1].any(axis=1)
    return measure_share(int(back.sum()), int(theirs.sum()))


def _measure_branching(grid: JourneyGrid) -> Measured:
    """Of all posts, answers and passings-on: what one post brings about, where parents and children are both counted.

    In a branching process of T events with n children each, n T have a parent. Their share is the estimate, with
    the variance of one event's number of children over T: that of a Poisson where all are alike (Borel-Tanner), and
    more where a few bring about many, as those observed say.
    """
    parents = [parent for each in grid.travellers for day in each.days for _, parent in day.posts]
    children = sum(parent != ANSWERS_NOTHING for parent in parents)
    if not children:
        return Measured()  # the source does not tell
    return measure_ratio(children, len(parents), _measure_unevenness(parents))


def _measure_unevenness(parents: Sequence[int]) -> float:
    """The variance of the number of children over its mean: 1 of a Poisson. Answers to nobody known stand alone."""
    named = Counter(parent for parent in parents if parent not in (ANSWERS_NOTHING, ANSWERS_UNKNOWN))
    children = sum(parent != ANSWERS_NOTHING for parent in parents)
    squares = sum(count**2 for count in named.values()) + children - named.total()
    return max(1.0, squares / children - children / len(parents))


def _judge(
    grid: JourneyGrid, at: int, peak: Peak, policy: Policy
) -> tuple[MovementVerdict, tuple[MovementCheck, ...]]:
    """Who was back on days of which posts are missing is not known: that may hide a movement, and makes none. Nor
    does a crowd that was there when the stream began, and is as large as ever."""
    checks = tuple(_list_checks(grid, at, peak, policy))
    late, enough, rises, whole, *sides = [each.holds for each in checks]
    if not late and (rises or grid.days < policy.movement.early_days + 2 * _REACH + 1):
        return MovementVerdict.TOO_EARLY, checks
    if enough and rises and whole and all(sides[:2]):
        return MovementVerdict.MOMENT, checks
    is_movement = enough and rises and all(sides[2:])
    return MovementVerdict.MOVEMENT if is_movement else MovementVerdict.UNDECIDED, checks


def _list_checks(grid: JourneyGrid, at: int, peak: Peak, policy: Policy) -> Iterator[MovementCheck]:
    """What is asked: the whole interval must lie on one side."""
    bars, back, half = policy.movement, peak.back_month, peak.half_life_days
    after = slice(at, at + _REACH + MONTH_AFTER[1] + 1)
    level = peak.level_before * grid.share
    yield _compare("days-after-peak", float(grid.days - 1 - at - _REACH), ">=", float(bars.early_days))
    yield _compare("peak-authors", float(peak.week_authors.of), ">=", float(bars.least_peak_authors))
    yield _compare("peak-rise", float(peak.daily_authors.of), ">=", max(_LEAST_DAILY, _RISE * level))
    yield _compare("days-missing", float(grid.missing[after].sum()), "<=", float(_MISSING_BORNE))
    yield _compare("back-below", back.high, "<", bars.moment_back)
    yield _compare("half-life-below", half.high, "<", bars.moment_half_life)
    yield _compare("back-above", back.low, ">", bars.movement_back)
    yield _compare("half-life-above", half.low, ">", bars.movement_half_life)
    if not _is_known_before(at):  # what was usual before is not known: only what has come down since had risen
        yield _compare("has-halved", half.high, "<=", float(grid.days))


def _compare(code: str, left: float | None, op: str, right: float) -> MovementCheck:
    holds = left is not None and {"<": left < right, ">": left > right, ">=": left >= right, "<=": left <= right}[op]
    return MovementCheck(code, left, op, right, holds)
