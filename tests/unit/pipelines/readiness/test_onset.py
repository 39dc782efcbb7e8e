"""Onset: the days that may be the first are those against which no bet has won."""

import random
from fractions import Fraction
from math import exp, prod

import msgspec

from models.decisions import DecisionKind
from models.onset import Onset
from models.policy import EvidenceGrowth
from models.posts import DAY_MS, HOUR_MS, instant
from pipelines.readiness import ChapterDetector
from pipelines.readiness.onset import OnsetSearch, OnsetValue, search_onset, tell_onset
from tests.unit.pipelines.readiness.audience import DAYS, story, told, votes

GROWTH, NULL, FLOOR = EvidenceGrowth(), 0.32, 0.27


def value(day: int, hour: int, share: float) -> OnsetValue:
    return OnsetValue(day * DAY_MS + hour * HOUR_MS, share, NULL, FLOOR)


def search(shares: list[float], *, seed: int | None = None, votes: int = 5, hours: int = 24) -> OnsetSearch:
    """One day after the other from day 1 on: the share in every hour, or what so many votes an hour show of it."""
    rng, found = random.Random(seed), OnsetSearch()
    for day, share in enumerate(shares, start=1):
        for hour in range(hours):
            seen = share if seed is None else sum([rng.random() < share for _ in range(votes)]) / votes
            found = search_onset(found, value(day, hour, seen), GROWTH)
    return found


def days(found: OnsetSearch) -> list[int]:
    return [each.day for each in found.days if each.is_left]


def test_the_day_on_which_a_share_rises_is_found() -> None:
    assert days(search([0.1] * 20 + [0.6] * 8)) == [21]


def test_what_was_there_from_the_first_day_may_have_been_there_before() -> None:
    told = tell_onset(search([0.6] * 9))
    assert isinstance(told, Onset)
    assert told.earliest is None
    assert told.latest == instant(DAY_MS)


def test_a_share_that_comes_and_goes_is_no_onset_of_what_comes_later() -> None:
    assert days(search([0.1] * 8 + [0.6] * 4 + [0.1] * 8 + [0.6] * 5)) == [21]


def test_a_late_value_speaks_of_the_days_up_to_its_own_alone() -> None:
    before = search([0.3] * 6)
    after = search_onset(before, value(3, 0, 0.0), GROWTH)
    moved = [each.day for each, old in zip(after.days, before.days, strict=True) if each != old]
    assert moved == [1, 2, 3]


def test_of_more_days_than_there_is_room_for_the_latest_are_kept_and_it_may_have_been_before() -> None:
    found = search([0.29] * (GROWTH.onset_days + 7))
    assert len(found.days) == GROWTH.onset_days
    told = tell_onset(found)
    assert isinstance(told, Onset)
    assert told.earliest is None


def test_the_days_are_those_of_exact_arithmetic() -> None:
    """A second implementation, from the docstring alone: products of fractions, each day on its own."""
    rng = random.Random(3)
    for _ in range(4):
        turn = rng.randrange(3, 7)
        shares = [(day, rng.randrange(0, 6 if day < turn else 17) / 16) for day in range(1, 10) for _ in range(3)]
        found, seen = OnsetSearch(), []
        for hour, (day, share) in enumerate(shares):
            found = search_onset(found, value(day, hour % 3, share), GROWTH)
            seen.append((day, Fraction(share)))
            if not found.days:
                break
        sure, unsure = exact_days(seen)
        assert sure <= set(days(found)) <= sure | unsure


def exact_days(seen: list[tuple[int, Fraction]]) -> tuple[set[int], set[int]]:
    """The days that are left for certain, and those that are so close to it that rounding down may keep them."""
    sure: set[int] = set()
    unsure: set[int] = set()
    for day in range(1, seen[-1][0] + 1):
        before, since = [each for each in seen if each[0] < day], [each for each in seen if each[0] >= day]
        rise = max([Fraction(0), *[r for r, _ in detect(before, Fraction(str(NULL)), 1)]]) / (40 * max(day - 1, 1))
        fall = max([s / (40 * n) for s, n in detect(since, Fraction(str(FLOOR)), -1)])
        if rise < 1 and fall < Fraction(exp(0.1)):
            (sure if fall < 1 else unsure).add(day)
    return sure, unsure


def detect(seen: list[tuple[int, Fraction]], mean: Fraction, sign: int) -> list[tuple[Fraction, int]]:
    """After each value: the mean over both fractions of all products since the beginning of a day, and the days."""
    found, stake = [], mean if sign > 0 else 1 - mean
    for now in range(1, len(seen) + 1):
        begun, total = sorted({day for day, _ in seen[:now]}), Fraction(0)
        for b in (Fraction(3, 10), Fraction(9, 10)):
            for first in begun:
                factors = [1 + b * sign * (x - mean) / stake for day, x in seen[:now] if day >= first]
                total += prod(factors, start=Fraction(1, 2))
        found.append((total, len(begun)))
    return found


def test_the_true_day_is_among_those_told_of_sudden_and_slow_rises() -> None:
    """At the very edge of what is assumed: just under the null before, and rising from the floor on."""
    runs, missed = 200, 0
    for seed in range(runs):
        slow = seed % 2
        after = [min(0.6, FLOOR + 0.02 * day) for day in range(20)] if slow else [0.6] * 8
        found = search([0.2] * 8 + [NULL] * 3 + after, seed=seed, hours=8)
        missed += 12 not in days(found)
    assert missed <= 0.05 * runs


def test_an_advance_says_since_when_and_nothing_else_does() -> None:
    weighed = story(votes(range(14 * DAYS), 0.12), votes(range(14 * DAYS, 22 * DAYS), 0.6))
    with_onset = {each.kind for each in weighed if each.evidence.onset is not msgspec.UNSET}
    assert with_onset == {DecisionKind.ADVANCE}
    onset = weighed[-1].evidence.onset
    assert isinstance(onset, Onset)
    assert onset.earliest is not None
    assert onset.earliest <= instant(14 * DAY_MS) <= onset.latest


def test_a_state_of_before_onsets_were_searched_for_is_read_and_goes_on() -> None:
    *_, (detector, _) = told(votes(range(10 * DAYS), 0.12))
    stored = msgspec.to_builtins(detector)
    del stored["onset"]
    stored["labels"] = stored["labels"][:8]
    read = msgspec.convert(stored, ChapterDetector)
    assert read.onset == OnsetSearch()
    assert read.e_processes == detector.e_processes
