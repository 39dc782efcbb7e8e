"""Pending posts: taken out of the state when the hour that counts them closes. `arrival` puts them in."""

from collections.abc import Iterable

from msgspec.structs import replace

from models.journeys import PendingPost
from pipelines.windows.state import AudienceState, PendingPosts

PostsByHour = dict[int, list[PendingPost]]


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
