"""The panel is bounded, and neither loudness, order nor a flood of newcomers decides who is in it."""

import random
from collections.abc import Iterable, Sequence

from hypothesis import given
from hypothesis import strategies as st

from models.journeys import Author, PendingPost
from models.policy import Eligibility, Policy
from models.posts import DAY_MS, HOUR_MS, WEEK_MS
from models.shards import ShardedMap
from pipelines.journeys.census import take_census
from pipelines.journeys.panel import ANY_HASH, Outsiders, Panel, SampledHour, add_posts, drop_absent, sample_hour
from tests.making import MONDAY
from tests.unit.pipelines.journeys.test_authors import pending_post

SMALL = Policy(eligibility=Eligibility(panel_size=20, newcomer_pool=40))
EMPTY: Panel = ShardedMap.empty(8)
NOBODY: Outsiders = ShardedMap.empty(8)
HOUR = MONDAY // HOUR_MS


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


def posts_of(authors: Iterable[int], hour: int) -> list[PendingPost]:
    """One post of each in the hour of that number."""
    return [pending_post(hour * HOUR_MS, author * 100_003 + hour, author=author) for author in authors]


def sample(panel: Panel, posts: Sequence[PendingPost], hour: int, outsiders: Outsiders = NOBODY) -> SampledHour:
    return sample_hour(panel, outsiders, hour, posts, SMALL)


def ids(authors: Panel) -> set[int]:
    return {author.id for author in authors.values()}


def test_the_order_of_posts_means_nothing_to_the_panel() -> None:
    posts = [pending_post(MONDAY + n * 3_000_000, n, author=n % 7, stage=n % 4) for n in range(60)]
    mixed = random.Random(3).sample(posts, len(posts))
    assert add_posts(EMPTY, posts, SMALL).shards == add_posts(EMPTY, mixed, SMALL).shards


def test_while_there_is_room_everybody_gets_in() -> None:
    sampled = sample(EMPTY, posts_of(range(20), HOUR), HOUR)
    assert ids(sampled.panel) == set(range(20))
    assert (len(sampled.posts), len(sampled.outsiders), sampled.bound) == (20, 0, ANY_HASH)


def test_of_a_flood_the_lowest_hashes_get_in_and_only_their_posts_count() -> None:
    sampled = sample(EMPTY, posts_of(random.Random(2).sample(range(500), 500), HOUR), HOUR)
    assert ids(sampled.panel) == {post.author for post in sampled.posts} == set(range(40))
    assert sampled.bound == 39


def test_of_those_who_returned_the_lowest_hashes_stay() -> None:
    sampled = sample(panel(*members(60, days=2)), posts_of([1_000], HOUR + 30), HOUR + 30)
    assert ids(sampled.panel) == set(range(20))


def test_a_flood_of_newcomers_crowds_out_nobody_who_returned() -> None:
    returned = members(15, days=2, start=10_000)
    sampled = sample(panel(*returned), posts_of(range(500), HOUR + 30), HOUR + 30)
    assert {author.id for author in returned} <= ids(sampled.panel)
    assert len(sampled.panel) == 15 + 40


def test_once_the_panel_is_full_a_newcomer_above_all_of_it_is_not_taken() -> None:
    sampled = sample(panel(*members(20, days=2)), posts_of([7, 1_000], HOUR + 30), HOUR + 30)
    assert ids(sampled.panel) == set(range(20))
    assert sampled.bound == 19


def test_outsiders_hold_the_threshold_down_after_the_panel_has_left() -> None:
    week = WEEK_MS // HOUR_MS
    flood = sample(EMPTY, posts_of(range(100), HOUR), HOUR)
    beyond = sample(flood.panel, posts_of(range(300, 360), HOUR + week), HOUR + week, flood.outsiders)
    assert ids(beyond.panel) == set(range(40))
    later = HOUR + 5 * week
    left, outsiders = drop_absent(beyond.panel, beyond.outsiders, later, SMALL)
    sampled = sample(left, posts_of([320, 345], later), later, outsiders)
    assert ids(sampled.panel) == {320}, "345 has 40 authors below it who spoke four weeks ago"


def test_the_absent_leave_after_the_weeks_for_which_they_are_known() -> None:
    full, outsiders = panel(*members(60, days=2)), NOBODY.with_changes({5_000: MONDAY // WEEK_MS})
    last = (MONDAY // WEEK_MS + 5) * WEEK_MS // HOUR_MS - 1
    assert drop_absent(full, outsiders, last, SMALL) == (full, outsiders)
    left, forgotten = drop_absent(full, outsiders, last + 1, SMALL)
    assert (len(left), len(forgotten)) == (0, 0)


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 5)), max_size=300), st.randoms())
def test_the_same_posts_give_the_same_panel_in_any_order_and_twice(
    said: list[tuple[int, int]], rng: random.Random
) -> None:
    hours = [posts_of({author for author, at in said if at == hour}, HOUR + 20 + hour) for hour in range(6)]
    once, twice = EMPTY, EMPTY
    outside_once, outside_twice = NOBODY, NOBODY
    for number, posts in enumerate(hours, HOUR + 20):
        first = sample(once, posts, number, outside_once)
        second = sample(twice, rng.sample(posts, len(posts)), number, outside_twice)
        second = sample(second.panel, posts, number, second.outsiders)
        once, outside_once, twice, outside_twice = first.panel, first.outsiders, second.panel, second.outsiders
        assert {a.id: a for a in once.values()} == {a.id: a for a in twice.values()}
        assert dict(_entries(outside_once)) == dict(_entries(outside_twice))


def _entries(outsiders: Outsiders) -> list[tuple[int, int]]:
    return [entry for shard in outsiders.shards for entry in shard.items()]


def test_the_census_counts_who_is_there_who_may_vote_and_who_came_back() -> None:
    counted = take_census(panel(*members(6, days=3), *members(2, days=1, start=50)), MONDAY + 3 * DAY_MS, SMALL)
    assert (counted.authors, counted.eligible, counted.newcomers_return_rate) == (8, 6, 0.75)
