"""Authors: one author's entry in a panel. It grows post by post, and two entries of one author can be joined.

`join_entries` is commutative, associative and idempotent, and `add_post` equals joining with the post's own entry. So
posts in any order, or delivered twice, give the same entry.
"""

from collections.abc import Iterable
from functools import lru_cache

from models.journeys import ActiveDay, Author, PendingPost
from models.policy import Policy
from models.posts import DAY_MS, HOUR_MS, Millis
from models.sketches import hash64
from models.votes import UNKNOWN_STANCE

RETURNED_DAYS = 2  # days on which a returning author was seen, at least: how the share is defined, not a choice

# Authors share equal days: they take less memory, and a census, which reads them all, is faster by the cache.
_shared_day = lru_cache(maxsize=4_096)(ActiveDay)


@lru_cache(maxsize=8_192)  # a post's author is asked for when it is sampled and when it arrives
def author_id(author: str, panel_key: bytes) -> int:
    """The hash that decides who is in a campaign's panel. `panel_key` is `AuthorKey.panel_key(campaign)`."""
    return hash64(author, key=panel_key)


def first_entry(post: PendingPost) -> Author:
    """The entry of an author of whom this post is the only one seen."""
    return Author(post.author, post.at, post.at, post.channel, (_day_of(post),), ((post.at, post.id),))


def add_post(author: Author, post: PendingPost, policy: Policy) -> Author:
    """The entry with one more post. Equal to `join_entries(author, first_entry(post), policy)`.

    Posts mostly come in order of event time, and then this is much faster than a join: only the ends change.
    """
    if (post.at, post.id) <= author.recent_posts[-1]:
        return join_entries(author, first_entry(post), policy)
    oldest_day = post.at // DAY_MS - policy.eligibility.activity_days
    days = _append_day(author.active_days, _day_of(post), oldest_day)
    recent = (*author.recent_posts, (post.at, post.id))
    limit = policy.eligibility.repeats_remembered
    if recent[0][0] < (since := post.at - _repeat_window_ms(policy)) or len(recent) > limit:
        recent = tuple([each for each in recent if each[0] >= since][-limit:])  # in order, and none twice
    return Author(author.id, author.first_seen, post.at, post.channel, days, recent, author.last_vote)


def _day_of(post: PendingPost) -> ActiveDay:
    known = post.stance != UNKNOWN_STANCE
    return _shared_day(post.at // DAY_MS, post.stage, known and post.stance > 0, post.stance < 0, known)


def _append_day(days: tuple[ActiveDay, ...], day: ActiveDay, oldest: int) -> tuple[ActiveDay, ...]:
    """`days` with a day that is none of them or the last. Those up to number `oldest` are dropped."""
    if days[-1].number == day.number:
        merged = _merge_day(days[-1], day)
        return days if merged is days[-1] else (*days[:-1], merged)
    if days[0].number > oldest:
        return (*days, day)
    return (*(each for each in days if each.number > oldest), day)


def join_entries(one: Author, other: Author, policy: Policy) -> Author:
    """Two entries of one author as one. The channel is that of the later post."""
    later = max(one, other, key=lambda each: (each.last_seen, max(each.recent_posts)[1], each.channel))
    oldest_day = later.last_seen // DAY_MS - policy.eligibility.activity_days
    return Author(
        id=one.id,
        first_seen=min(one.first_seen, other.first_seen),
        last_seen=later.last_seen,
        channel=later.channel,
        active_days=_merge_days((*one.active_days, *other.active_days), oldest_day),
        recent_posts=_merge_recent((*one.recent_posts, *other.recent_posts), later.last_seen, policy),
        last_vote=max(one.last_vote, other.last_vote),
    )


def _merge_days(days: Iterable[ActiveDay], oldest: int) -> tuple[ActiveDay, ...]:
    merged: dict[int, ActiveDay] = {}
    for day in days:
        merged[day.number] = _merge_day(merged.get(day.number, day), day)
    return tuple(merged[number] for number in sorted(merged) if number > oldest)


def _merge_day(one: ActiveDay, other: ActiveDay) -> ActiveDay:
    """Two entries of one day as one: the deeper stage, and for, against or known if either is."""
    deepest = one.deepest_stage if one.deepest_stage > other.deepest_stage else other.deepest_stage
    support, oppose = one.support or other.support, one.oppose or other.oppose
    return _shared_day(one.number, deepest, support, oppose, one.known or other.known)


def _merge_recent(
    posts: Iterable[tuple[Millis, int]], last_seen: Millis, policy: Policy
) -> tuple[tuple[Millis, int], ...]:
    since = last_seen - _repeat_window_ms(policy)
    return tuple(sorted(post for post in set(posts) if post[0] >= since)[-policy.eligibility.repeats_remembered :])


def _repeat_window_ms(policy: Policy) -> Millis:
    """How far back a post can be and still arrive in time: beyond, a repeat is dropped because it is late."""
    return round((policy.time.vote_lateness_hours + policy.time.closing_lateness_minutes / 60 + 1) * HOUR_MS)


def may_vote(author: Author, at: Millis, policy: Policy) -> bool:
    """Whether a post of the author at event time `at` may vote.

    The author must have come back on another day, be known for `min_age_hours`, and not have voted within
    `vote_every_hours`. Days after `at` do not count: their posts may have arrived early.
    """
    if author.last_vote and at - author.last_vote < policy.eligibility.vote_every_hours * HOUR_MS:
        return False
    if at - author.first_seen < policy.eligibility.min_age_hours * HOUR_MS:
        return False
    today = at // DAY_MS
    return sum([day.number <= today for day in author.active_days]) >= RETURNED_DAYS
