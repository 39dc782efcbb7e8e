"""Claims: values and nulls."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.policy import EvidenceGrowth, Policy
from pipelines.readiness.claims import (
    between_day_deviation,
    null_margin,
    weekend_lift,
    weigh_everyone,
    weigh_steady_core,
    window_value,
)
from pipelines.readiness.detector import DailyMean
from pipelines.readiness.strata import SufficientStatistics, sum_by_stratum
from tests.unit.pipelines.readiness.audience import WEEK_MS, vote

CHANNELS = {"bluesky": 0.6, "mastodon": 0.4}


def beyond(row: SufficientStatistics) -> float:
    return row.weight_beyond(1)


def row(weight: float, share: float) -> SufficientStatistics:
    return SufficientStatistics(weight / 0.2, weight, weight * 0.2, (weight * (1 - share), weight * share, 0.0, 0.0))


def test_a_channel_that_grows_loud_counts_no_more_than_before() -> None:
    quiet = {"core:bluesky": row(6, 0.1), "core:mastodon": row(4, 0.5)}
    loud = {"core:bluesky": row(6, 0.1), "core:mastodon": row(400, 0.5)}
    shares = [window_value(weigh_steady_core(votes, CHANNELS, 10.0), beyond, 0.3) for votes in (quiet, loud)]
    assert shares == [pytest.approx(0.6 * 0.1 + 0.4 * 0.5)] * 2


def test_a_silent_channel_stands_at_the_null() -> None:
    heard = {"core:mastodon": row(40, 0.9)}
    assert window_value(weigh_steady_core(heard, CHANNELS, 10.0), beyond, 0.3) == pytest.approx(
        0.3 + 0.4 * (0.9 - 0.3)
    )


def test_a_lone_vote_counts_by_its_weight() -> None:
    lone = {"core:bluesky": row(0.1, 1.0)}
    assert window_value(weigh_steady_core(lone, CHANNELS, 10.0), beyond, 0.3) == pytest.approx(0.3 + 0.01 * 0.7)


slices = st.sampled_from([f"{kind}:{channel}" for kind in ("core", "busy", "new") for channel in CHANNELS])
rows = st.builds(row, st.floats(0.01, 1e3), st.floats(0, 1))


@given(votes=st.dictionaries(slices, rows), null=st.floats(0.01, 0.95), par=st.floats(0, 100), new=st.floats(0, 0.2))
def test_a_value_is_a_share(votes: dict[str, SufficientStatistics], null: float, par: float, new: float) -> None:
    assert -1e-9 <= window_value(weigh_everyone(votes, CHANNELS, new, par), beyond, null) <= 1 + 1e-9


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


def test_slices_tell_the_steady_from_the_loud_and_the_new() -> None:
    some = [
        vote(400, author=1, age_days=16.0, active_days=3),
        vote(400, author=2, age_days=16.0, active_days=14),
        vote(400, author=3, age_days=16.0, active_days=4, recent_days=5),
        vote(400, author=4, age_days=2.0, active_days=2),
    ]
    found = sum_by_stratum(some, WEEK_MS, Policy())
    assert {name: row.votes for name, row in found.items()} == {
        "busy:bluesky": 2.0,
        "core:bluesky": 1.0,
        "new:bluesky": 1.0,
    }
