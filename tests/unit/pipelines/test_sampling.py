"""A partition passes on all that the panel could take, and little more."""

import random

from models.policy import Eligibility, Policy
from models.posts import DAY_MS
from pipelines.sampling import Sampler
from tests.making import MONDAY

SMALL = Policy(eligibility=Eligibility(panel_size=50, newcomer_pool=50))


def test_everybody_passes_while_there_is_room() -> None:
    sampler = Sampler(SMALL)
    assert all(sampler.offer(author, MONDAY) for author in range(SMALL.eligibility.sampler_pools * 50))


def test_a_flood_is_cut_to_the_lowest_hashes() -> None:
    sampler, rng = Sampler(SMALL), random.Random(1)
    passed = sum(sampler.offer(rng.getrandbits(63), MONDAY) for _ in range(100_000))
    assert passed < 1_500


def test_the_lowest_hashes_always_pass() -> None:
    sampler, rng = Sampler(SMALL), random.Random(1)
    for _ in range(10_000):
        sampler.offer(rng.getrandbits(63), MONDAY)
    assert all(sampler.offer(author, MONDAY + DAY_MS) for author in range(50))


def test_who_returned_passes_through_a_flood_of_newcomers() -> None:
    sampler, rng = Sampler(SMALL), random.Random(1)
    regulars = [rng.getrandbits(63) for _ in range(40)]
    for day in range(20):
        at = MONDAY + day * DAY_MS
        assert all(sampler.offer(author, at) for author in regulars)
        for _ in range(5_000 if day > 1 else 0):
            sampler.offer(rng.getrandbits(63), at)


def test_there_is_room_again_when_the_idle_have_left() -> None:
    sampler, rng = Sampler(SMALL), random.Random(1)
    for _ in range(10_000):
        sampler.offer(rng.getrandbits(63), MONDAY)
    later = MONDAY + (SMALL.eligibility.activity_days + 2) * DAY_MS
    assert sampler.offer(2**63 - 1, later)
