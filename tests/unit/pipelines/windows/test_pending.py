"""Posts wait in bounded room; which of them stay is a function of the posts as a set."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from models.journeys import PendingPost
from pipelines.windows.pending import add_pending, bound_shards
from pipelines.windows.state import PendingPosts, new_state

SHARDS = len(new_state().pending.shards)


def pending_post(author: int, hour: int, minute: int) -> PendingPost:
    return PendingPost(
        at=hour * 60 + minute, id=author * 1_000_000 + hour * 60 + minute, due_hour=hour, author=author * SHARDS,
        channel="c", stage=0, stance=0, act="", text_cluster=-1, post="p", excerpt="", testimony=False,
    )  # fmt: skip


def waiting(posts: list[PendingPost]) -> tuple[PendingPosts, int]:
    """All of one shard, one after the other."""
    pending, dropped = new_state().pending, 0
    for post in posts:
        before = pending.get(post.author) or ()
        after = add_pending(before, post, 8)
        dropped += len(after) == len(before)
        pending, overfull = bound_shards(pending.with_changes({post.author: after}), [post.author])
        dropped += sum(overfull.values())
    return pending, dropped


def kept(pending: PendingPosts) -> set[PendingPost]:
    return {post for posts in pending.values() for post in posts}


@settings(max_examples=30, deadline=None)
@given(authors=st.integers(1, 30), hours=st.integers(1, 30), seed=st.integers())
def test_which_posts_stay_does_not_depend_on_the_order_in_which_they_came(
    authors: int, hours: int, seed: int
) -> None:
    rng = random.Random(seed)
    posts = [pending_post(rng.randrange(authors), rng.randrange(hours), number) for number in range(300)]
    first, dropped = waiting(posts)
    second, _ = waiting(rng.sample(posts, len(posts)))
    assert kept(first) == kept(second)
    assert len(kept(first)) == 300 - dropped


def test_a_full_shard_keeps_what_is_due_first_and_then_the_lowest_hashes() -> None:
    now = [pending_post(author, 5, 0) for author in range(90)]
    later = [pending_post(author, 6, 0) for author in range(90)]
    pending, _ = waiting(later + now)
    assert kept(pending) == {*now, *later[:6]}


def test_an_author_with_posts_in_thousands_of_hours_leaves_room_for_others() -> None:
    busy = [pending_post(0, hour, 0) for hour in range(2_000)]
    others = [pending_post(author, 1_999, 0) for author in range(1, 30)]
    pending, _ = waiting(busy + others)
    assert len(pending.get(0) or ()) == 64
    assert kept(pending) >= set(others)
