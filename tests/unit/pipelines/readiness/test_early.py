"""Early: who bears false alarms hears of a rise within hours; who does not never notices that one can."""

from collections.abc import Iterator
from math import comb

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from models.campaigns import Event
from models.decisions import DecisionKind
from models.policy import Early, Policy, Promises
from models.posts import HOUR_MS
from models.votes import Vote
from pipelines.readiness import early, surge
from pipelines.readiness.detector import HourlyWeek
from pipelines.readiness.e_process import EProcess
from pipelines.readiness.strata import Strata, sum_by_stratum
from pipelines.readiness.surge import discount_excess_votes
from tests.unit.pipelines.readiness.audience import AIM, DAYS, span, story, told, votes

ADVANCE = DecisionKind.ADVANCE
TURN = 14 * DAYS
Hours = Iterator[tuple[int, list[Vote]]]


def eager(alarms: float) -> Policy:
    return Policy(promises=Promises(early_alarms=alarms))


def calm() -> Hours:
    return votes(range(TURN), 0.12)


def first(after: Hours, policy: Policy, **others: object) -> int | None:
    """Hours after the turn at which ADVANCE is said."""
    found = story(calm(), after, policy=policy, **others)  # type: ignore[arg-type]
    said = [hour for hour, each in enumerate(found, start=1) if each.kind is ADVANCE]
    return said[0] - TURN if said else None


def risen(hours: int = 10 * DAYS, **others: float) -> Hours:
    return votes(range(TURN, TURN + hours), 0.6, **others)  # type: ignore[arg-type]


def test_a_rise_is_heard_within_hours_by_who_asks_for_it() -> None:
    usual, soon = first(risen(), Policy()), first(risen(), eager(1.0))
    assert usual is not None
    assert soon is not None
    assert usual > 48
    assert 0 < soon <= 12


def test_who_bears_more_hears_no_later() -> None:
    heard = [first(risen(), eager(alarms)) or 0 for alarms in (0.01, 0.1, 1.0, 10.0, 50.0)]
    assert heard == sorted(heard, reverse=True)
    assert all(heard)


def test_by_default_nothing_is_kept_for_it_and_nothing_said() -> None:
    for detector, weighing in told(calm(), risen(DAYS)):
        assert detector.hourly_week == HourlyWeek()
        assert early.EARLY not in detector.e_processes
        assert weighing.kind is not ADVANCE


@pytest.mark.parametrize("alarms", [0.05, 1.0])
def test_an_audience_that_stays_as_it_is_is_no_rise(alarms: float) -> None:
    for share in (0.12, 0.28):
        found = story(votes(range(28 * DAYS), share), policy=eager(alarms))
        assert ADVANCE not in {each.kind for each in found}


def test_a_crowd_is_no_rise() -> None:
    assert first(votes(range(TURN, TURN + 2 * DAYS), 0.7, each=60), eager(1.0)) is None
    assert first(votes(range(TURN, TURN + 2 * DAYS), 0.7), eager(1.0)) is not None


def test_a_rise_without_support_is_not_heard() -> None:
    cold = votes(range(TURN), 0.12, favour=0.2, against=0.2)
    found = story(cold, risen(favour=0.2, against=0.2), policy=eager(1.0))
    assert ADVANCE not in {each.kind for each in found}


def test_a_rise_during_a_planned_event_is_not_heard() -> None:
    aim = msgspec.structs.replace(AIM, events=(Event("gala", TURN * HOUR_MS, (TURN + 24) * HOUR_MS),))
    assert first(risen(24), eager(1.0), aim=aim) is None
    assert first(risen(24), eager(1.0)) is not None


def test_a_rise_that_stays_under_the_bar_is_not_heard() -> None:
    assert first(votes(range(TURN, TURN + 10 * DAYS), 0.24), eager(1.0)) is None


def test_an_early_decision_shows_what_it_rests_on() -> None:
    said = next(each for each in story(calm(), risen(), policy=eager(2.0)) if each.kind is ADVANCE)
    assert (said.evidence.threshold, said.evidence.alpha) == (360.0, 2.0)
    assert said.evidence.e_value >= 360.0
    assert said.score >= 1.0


@given(
    null=st.floats(0.02, 0.94),
    start=st.tuples(*[st.floats(0, 1e3)] * 4),
    count=st.integers(1, 12),
    times=st.floats(1, 5),
)
def test_evidence_less_time_is_a_supermartingale(
    null: float, start: tuple[float, float, float, float], count: int, times: float
) -> None:
    """Votes that are hits with the chance of the null: the expected R grows by at most one start a window."""
    wealth, mean = EProcess(start), 0.0
    for hits in range(count + 1):
        chance = comb(count, hits) * null**hits * (1 - null) ** (count - hits)
        own = discount_excess_votes(count, hits, times)
        mean += chance * early.bet_on_votes(wealth, count, own, null, eager(720 / 1e9)).e_value
    assert mean <= (wealth.e_value + 1.0) * (1 + 1e-9)


def test_at_the_null_the_threshold_is_reached_less_often_than_is_borne() -> None:
    rng, crossed, threshold = np.random.default_rng(7), 0, eager(0.2).early_threshold
    for _ in range(200):
        wealth = EProcess()
        for hits in rng.binomial(12, 0.3, 720).tolist():
            wealth = early.bet_on_votes(wealth, 12, hits, 0.3, eager(0.2))
            if wealth.e_value >= threshold:
                crossed += 1
                break
    assert 0 < crossed <= 0.2 * 200


def test_neither_do_votes_of_different_weights_reach_it_more_often_than_is_borne() -> None:
    # As so many votes of one weight, with their share of hits by weight, they would in 58 of these 200 months.
    rng, crossed, threshold = np.random.default_rng(7), 0, eager(0.2).early_threshold
    for _ in range(200):
        process = EProcess()
        for hits in rng.random((720, 12)) < 0.3:
            staked, staked_hits = early.sum_stakes(window_of([1 / (2 + n % 9) for n in range(12)], hits), 2)
            process = early.bet_on_votes(process, staked, staked_hits, 0.3, eager(0.2))
            if process.e_value >= threshold:
                crossed += 1
                break
    assert crossed <= 0.2 * 200


def window_of(weights: list[float], hits: NDArray[np.bool_]) -> Strata:
    """One hour's votes of veterans on one channel, in the stage of those who want to act where they are hits."""
    votes = [
        Vote(n, n, 2 * int(hit), 0, weight, "x", active_days=1, age_days=90.0, recent_days=1)
        for n, (weight, hit) in enumerate(zip(weights, hits.tolist(), strict=True))
    ]
    return sum_by_stratum(votes, HOUR_MS, Policy())


@given(st.lists(st.tuples(st.integers(0, 30), st.floats(0, 50)), min_size=1, max_size=60))
def test_the_week_has_the_votes_of_its_hours(steps: list[tuple[int, float]]) -> None:
    cast: dict[int, float] = {}
    week, hour = HourlyWeek(), 1_000
    for hours, count in steps:
        hour += hours
        cast[hour] = cast.get(hour, 0.0) + count
        week = surge.add_hour(week, span(hour), count, count / 2, Early())
    assert week.hour == hour
    assert len(week.votes) == len(week.hits) <= surge.WEEK + Early().surge_longest_hours
    lately = [cast.get(each, 0.0) for each in range(hour - len(week.votes) + 1, hour + 1)]
    assert list(week.votes) == pytest.approx(lately)
