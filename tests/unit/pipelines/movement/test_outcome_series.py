"""Outcomes beside journeys: a planted lag is found, chance is not, and a target's day lies in its range."""

from collections import Counter
from datetime import timedelta

import numpy as np

from models.uptake import Forecast
from pipelines.movement.forecasts import forecast_target
from pipelines.movement.grid import FloatGrid, date_of
from pipelines.movement.outcome_series import measure_lead
from tests.unit.pipelines.movement.planted import FIRST_DAY
from tests.unit.pipelines.movement.test_planted_truth import RUNS, assert_covered, holds

LAG, DAYS = 6, 150


def acts(chance: np.random.Generator) -> FloatGrid:
    """Acts a day: a level that wanders, and a week's cycle."""
    wandering = np.exp(np.convolve(chance.normal(0, 0.35, DAYS + 60), np.ones(4) / 2, "same"))[:DAYS]
    return chance.poisson(20 * wandering * (1 + 0.3 * np.sin(np.arange(DAYS) * 2 * np.pi / 7))).astype(np.float64)


def test_outcomes_that_follow_by_six_days_are_found_to() -> None:
    hits = Counter({"lag": 0})
    for seed in range(RUNS):
        chance = np.random.default_rng(seed)
        online = acts(chance)
        later = chance.poisson(np.concatenate([np.full(LAG, 6.0), 0.3 * online[:-LAG]])).astype(np.float64)
        found = measure_lead(online, later)
        assert found is not None
        assert found.holds
        hits["lag"] += holds(found.days, LAG)
    assert_covered(hits)


def test_what_has_nothing_to_do_with_it_seldom_passes_for_a_lag() -> None:
    found = [measure_lead(acts(np.random.default_rng(n)), acts(np.random.default_rng(n + 999))) for n in range(40)]
    assert sum(each is not None and each.holds for each in found) <= 6


def test_too_few_days_tell_no_lag() -> None:
    assert measure_lead(np.arange(50.0), np.arange(50.0)) is None


def test_a_targets_day_lies_within_its_range() -> None:
    hits = Counter({"day": 0})
    for seed in range(10 * RUNS):
        days = np.random.default_rng(seed).poisson(12, 400).astype(np.float64)
        found = forecast_target(days[:60], 12 * 150, FIRST_DAY + 59)
        truth = date_of(FIRST_DAY + int(np.searchsorted(np.cumsum(days), 12 * 150)))
        assert found is not None
        assert found.earliest is not None
        hits["day"] += found.earliest <= truth and (found.latest is None or truth <= found.latest)
    assert_covered(Counter({"day": round(hits["day"] / 10)}))


def test_a_target_that_was_reached_says_when_and_one_without_pace_never() -> None:
    steady = np.full(30, 2.0)
    reached = forecast_target(steady, 10, FIRST_DAY + 29)
    assert reached == Forecast(10, 60, 2, True, *[date_of(FIRST_DAY) + timedelta(days=4)] * 3)
    silent = forecast_target(np.concatenate([steady, np.zeros(60)]), 1_000, FIRST_DAY)
    assert silent is not None
    assert (silent.is_reached, silent.likely) == (False, None)
