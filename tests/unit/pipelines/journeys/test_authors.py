"""An author's entry is a function of the posts it has seen, as a set."""

from functools import reduce

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.journeys import Author, PendingPost
from models.policy import Policy
from models.posts import DAY_MS, HOUR_MS
from pipelines.journeys.authors import add_post, author_id, first_entry, join_entries, may_vote
from tests.making import MONDAY

POLICY = Policy()


def pending_post(
    at: int, id: int = 1, *, author: int = 5, stage: int = 0, stance: int = 0, copy: int = -1
) -> PendingPost:
    return PendingPost(at, id, at // HOUR_MS, author, "bluesky", stage, stance, "", copy, f"p{id}", "", False)


_posts = st.builds(
    pending_post,
    st.integers(0, 60 * 24).map(lambda hour: MONDAY + hour * HOUR_MS // 4),
    st.integers(1, 50),
    stage=st.integers(0, 3),
    stance=st.integers(-1, 2),
)
_some = st.lists(_posts, min_size=1, max_size=12)


def entry(posts: list[PendingPost]) -> Author:
    return reduce(lambda one, other: join_entries(one, other, POLICY), map(first_entry, posts))


@given(_some, _some)
def test_joining_is_commutative(one: list[PendingPost], other: list[PendingPost]) -> None:
    assert join_entries(entry(one), entry(other), POLICY) == join_entries(entry(other), entry(one), POLICY)


@given(_some, _some, _some)
def test_joining_is_associative(a: list[PendingPost], b: list[PendingPost], c: list[PendingPost]) -> None:
    left = join_entries(join_entries(entry(a), entry(b), POLICY), entry(c), POLICY)
    assert left == join_entries(entry(a), join_entries(entry(b), entry(c), POLICY), POLICY)


@given(_some)
def test_joining_is_idempotent(posts: list[PendingPost]) -> None:
    assert join_entries(entry(posts), entry(posts), POLICY) == entry(posts)


@given(_some.flatmap(lambda posts: st.tuples(st.just(posts), st.permutations(posts))))
def test_growing_post_by_post_equals_joining_in_any_order(both: tuple[list[PendingPost], list[PendingPost]]) -> None:
    posts, mixed = both
    assert reduce(lambda author, post: add_post(author, post, POLICY), mixed[1:], first_entry(mixed[0])) == entry(
        posts
    )


def test_one_evening_is_never_enough_to_vote() -> None:
    evening = entry([pending_post(MONDAY + hour * HOUR_MS, hour) for hour in range(1, 20)])
    assert not may_vote(evening, MONDAY + 20 * HOUR_MS, POLICY)


def test_who_comes_back_on_another_day_may_vote_after_two_days() -> None:
    author = entry([pending_post(MONDAY, 1), pending_post(MONDAY + 2 * DAY_MS, 2)])
    assert may_vote(author, MONDAY + 2 * DAY_MS, POLICY)
    assert not may_vote(author, MONDAY + 2 * DAY_MS - 1, POLICY)


def test_a_post_that_came_early_makes_nobody_eligible_before_its_day() -> None:
    author = entry([pending_post(MONDAY, 1), pending_post(MONDAY + 4 * DAY_MS, 2)])
    assert not may_vote(author, MONDAY + 3 * DAY_MS, POLICY)


def test_another_vote_takes_twenty_hours() -> None:
    author = Author(
        5,
        MONDAY,
        MONDAY + 4 * DAY_MS,
        "x",
        entry([pending_post(MONDAY, 1), pending_post(MONDAY + DAY_MS)]).active_days,
        (),
    )
    voted = replace(author, last_vote=MONDAY + 3 * DAY_MS)
    assert not may_vote(voted, MONDAY + 3 * DAY_MS + 19 * HOUR_MS, POLICY)
    assert may_vote(voted, MONDAY + 3 * DAY_MS + 20 * HOUR_MS, POLICY)


def test_an_author_has_another_hash_in_every_campaign() -> None:
    assert author_id("a3f9", b"relief") != author_id("a3f9", b"march")
