"""Pending posts: they wait in bounded room for their hour to close, and are taken out of the state when it does.

What does not fit is dropped by a rule that knows no order of arrival: the posts that are due first stay, of one hour
those of the authors of lowest hash, as in the panel, and of one author the latest. `arrival` counts what is dropped.
"""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from models.journeys import PendingPost
from pipelines.windows.state import AudienceState, PendingPosts

PostsByHour = dict[int, list[PendingPost]]

# A post takes at most 1.9 kB (`to_pending_post`), so a full shard is a record of at most 185 kB. All shards together
# hold 98,000 posts: eight each of a full panel and pool in one hour, or the usual one or two over several hours.
_POSTS_PER_SHARD = 96
_POSTS_PER_AUTHOR = 64  # over all hours: an author with a thousand posts leaves room for the others of the shard


def add_pending(pending: tuple[PendingPost, ...], post: PendingPost, per_hour: int) -> tuple[PendingPost, ...]:
    """An author's pending posts with one more. Each hour keeps the latest `per_hour`; all hours, so many."""
    if not pending:
        return (post,)
    other_hours = tuple(each for each in pending if each.due_hour != post.due_hour)
    same_hour = sorted((post, *(each for each in pending if each.due_hour == post.due_hour)))
    waiting = (*other_hours, *same_hour[-per_hour:])
    return waiting if len(waiting) <= _POSTS_PER_AUTHOR else tuple(sorted(_first_to_stay(waiting, _POSTS_PER_AUTHOR)))


def bound_shards(pending: PendingPosts, changed: Iterable[int]) -> tuple[PendingPosts, Mapping[int, int]]:
    """The pending posts with the shards of these authors within their bounds; how many were dropped, by shard."""
    dropped: dict[int, int] = {}
    for number in {pending.shard_number(author) for author in changed}:
        count = sum(map(len, pending.shards[number].values()))
        if count > _POSTS_PER_SHARD:
            dropped[number] = count - _POSTS_PER_SHARD
            pending = pending.with_changes(_drop_last(pending.shards[number]))
    return pending, dropped


def _drop_last(shard: Mapping[int, tuple[PendingPost, ...]]) -> dict[int, tuple[PendingPost, ...] | None]:
    """What changes in an overfull shard, by author."""
    kept = set(_first_to_stay([post for posts in shard.values() for post in posts], _POSTS_PER_SHARD))
    fitting = {author: tuple([post for post in posts if post in kept]) for author, posts in shard.items()}
    return {author: posts or None for author, posts in fitting.items() if len(posts) < len(shard[author])}


def _first_to_stay(posts: Iterable[PendingPost], limit: int) -> list[PendingPost]:
    return sorted(posts, key=lambda post: (post.due_hour, post.author, -post.at, -post.id))[:limit]


def take_due_posts(state: AudienceState, until_hour: int) -> tuple[AudienceState, PostsByHour]:
    """The state without the posts due in `until_hour` or before, and those posts by hour, sorted by event time."""
    due = sorted([post for posts in state.pending.values() for post in posts if post.due_hour <= until_hour])
    if not due:
        return state, {}
    by_hour: PostsByHour = {}
    for post in due:
        by_hour.setdefault(post.due_hour, []).append(post)
    return replace(state, pending=_drop_due(state.pending, due, until_hour)), by_hour


def _drop_due(pending: PendingPosts, due: Iterable[PendingPost], until_hour: int) -> PendingPosts:
    authors = {post.author for post in due}
    later = {
        author: tuple([post for post in pending.get(author) or () if post.due_hour > until_hour])
        for author in authors
    }
    return pending.with_changes({author: posts or None for author, posts in later.items()})
