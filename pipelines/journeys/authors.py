"""One author's entry: it grows by the posts it has seen, and two entries of one author merge.

Merging is commutative, associative and idempotent: posts in any order, or twice, give the same entry.
"""

from collections.abc import Iterable
from functools import lru_cache

from models.journeys import ActiveDay, Author, PendingPost
from models.policy import Policy
from models.posts import DAY_MS, HOUR_MS, Millis
from models.sketches import hash64

_day = lru_cache(maxsize=4_096)(
    ActiveDay
)  # authors share their days: less memory, and near at hand when all are counted

RETURNED_DAYS = 2  # who returns is seen on another day: what the share is defined over, and no number to choose


@lru_cache(maxsize=8_192)  # a post's author is asked for when it is sampled and when it arrives
def author_id(author: str, campaign: str) -> int:
    """The hash that decides who is in a campaign's panel: keyed, so that nobody is sampled everywhere."""
    return hash64(author, key=campaign.encode())


def first_entry(post: PendingPost) -> Author:
    """The entry of an author of whom this post is all we have seen."""
    day = _day(post.at // DAY_MS, post.stage, post.stance > 0, post.stance < 0)
    return Author(post.author, post.at, post.at, post.channel, (day,), ((post.at, post.id),))


def add_post(author: Author, post: PendingPost, policy: Policy) -> Author:
    """The entry with one post more: `join_entries` with `seen(post)`, quicker where the post is the latest."""
    if (post.at, post.id) <= author.recent_posts[-1]:
        return join_entries(author, first_entry(post), policy)
    today = post.at // DAY_MS
    day = _day(today, post.stage, post.stance > 0, post.stance < 0)
    days = _with_latest_day(author.active_days, day, today - policy.eligibility.activity_days)
    recent = (*author.recent_posts, (post.at, post.id))
    most = policy.eligibility.repeats_remembered
    if recent[0][0] < (since := post.at - _memory_ms(policy)) or len(recent) > most:
        recent = tuple([each for each in recent if each[0] >= since][-most:])  # in order, and none twice
    return Author(author.id, author.first_seen, post.at, post.channel, days, recent, author.last_vote)


def _with_latest_day(days: tuple[ActiveDay, ...], day: ActiveDay, after: int) -> tuple[ActiveDay, ...]:
    if days[-1].number == day.number:
        both = _same_day(days[-1], day)
        return days if both is days[-1] else (*days[:-1], both)
    if days[0].number > after:
        return (*days, day)
    return (*(each for each in days if each.number > after), day)


def join_entries(one: Author, other: Author, policy: Policy) -> Author:
    """Both entries of one author as one. The channel is that of the later post."""
    late = max(one, other, key=lambda each: (each.last_seen, max(each.recent_posts)[1], each.channel))
    days = _days((*one.active_days, *other.active_days), late.last_seen // DAY_MS - policy.eligibility.activity_days)
    recent = _recent((*one.recent_posts, *other.recent_posts), late.last_seen - _memory_ms(policy), policy)
    first, voted = min(one.first_seen, other.first_seen), max(one.last_vote, other.last_vote)
    return Author(one.id, first, late.last_seen, late.channel, days, recent, voted)


def _memory_ms(policy: Policy) -> Millis:
    """How long a repeat may be in coming: it is late by then, and dropped for that."""
    return round((policy.time.vote_lateness_hours + policy.time.closing_lateness_minutes / 60 + 1) * HOUR_MS)


def _days(days: Iterable[ActiveDay], after: int) -> tuple[ActiveDay, ...]:
    merged: dict[int, ActiveDay] = {}
    for day in days:
        merged[day.number] = _same_day(merged.get(day.number, day), day)
    return tuple(merged[number] for number in sorted(merged) if number > after)


def _same_day(one: ActiveDay, other: ActiveDay) -> ActiveDay:
    deepest = one.deepest_stage if one.deepest_stage > other.deepest_stage else other.deepest_stage
    return _day(one.number, deepest, one.support or other.support, one.oppose or other.oppose)


def _recent(posts: Iterable[tuple[Millis, int]], since: Millis, policy: Policy) -> tuple[tuple[Millis, int], ...]:
    return tuple(sorted(post for post in set(posts) if post[0] >= since)[-policy.eligibility.repeats_remembered :])


def may_vote(author: Author, at: Millis, policy: Policy) -> bool:
    """Whether the author may vote at `at`: came back on another day, is old enough, has not just voted.

    Days after `at` do not count: they may have arrived early.
    """
    if author.last_vote and at - author.last_vote < policy.eligibility.vote_every_hours * HOUR_MS:
        return False
    if at - author.first_seen < policy.eligibility.min_age_hours * HOUR_MS:
        return False
    today = at // DAY_MS
    return sum([day.number <= today for day in author.active_days]) >= RETURNED_DAYS
