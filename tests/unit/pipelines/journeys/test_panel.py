"""The panel is bounded, and neither loudness, order nor a flood of newcomers decides who is in it."""

import random

from models.journeys import Author
from models.policy import Eligibility, Policy
from models.posts import DAY_MS
from models.shards import ShardedMap
from pipelines.journeys.census import take_census
from pipelines.journeys.panel import Panel, add_posts, trim
from tests.making import MONDAY
from tests.unit.pipelines.journeys.test_authors import pending_post

SMALL = Policy(eligibility=Eligibility(panel_size=20, newcomer_pool=20))
EMPTY: Panel = ShardedMap.empty(8)


def members(count: int, *, days: int, start: int = 0) -> list[Author]:
    """Authors of the hashes `start`.. seen on so many days from Monday on."""
    posts = [
        pending_post(MONDAY + day * DAY_MS, id + 1, author=id)
        for id in range(start, start + count)
        for day in range(days)
    ]
    return list(add_posts(EMPTY, posts, SMALL).values())


def panel(*authors: Author) -> Panel:
    return EMPTY.with_changes({author.id: author for author in authors})


def test_the_order_of_posts_means_nothing_to_the_panel() -> None:
    posts = [pending_post(MONDAY + n * 3_000_000, n, author=n % 7, stage=n % 4) for n in range(60)]
    mixed = random.Random(3).sample(posts, len(posts))
    assert add_posts(EMPTY, posts, SMALL).shards == add_posts(EMPTY, mixed, SMALL).shards


def test_a_panel_within_its_bounds_is_left_alone() -> None:
    full = panel(*members(40, days=1))
    assert trim(full, MONDAY, SMALL) is full


def test_the_lowest_hashes_stay() -> None:
    kept = trim(panel(*members(60, days=2)), MONDAY + DAY_MS, SMALL)
    assert {author.id for author in kept.values()} == set(range(20))


def test_a_flood_of_newcomers_crowds_out_nobody_who_returned() -> None:
    returned, flood = members(20, days=2, start=10_000), members(500, days=1)
    kept = trim(panel(*returned, *flood), MONDAY + DAY_MS, SMALL)
    assert {author.id for author in returned} <= {author.id for author in kept.values()}
    assert len(kept) == 40


def test_the_idle_leave() -> None:
    later = MONDAY + (SMALL.eligibility.activity_days + 3) * DAY_MS
    kept = trim(panel(*members(60, days=2)), later, SMALL)
    assert len(kept) == 0


def test_trimming_twice_is_trimming_once() -> None:
    once = trim(panel(*members(90, days=2)), MONDAY + DAY_MS, SMALL)
    assert trim(once, MONDAY + DAY_MS, SMALL) == once


def test_the_census_counts_who_is_there_who_may_vote_and_who_came_back() -> None:
    counted = take_census(panel(*members(6, days=3), *members(2, days=1, start=50)), MONDAY + 3 * DAY_MS, SMALL)
    assert (counted.authors, counted.eligible, counted.newcomers_return_rate) == (8, 6, 0.75)
