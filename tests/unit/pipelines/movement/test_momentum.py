"""Momentum: moments and movements whose truth is known."""

from datetime import timedelta

import numpy as np
import pytest

from models.movement import MovementVerdict
from models.policy import Policy
from pipelines.movement import add_observations, new_sample
from pipelines.movement.conversions import measure_conversion
from pipelines.movement.grid import date_of, make_grid
from pipelines.movement.momentum import excess_over_half, find_momentum, find_peaks, first_crossing
from pipelines.movement.personas import measure_personas
from pipelines.movement.travellers import add_missing
from tests.unit.pipelines.movement.planted import EVERYBODY, FIRST_DAY, a_day, decaying, renewing, sample_of
from tests.unit.pipelines.movement.test_planted_truth import holds

POLICY = Policy()


@pytest.mark.parametrize("half_life", [3.0, 7.0, 14.0, 40.0])
def test_the_half_life_of_a_burst_is_the_time_in_which_it_halves(half_life: float) -> None:
    daily = decaying(400, half_life, 120)
    (peak, *_) = find_peaks(daily)
    assert first_crossing(excess_over_half(daily[None], peak)[0]) == pytest.approx(half_life, rel=0.02)


def test_a_level_that_stays_is_no_peak_that_has_not_halved() -> None:
    daily = decaying(0, 7, 60, level=50)
    assert np.isinf(first_crossing(excess_over_half(daily[None] + np.arange(60), 30)[0]))


def test_two_bursts_are_two_peaks_the_higher_first() -> None:
    daily = decaying(200, 4, 150) + decaying(400, 4, 150, begins=90, level=0)
    assert find_peaks(daily) == [93, 38]


@pytest.mark.parametrize(
    ("half_life", "returning", "verdict"),
    [(1.5, 0.03, MovementVerdict.MOMENT), (20, 0.4, MovementVerdict.MOVEMENT), (14, 0.15, MovementVerdict.UNDECIDED)],
)
def test_the_verdict_is_right(half_life: float, returning: float, verdict: MovementVerdict) -> None:
    expected = decaying(200, half_life, 110)
    for seed in range(2):
        chance = np.random.default_rng(seed)
        found = find_momentum(make_grid(sample_of(renewing(expected, returning, chance), chance)), POLICY)
        assert found.verdict is verdict


def test_before_31_days_have_passed_it_is_too_early() -> None:
    chance = np.random.default_rng(5)
    spoke = renewing(decaying(300, 1.5, 110), 0.03, chance)
    until = {days: find_momentum(make_grid(sample_of(spoke[:, :days], chance)), POLICY) for days in (72, 73)}
    assert {days: found.verdict for days, found in until.items()} == {
        72: MovementVerdict.TOO_EARLY,
        73: MovementVerdict.MOMENT,
    }
    assert until[72].peaks[0].week_end == date_of(FIRST_DAY + 41)


def test_who_came_back_after_31_days_is_said_once_90_have_passed() -> None:
    chance = np.random.default_rng(5)
    spoke = renewing(decaying(300, 20, 160), 0.3, chance)
    early, late = (
        find_momentum(make_grid(sample_of(spoke[:, :days], chance)), POLICY).peaks[0] for days in (131, 133)
    )
    assert early.back_quarter.value is None
    assert late.back_quarter.value is not None
    assert late.week_end + timedelta(days=91) <= date_of(FIRST_DAY + 133)


@pytest.mark.parametrize(("half_life", "returning"), [(1.5, 0.03), (14, 0.4)])
def test_an_outage_after_the_peak_makes_no_moment_of_a_movement_and_does_not_shorten_its_half_life(
    half_life: float, returning: float
) -> None:
    chance = np.random.default_rng(5)
    spoke = renewing(decaying(300, half_life, 130), returning, chance)
    spoke[:, 41:47] = False
    found = find_momentum(make_grid(sample_of(spoke, chance)), POLICY)
    assert found.missing_days == 6
    if half_life > 7:
        assert found.verdict is MovementVerdict.MOVEMENT
        assert holds(found.peaks[0].half_life_days, half_life)
    else:
        assert found.verdict is MovementVerdict.UNDECIDED


def test_days_of_which_a_source_said_that_posts_are_missing_are_passed_over() -> None:
    chance = np.random.default_rng(5)
    spoke = renewing(decaying(300, 14, 130), 0.4, chance)
    spoke[:, 41:47] &= chance.random((len(spoke), 6)) < 0.1
    sample = add_missing(sample_of(spoke, chance), range(FIRST_DAY + 41, FIRST_DAY + 47))
    assert holds(find_momentum(make_grid(sample), POLICY).peaks[0].half_life_days, 14)


def test_a_stream_that_never_rises_is_no_moment_though_nobody_returns() -> None:
    for seed in range(3):
        chance = np.random.default_rng(seed)
        spoke = renewing(np.full(100, 20.0), 0.0, chance)
        assert find_momentum(make_grid(sample_of(spoke, chance)), POLICY).verdict is MovementVerdict.UNDECIDED


def test_a_burst_is_judged_though_daily_authors_slowly_grow_beyond_it_later() -> None:
    daily = decaying(200, 4, 300) + np.arange(300)
    assert find_peaks(daily) == [38]


def test_authors_dated_years_back_do_not_move_the_days_that_are_looked_at() -> None:
    chance = np.random.default_rng(5)
    spoke = renewing(decaying(200, 1.5, 110), 0.03, chance)
    old = [(id, a_day(365)) for id in range(5)]
    grid = make_grid(add_observations(sample_of(spoke, chance), old, EVERYBODY))
    assert grid is not None
    assert (grid.first, grid.days) == (FIRST_DAY, 110)
    assert find_momentum(grid, POLICY).verdict is MovementVerdict.MOMENT


def test_of_nobody_nothing_is_told() -> None:
    found = find_momentum(make_grid(new_sample()), POLICY)
    assert (found.verdict, found.peaks) == (MovementVerdict.TOO_EARLY, ())


@pytest.mark.parametrize("level", [20, 200])
def test_a_steady_crowd_that_was_there_when_the_stream_began_is_no_movement(level: int) -> None:
    for seed in range(8):
        chance = np.random.default_rng(seed)
        spoke = renewing(np.full(160, float(level)), 0.4, chance)[:, 60:]
        found = find_momentum(make_grid(sample_of(spoke, chance)), POLICY)
        assert found.verdict is MovementVerdict.UNDECIDED


def test_a_burst_with_which_the_stream_begins_is_judged_all_the_same() -> None:
    chance = np.random.default_rng(3)
    spoke = renewing(decaying(300, 1.5, 110, begins=0), 0.03, chance)
    assert find_momentum(make_grid(sample_of(spoke, chance)), POLICY).verdict is MovementVerdict.MOMENT


def test_the_first_days_of_a_burst_are_no_level_before_it() -> None:
    for seed in range(4):
        chance = np.random.default_rng(seed)
        spoke = renewing(decaying(300, 20, 230, begins=60), 0.3, chance)[:, 60:]
        found = find_momentum(make_grid(sample_of(spoke, chance)), POLICY)
        assert found.verdict is MovementVerdict.MOVEMENT
        assert holds(found.peaks[0].half_life_days, 20)


@pytest.mark.parametrize("begins", [0, 6])
def test_where_nothing_before_is_known_a_crowd_that_stays_makes_no_quick_burst_a_slow_one(begins: int) -> None:
    for seed in range(4):
        chance = np.random.default_rng(seed)
        spoke = renewing(decaying(160, 4, 230, begins=60 + begins, level=120), 0.4, chance)[:, 60:]
        found = find_momentum(make_grid(sample_of(spoke, chance)), POLICY)
        assert found.verdict is MovementVerdict.UNDECIDED
        low, high = found.peaks[0].half_life_days.low, found.peaks[0].half_life_days.high
        assert low is not None
        assert low < POLICY.movement.movement_half_life
        assert high is None


def test_a_month_that_is_cut_out_of_the_posts_is_missing_and_a_weekly_silence_is_none() -> None:
    chance = np.random.default_rng(3)
    spoke = chance.random((100, 70)) < 0.4
    spoke[:, 10:40] = False
    grid = make_grid(sample_of(spoke, chance))
    assert grid is not None
    assert np.flatnonzero(grid.missing).tolist() == list(range(10, 40))
    weekly = np.zeros((100, 70), dtype=np.bool_)
    weekly[:, ::7] = chance.random((100, 10)) < 0.5
    grid = make_grid(sample_of(weekly, chance))
    assert grid is not None
    assert not grid.missing.any()


def test_days_that_are_missing_are_no_silence_of_those_who_spoke_before() -> None:
    chance = np.random.default_rng(3)
    spoke = chance.random((100, 70)) < 0.4
    spoke[:, 10:40] = False
    grid = make_grid(sample_of(spoke, chance))
    assert grid is not None
    assert measure_conversion(grid).still_there["30"].value == 1.0
    assert {each.persona: each.authors for each in measure_personas(grid)}["lapsed"] == 0
