"""Lifts: what authors had done before they first acted, more than others who could have.

Each week of each author who spoke in the week before, and has not acted, is a trial: did the author act in it for the
first time, and what had they done in the four weeks before? Weeks are compared among authors who spoke on as many
days: who speaks more has done more of everything, and may act sooner (Mantel & Haenszel, JNCI 22 (1959)); the ratio's
interval is that of Greenland & Robins, Biometrics 41 (1985); of many marks, Benjamini & Hochberg, JRSS B 57 (1995),
keep those that chance explains in at most one of twenty.
"""

from collections.abc import Iterable, Sequence
from math import erfc, exp, sqrt

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from models.measured import Measured
from models.movement import Lift
from pipelines.movement.grid import BoolGrid, JourneyGrid
from pipelines.movement.intervals import Z95_SCORE
from pipelines.movement.makings import INITIATIVE_MARK, PLACE_MARK
from pipelines.movement.observing import LANGUAGE_MARK, VALUE_MARK, VOICE_MARK, WRITTEN_MARK
from pipelines.movement.standings import list_weeks

FALSE_DISCOVERIES = 0.05
_NO_LIFT = (WRITTEN_MARK, LANGUAGE_MARK, VOICE_MARK, VALUE_MARK, PLACE_MARK, INITIATIVE_MARK)
_BEFORE = 28  # days before a week, in which a mark counts
_BUSY = (1, 2, 4, 8)  # days on which an author spoke in those: strata begin at these


def measure_lifts(
    grid: JourneyGrid, acted: NDArray[np.int64], marked: Iterable[tuple[str, BoolGrid]] | None = None
) -> tuple[Lift, ...]:
    """The lift of each mark, the surest first. `acted`: the column of the first act; `marked`: marks and the days
    that have them, by default those that enough authors have."""
    starts = [start for _, start, end in list_weeks(grid) if start > 0 and end - start == 7]
    if not starts:
        return ()
    busy = _count_before(grid.spoke, starts)
    begins = np.array(starts)
    at_risk = (_count_before(grid.spoke, starts, 7) > 0) & (acted[:, None] >= begins)
    cases = at_risk & (acted[:, None] < begins + 7)
    stratum = np.digitize(busy, _BUSY)[at_risk]
    found = (
        _measure_one(mark, (_count_before(days, starts) > 0)[at_risk], cases[at_risk], stratum, grid.least)
        for mark, days in (_marked_days(grid) if marked is None else marked)
    )
    return control_discoveries([each for each in found if each])


def _count_before(days: BoolGrid, starts: Sequence[int], span: int = _BEFORE) -> NDArray[np.int64]:
    """On how many of so many days before each week something holds: (authors, weeks)."""
    sums = np.concatenate([np.zeros((len(days), 1), dtype=np.int64), np.cumsum(days, axis=1)], axis=1)
    counts: NDArray[np.int64] = sums[:, list(starts)] - sums[:, [max(0, start - span) for start in starts]]
    return counts


def _marked_days(grid: JourneyGrid) -> Iterable[tuple[str, BoolGrid]]:
    """Each mark that enough authors have, and the days that have it."""
    places: dict[str, list[tuple[int, int]]] = {}
    for row, column, day in grid.entries():
        for mark in day.marks:
            if not mark.startswith(_NO_LIFT):
                places.setdefault(mark, []).append((row, column))
    for mark, some in sorted(places.items()):
        if len({row for row, _ in some}) >= grid.least:
            days = np.zeros(grid.spoke.shape, dtype=np.bool_)
            days[tuple(np.array(some).T)] = True
            yield mark, days


def _measure_one(
    mark: str, exposed: BoolGrid, cases: BoolGrid, stratum: NDArray[np.int64], least: int
) -> Lift | None:
    """None where too few acted, with it or without."""
    acted = int((exposed & cases).sum())
    if acted < least or int((~exposed & cases).sum()) < least:
        return None
    tables = np.array([_count_table(exposed[stratum == each], cases[stratum == each]) for each in np.unique(stratum)])
    with_it, without, both, neither = tables.T.astype(np.float64)  # cases with and without; weeks with and without
    weeks, events = both + neither, with_it + without
    over, under = with_it * neither / weeks, without * both / weeks
    if not under.sum() or not over.sum():
        return None
    ratio = float(over.sum() / under.sum())
    doubt = (both * neither * events - with_it * without * weeks) / weeks**2
    spread = exp(Z95_SCORE * sqrt(max(0.0, float(doubt.sum() / (over.sum() * under.sum())))))
    expected, variance = both * events / weeks, both * neither * events * (weeks - events) / (weeks**2 * (weeks - 1))
    score = (float(with_it.sum() - expected.sum())) / sqrt(float(variance.sum()) or 1.0)
    return Lift(
        mark, Measured(ratio, ratio / spread, ratio * spread, int(weeks.sum())), acted, normal_tails(score), False
    )


def _count_table(exposed: BoolGrid, cases: BoolGrid) -> tuple[int, int, int, int]:
    both = int(exposed.sum())
    return int((exposed & cases).sum()), int((~exposed & cases).sum()), both, len(exposed) - both


def normal_tails(score: float) -> float:
    """How often chance alone goes so far, on either side."""
    return erfc(abs(score) / sqrt(2))


def control_discoveries(lifts: Sequence[Lift], rate: float = FALSE_DISCOVERIES) -> tuple[Lift, ...]:
    """The lifts from the surest on, marked whether they hold at this rate of false discoveries."""
    ordered = sorted(lifts, key=lambda each: (each.p_value, each.mark))
    holding = list_discoveries([each.p_value for each in ordered], rate)
    return tuple(replace(each, holds=holds) for each, holds in zip(ordered, holding, strict=True))


def list_discoveries(p_values: Sequence[float], rate: float = FALSE_DISCOVERIES) -> list[bool]:
    """Which of these hold at a rate of false discoveries, in their order."""
    bars = [rate * rank / len(p_values) for rank in range(1, len(p_values) + 1)]
    highest = max((p for p, bar in zip(sorted(p_values), bars, strict=True) if p <= bar), default=-1.0)
    return [each <= highest for each in p_values]
