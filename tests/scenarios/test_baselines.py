"""Baselines and bounds: the comparison is fair only if they do what their authors meant."""

import numpy as np
import pytest

from listener.simulator.arrays import Floats
from models.overrides import override
from models.policy import Policy
from tests.scenarios.baselines import BASELINES, GRIDS, crossings
from tests.scenarios.bounds import upper_bound
from tests.scenarios.curves import Point, beaten, best_delay
from tests.scenarios.eager import BORNE
from tests.scenarios.matrix import STORIES, never_ready
from tests.scenarios.runs import Job, run

HOURS = 28 * 24


def counts(before: float, after: float, at: int = HOURS // 2) -> tuple[Floats, Floats]:
    """Twenty votes an hour, of which a share is beyond, changing at an hour."""
    rng = np.random.default_rng(3)
    share = np.where(np.arange(HOURS) < at, before, after)
    return rng.binomial(20, share).astype(np.float64), np.full(HOURS, 20.0)


@pytest.mark.parametrize("name", BASELINES)
def test_a_baseline_sees_a_plain_change_within_three_days(name: str) -> None:
    calm, grown = (BASELINES[name](*counts(0.1, after), 0.28) for after in (0.1, 0.6))
    level = max(calm[168:].max() * 1.01 + 0.01, GRIDS[name][14])
    alarm = crossings(grown, np.array([level]))[0]
    assert alarm is not None
    assert HOURS // 2 < alarm <= HOURS // 2 + 72


@pytest.mark.parametrize("name", BASELINES)
def test_a_baseline_knows_nothing_of_the_future(name: str) -> None:
    hits, votes = counts(0.1, 0.6)
    whole, cut = BASELINES[name](hits, votes, 0.28), BASELINES[name](hits[:400], votes[:400], 0.28)
    assert np.allclose(whole[:396], cut[:396])


def test_crossings_are_the_first_and_count_from_the_hours_end() -> None:
    series = np.zeros(400)
    series[200], series[300] = 1.0, 3.0
    assert crossings(series, np.array([0.5, 2.0, 5.0])) == [201, 301, None]


def test_300_clean_runs_bound_a_rate_by_one_percent() -> None:
    assert upper_bound(0, 300) == pytest.approx(1 - 0.05 ** (1 / 300), abs=1e-9)
    assert upper_bound(0, 298) > 0.01 > upper_bound(0, 299)
    assert upper_bound(1, 300) == pytest.approx(0.0157, abs=2e-4)
    assert upper_bound(5, 5) == 1.0


def test_a_baseline_that_is_faster_is_named() -> None:
    rule = [Point(1.0, 0.0, 60.0), Point(0.5, 0.2, 30.0)]
    other = [Point(1.0, 0.0, None), Point(0.7, 0.1, 59.0), Point(0.5, 0.5, 20.0), Point(0.4, 0.9, 19.0)]
    assert best_delay(other, 0.0) == float("inf")
    assert beaten({"rule": rule, "other on votes": other}) == [("other on votes", 0.9, 19.0, 30.0)]
    assert beaten({"rule": rule, "other on posts": other}) == [("other on posts", 0.5, 20.0, 30.0)]
    assert beaten({"rule": rule, "other on votes": rule}) == []


def test_a_run_is_the_same_every_time_and_compares_every_baseline() -> None:
    job = Job("step-growth", 300, 7, compare=True)
    assert run(job) == run(job)
    assert len(run(job)[0].alarms) == 2 + 2 * len(BASELINES)
    assert set(GRIDS) == {"rule", *BASELINES}


@pytest.mark.parametrize(("name", "at"), [("step-growth", 3), ("three-spikes", 8), ("three-spikes", -1)])
def test_the_curve_has_what_a_policy_that_bears_alarms_in_vain_says(name: str, at: int) -> None:
    policy = override(Policy(), {"early_alarms": BORNE[at]})
    traced, said = run(Job(name, 1_000, 3, compare=True))[0], run(Job(name, 1_000, 3), policy)[0]
    assert said.advanced is not None
    assert traced.alarms["early"][at] == said.advanced


def test_every_story_of_the_plan_is_there() -> None:
    assert len(never_ready()) >= 23
    assert len(STORIES) >= 31
