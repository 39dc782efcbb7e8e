"""A partition passes on all that the panel could take, and little more. `test_sampling_law` has the whole law."""

import random
from math import log

from models.policy import Eligibility, Policy
from models.posts import DAY_MS, HOUR_MS, WEEK_MS
from pipelines.sampling import Sampler
from tests.making import MONDAY

POOL = 50
SMALL = Policy(eligibility=Eligibility(panel_size=50, newcomer_pool=POOL))


def random_hashes(count: int, seed: int = 1) -> list[int]:
    rng = random.Random(seed)
    return [rng.getrandbits(63) for _ in range(count)]


def test_everybody_passes_while_there_is_room() -> None:
    sampler = Sampler(SMALL)
    assert all(sampler.offer(author, MONDAY) for author in random_hashes(POOL))


def test_a_flood_is_cut_to_about_the_records_of_its_lowest_hashes() -> None:
    """In random order, n (1 + ln(N / n)) authors are among the n lowest when they come."""
    sampler, flood = Sampler(SMALL), random_hashes(100_000)
    passed = sum(sampler.offer(author, MONDAY) for author in flood)
    assert POOL < passed < 1.5 * POOL * (1 + log(len(flood) / POOL))


def test_the_lowest_hashes_always_pass() -> None:
    sampler = Sampler(SMALL)
    for author in random_hashes(10_000):
        sampler.offer(author, MONDAY)
    assert all(sampler.offer(author, MONDAY + DAY_MS) for author in range(POOL))


def test_who_was_passed_on_once_is_passed_on_through_a_flood() -> None:
    sampler, regulars = Sampler(SMALL), random_hashes(40)
    for day in range(40):
        at = MONDAY + day * DAY_MS
        assert all(sampler.offer(author, at) for author in regulars)
        for author in random_hashes(2_000, seed=day + 2) if day > 1 else ():
            sampler.offer(author, at)


def test_authors_of_a_later_hour_hold_nobody_of_an_earlier_one_back() -> None:
    sampler = Sampler(SMALL)
    for author in range(200):
        sampler.offer(author, MONDAY + 2 * HOUR_MS)
    assert not sampler.offer(10_000, MONDAY + 2 * HOUR_MS)
    assert sampler.offer(10_000, MONDAY + HOUR_MS)


def test_a_restart_that_restores_the_tracked_holds_nobody_back_who_may_be_in_the_panel() -> None:
    before, regulars = Sampler(SMALL), random_hashes(40)
    for author in regulars:
        before.offer(author, MONDAY)
    after = Sampler(SMALL)
    for author, week in before.take_tracked().items():
        assert week is not None
        after.restore(author, week)
    for author in range(5_000):
        after.offer(author, MONDAY + DAY_MS)
    assert all(after.offer(author, MONDAY + 2 * DAY_MS) for author in regulars)


def test_what_was_taken_is_not_given_again_before_another_week() -> None:
    sampler = Sampler(SMALL)
    sampler.offer(1, MONDAY)
    sampler.offer(1, MONDAY + HOUR_MS)
    assert sampler.take_tracked() == {1: MONDAY // WEEK_MS}
    sampler.offer(1, MONDAY + 2 * HOUR_MS)
    assert sampler.take_tracked() == {}
    sampler.offer(1, MONDAY + WEEK_MS)
    assert sampler.take_tracked() == {1: MONDAY // WEEK_MS + 1}


def test_what_is_tracked_stays_bounded_where_new_authors_come_each_week() -> None:
    sampler, kept = Sampler(SMALL), dict[int, int | None]()
    for week in range(30):
        for author in random_hashes(2_000, seed=week):
            sampler.offer(author, MONDAY + week * WEEK_MS)
        kept.update(sampler.take_tracked())
    assert len(sampler) < 20 * POOL
    assert len([week for week in kept.values() if week is not None]) == len(sampler)


def test_stray_clocks_of_any_year_change_nothing() -> None:
    sampler, rng = Sampler(SMALL), random.Random(3)
    regulars = random_hashes(40)
    for day in range(20):
        at = MONDAY + day * DAY_MS
        assert all(sampler.offer(author, at) for author in regulars)
        sampler.offer(rng.getrandbits(63), at + rng.randrange(10_000) * DAY_MS)
