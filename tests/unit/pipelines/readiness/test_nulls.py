"""Nulls: what a margin leaves to chance, to shared moods and to weekends."""

import pytest

from models.policy import EvidenceGrowth, Policy
from pipelines.readiness.detector import DailyMean
from pipelines.readiness.nulls import balance_null, between_day_deviation, null_margin, weekend_lift


def test_one_lasting_change_is_no_spread_between_days() -> None:
    days = tuple(DailyMean(n, 10, 1.0, 0.1 if n < 7 else 0.5) for n in range(14))
    assert between_day_deviation(days, EvidenceGrowth()) == 0.0


MONDAY = 4  # 1970-01-05


def week(working: float, free: float, weeks: int = 2) -> tuple[DailyMean, ...]:
    """Whole weeks from a Monday, and the day after, which is not over."""
    values = [working] * 5 + [free] * 2
    days = tuple(DailyMean(MONDAY + n, 10, 2.0, 2.0 * values[n % 7]) for n in range(7 * weeks))
    return (*days, DailyMean(MONDAY + 7 * weeks))


def test_what_only_weekends_carry_raises_the_null_by_as_much() -> None:
    assert weekend_lift(week(0.2, 0.55), EvidenceGrowth()) == pytest.approx(0.1)
    assert null_margin(week(0.2, 0.55), 400, Policy()) == pytest.approx(null_margin((), 400, Policy()) + 0.1)


def test_quiet_weekends_and_a_step_between_mondays_raise_nothing() -> None:
    assert weekend_lift(week(0.5, 0.2), EvidenceGrowth()) == 0.0
    step = (*week(0.1, 0.1)[:-1], *(DailyMean(MONDAY + 14 + n, 10, 2.0, 1.0) for n in range(4)))
    assert weekend_lift(step, EvidenceGrowth()) == 0.0


def test_fewer_authors_leave_more_to_chance() -> None:
    assert null_margin((), 100, Policy()) > null_margin((), 4000, Policy()) > 0


def test_balance_is_half_and_the_panels_luck() -> None:
    assert balance_null(1, Policy()) > balance_null(100, Policy()) > 0.5
    assert balance_null(10**12, Policy()) == pytest.approx(0.5, abs=1e-5)
