"""Where only the other posts say what time it is, a quorum of authors moves it, and stray clocks do not."""

import random
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.posts import DAY_MS, HOUR_MS, MINUTE_MS, Millis
from pipelines.quorum_time import QuorumTime
from tests.making import MONDAY

Said = tuple[str, Millis]


def heard(said: Iterable[Said]) -> QuorumTime:
    time = QuorumTime()
    for author, at in said:
        time.observe(author, at)
    return time


def crowd(posts: int, *, every: Millis = MINUTE_MS, strays: float = 0.0, seed: int = 1) -> list[Said]:
    """Posts of a few thousand authors in order of receipt; a share of the authors is ahead by up to a year."""
    rng = random.Random(seed)
    ahead = {author: rng.choice((30, 48 * 60, 365 * 24 * 60)) * MINUTE_MS for author in range(round(5_000 * strays))}
    authors = [rng.randrange(5_000) for _ in range(posts)]
    return [(f"a{author}", MONDAY + n * every + ahead.get(author, 0)) for n, author in enumerate(authors)]


def test_fewer_than_three_authors_tell_nothing_unless_there_are_no_others() -> None:
    assert heard([("a", MONDAY), ("b", MONDAY)]).count_votes() == -1
    assert heard([("a", MONDAY), ("b", MONDAY + 2), ("c", MONDAY + 1)]).count_votes() == MONDAY
    assert heard([("a", MONDAY + n) for n in range(64)]).count_votes() == MONDAY + 63


@pytest.mark.parametrize("loud", [1, 2])
def test_who_is_ahead_moves_nothing_by_posting_much_among_others(loud: int) -> None:
    """Even where nobody else is heard for hundreds of posts, and the others wait no longer than until they are."""
    flood = [(f"loud{n % loud}", MONDAY + 300 * DAY_MS + n) for n in range(500)]
    time = heard([*crowd(200), *flood])
    assert time.count_votes() < MONDAY + 200 * MINUTE_MS
    after = [(author, at + 200 * MINUTE_MS) for author, at in crowd(100, seed=2)]
    for author, at in after:
        time.observe(author, at)
    assert MONDAY + 250 * MINUTE_MS < time.count_votes() <= MONDAY + 300 * MINUTE_MS


@pytest.mark.parametrize("seed", range(5))
def test_one_author_in_twenty_who_is_ahead_by_any_amount_moves_nothing(seed: int) -> None:
    time = QuorumTime()
    for number, (author, at) in enumerate(crowd(20_000, strays=0.05, seed=seed)):
        time.observe(author, at)
        assert time.reached <= MONDAY + number * MINUTE_MS
    assert time.end() <= MONDAY + 20_000 * MINUTE_MS + HOUR_MS


def test_an_honest_stream_is_behind_by_the_time_in_which_a_few_authors_speak() -> None:
    time = QuorumTime()
    for number, (author, at) in enumerate(crowd(2_000)):
        time.observe(author, at)
        assert number < 64 or at - time.count_votes() <= 25 * MINUTE_MS


def test_a_gap_of_years_is_crossed_by_all_and_not_by_one() -> None:
    years = 3_000 * DAY_MS
    late = [(f"b{n}", MONDAY + years + n) for n in range(40)]
    assert heard([*crowd(1_000), *late[:10]]).count_votes() < MONDAY + DAY_MS
    assert heard([*crowd(1_000), *late]).count_votes() >= MONDAY + years


@pytest.mark.parametrize("within", [0, HOUR_MS - 1])
def test_the_end_is_the_latest_post_of_all_that_are_no_strays(within: Millis) -> None:
    said, rng = crowd(3_000, every=10_000), random.Random(3)
    said.sort(key=lambda each: each[1] + rng.uniform(0, within))
    assert heard(said).end() == MONDAY + 2_999 * 10_000
    strays = [(f"stray{n}", MONDAY + 30 * DAY_MS + n * HOUR_MS) for n in range(6)]
    assert heard([*said[:-40], *strays, *said[-40:]]).end() == MONDAY + 2_999 * 10_000


def test_a_small_stream_ends_with_its_last_post_however_long_its_nights_are() -> None:
    said = [(f"a{n % 4}", MONDAY + n * 9 * HOUR_MS) for n in range(30)]
    assert heard(said).end() == MONDAY + 29 * 9 * HOUR_MS
    assert heard([("a", MONDAY)]).end() == MONDAY
    assert heard([]).end() == -1


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 400)), max_size=150))
@settings(max_examples=100, deadline=None)
def test_it_never_goes_back_and_never_beyond_what_was_said(said: Sequence[tuple[str, int]]) -> None:
    time, before = QuorumTime(), -1
    for author, hours in said:
        time.observe(author, MONDAY + hours * HOUR_MS)
        assert time.count_votes() >= before
        before = time.reached
    assert before <= time.end() <= max([MONDAY + hours * HOUR_MS for _, hours in said], default=-1)
