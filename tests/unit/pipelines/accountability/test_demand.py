"""Demand: people are counted once a day, copies little, and false alarms are as rare as promised."""

import random

from hypothesis import given
from hypothesis import strategies as st

from models.accountability import DemandLevel, OpenDemand
from pipelines.accountability.demand import add_day, count_askers, forget_evidence, has_risen


def one(author: int, copy: int = -1) -> OpenDemand:
    return OpenDemand(author, "books", 0, False, copy)


def test_an_author_counts_once_a_day_and_a_copied_text_a_few_times() -> None:
    assert count_askers([one(1), one(1), one(2)], 3) == 2
    assert count_askers([*[one(each, copy=7) for each in range(50)], one(99)], 3) == 4


def alarms(counts: list[int]) -> int:
    level, found = DemandLevel(), 0
    for day, authors in enumerate(counts):
        level = add_day(level, day, authors, 0) if authors else level
        if authors and has_risen(level, 1):
            level, found = forget_evidence(level), found + 1
    return found


def test_calm_brands_are_told_a_rise_in_one_of_a_hundred_months_at_most() -> None:
    chance = random.Random(5)
    years = [[sum(chance.random() < 0.02 for _ in range(100)) for _ in range(360)] for _ in range(40)]
    assert sum(map(alarms, years)) <= 0.01 * 12 * 40


def test_four_times_as_many_as_usual_are_told_within_a_week() -> None:
    assert alarms([2] * 120 + [8] * 7) == 1


def test_few_people_are_no_rise_however_rare_they_are() -> None:
    assert alarms([0] * 300 + [1] * 4) == 0


@given(st.lists(st.integers(0, 30), min_size=1, max_size=60))
def test_days_without_anybody_may_be_left_out(counts: list[int]) -> None:
    every = skipping = DemandLevel()
    for day, authors in enumerate(counts):
        if authors or skipping.authors:
            every = add_day(every, day, authors, 0)
        if authors:
            skipping = add_day(skipping, day, authors, 0)
    last = add_day(every, len(counts), 3, 0), add_day(skipping, len(counts), 3, 0)
    assert last[0].authors == last[1].authors
    assert last[0].first_day == last[1].first_day
    assert all(abs(a - b) <= 1e-9 * max(a, 1) for a, b in zip(last[0].evidence, last[1].evidence, strict=True))
