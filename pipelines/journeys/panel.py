"""Panel: the bounded sample of authors whose posts can vote.

Who is in it depends on a keyed hash of each author's pseudonym alone, so posting more, or earlier, gets nobody in.
When an hour closes:

    threshold   the hash of rank `newcomer_pool` among all authors known: those of the last weeks, and of this hour
    newcomers   authors seen on one day only, up to the threshold
    returned    authors seen on another day too: the `panel_size` of lowest hash. Once they are so many, a newcomer
                above all of them could not enter on return, and is not taken either
    outsiders   all other authors as long as they can matter to a threshold: a hash and a week each

A flood of accounts that never return lowers the threshold, and takes no place from authors who returned. Both counts
and the threshold are exact in every hour, so the panel is a function of the posts due up to it, as a set.

An author is known for the week of the last post and the `activity_days` after it. Weeks are coarse on purpose: who is
not among the `newcomer_pool` lowest of the week so far can never again matter, but by another post. Tagging
partitions drop by that rule (`pipelines.sampling`).

Two-pool bottom-k sampling: see Cohen and Kaplan, "Summarizing data using bottom-k sketches", PODC 2007; over sliding
windows: Gemulla and Lehner, "Sampling time-based sliding windows in bounded space", SIGMOD 2008.
"""

from collections.abc import Iterable, Sequence
from itertools import chain
from math import ceil

import msgspec

from models.journeys import Author, PendingPost
from models.policy import Eligibility, Policy
from models.posts import HOUR_MS, WEEK_MS
from models.shards import ShardedMap
from pipelines.journeys.authors import add_post, first_entry

Panel = ShardedMap[Author]  # by author id
Outsiders = ShardedMap[int]  # by author id: the number of the week of the last post

ANY_HASH = 2**63 - 1  # a bound that keeps nobody out: the greatest hash there is


class SampledHour(msgspec.Struct, frozen=True):
    """Who is in the panel after an hour, which of its posts are theirs, and the hash above which nobody got in."""

    panel: Panel
    outsiders: Outsiders
    posts: Sequence[PendingPost]
    bound: int


def sample_hour(
    panel: Panel, outsiders: Outsiders, hour: int, posts: Sequence[PendingPost], policy: Policy
) -> SampledHour:
    """The panel after the posts due in the hour of that number. The same posts a second time change nothing.

    `drop_absent` must have been called since the week began.
    """
    bounds = policy.eligibility
    if not len(outsiders) and len(panel) + len(posts) <= min(bounds.newcomer_pool, bounds.panel_size):
        return SampledHour(add_posts(panel, posts, policy), outsiders, posts, ANY_HASH)  # there is room for all
    unknown = {post.author for post in posts if panel.get(post.author) is None and outsiders.get(post.author) is None}
    threshold = hash_of_rank(bounds.newcomer_pool, chain(_ids(panel), _ids(outsiders), unknown))
    admitted = [post for post in posts if post.author <= threshold or panel.get(post.author) is not None]
    grown = add_posts(panel, admitted, policy)
    highest = hash_of_rank(bounds.panel_size, (author.id for author in grown.values() if author.returned))
    kept = _drop_above(grown, min(threshold, highest), highest)
    theirs = [post for post in admitted if kept.get(post.author) is not None]
    outside = _update_outsiders(kept, outsiders, _last_weeks(panel, posts), hour, bounds)
    return SampledHour(kept, outside, theirs, min(threshold, highest))


def add_posts(panel: Panel, posts: Iterable[PendingPost], policy: Policy) -> Panel:
    """The panel with each post in its author's entry; new authors get one. Order and repeats do not matter."""
    changes: dict[int, Author | None] = {}
    for post in posts:
        entry = changes.get(post.author) or panel.get(post.author)
        changes[post.author] = add_post(entry, post, policy) if entry else first_entry(post)
    return panel.with_changes(changes)


def drop_absent(panel: Panel, outsiders: Outsiders, hour: int, policy: Policy) -> tuple[Panel, Outsiders]:
    """Both without the authors of whom nothing is known any more. It looks at every author: call it once a week."""
    oldest = oldest_week(hour, policy.eligibility)
    absent = [author.id for author in panel.values() if author.last_seen // WEEK_MS < oldest]
    forgotten = [id for shard in outsiders.shards for id, week in shard.items() if week < oldest]
    return panel.with_changes(dict.fromkeys(absent)), outsiders.with_changes(dict.fromkeys(forgotten))


def week_of(hour: int) -> int:
    """The number of the week that an hour lies in."""
    return hour * HOUR_MS // WEEK_MS


def oldest_week(hour: int, bounds: Eligibility) -> int:
    """The oldest week whose authors are known in an hour."""
    return week_of(hour) - ceil(bounds.activity_days / 7)


def hash_of_rank(rank: int, ids: Iterable[int]) -> int:
    """The hash of that rank, from 1; ANY_HASH where there are fewer."""
    ordered = sorted(ids)
    return ordered[rank - 1] if len(ordered) >= rank else ANY_HASH


def _ids(authors: ShardedMap[Author] | ShardedMap[int]) -> Iterable[int]:
    return chain.from_iterable(authors.shards)


def _drop_above(panel: Panel, newcomers: int, returned: int) -> Panel:
    """The panel with newcomers and returned authors up to these hashes."""
    return panel.with_changes(
        {each.id: None for each in panel.values() if each.id > (returned if each.returned else newcomers)}
    )


def _last_weeks(panel: Panel, posts: Iterable[PendingPost]) -> dict[int, int]:
    """Of everybody who was in the panel or posted, the week of the last post."""
    weeks = {author.id: author.last_seen // WEEK_MS for author in panel.values()}
    for post in posts:
        weeks[post.author] = max(post.at // WEEK_MS, weeks.get(post.author, 0))
    return weeks


def _update_outsiders(
    panel: Panel, outsiders: Outsiders, last_weeks: dict[int, int], hour: int, bounds: Eligibility
) -> Outsiders:
    """The outsiders after an hour, of whom those are kept who can still matter.

    An author can matter to the threshold of a later hour where fewer than `newcomer_pool` authors have a lower hash
    and are known for at least as long: with so many, the threshold stays below for as long as the author is known.
    """
    weeks = dict(chain.from_iterable(shard.items() for shard in outsiders.shards))
    for author, week in last_weeks.items():
        weeks[author] = max(week, weeks.get(author, 0))
    oldest = oldest_week(hour, bounds)
    lower = [0] * (max(weeks.values(), default=oldest) - oldest + 1)  # by week: known then or later, of lower hash
    changes: dict[int, int | None] = {}
    for author, week in sorted(weeks.items()):
        age = max(week - oldest, 0)
        is_outside = panel.get(author) is None and lower[age] < bounds.newcomer_pool and week >= oldest
        wanted = week if is_outside else None
        if outsiders.get(author) != wanted:
            changes[author] = wanted
        for known in range(age + 1):
            lower[known] += 1
    return outsiders.with_changes(changes)
