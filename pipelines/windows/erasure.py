"""Erasure: forgetting an author or a post. What was decided stays decided; nothing of theirs is kept or quoted."""

from collections.abc import Callable

from msgspec.structs import replace

from models.erasures import ErasureRequest
from models.journeys import PendingPost
from models.sketches import hash64
from pipelines.journeys.authors import author_id
from pipelines.windows.state import AudienceState


def erase(state: AudienceState, request: ErasureRequest, campaign: str) -> AudienceState:
    """The state without the author, and without the post."""
    if request.author:
        state = _without_author(state, author_id(request.author, campaign))
    if request.post:
        state = _without_posts(state, {hash64(request.post)})
    return state


def _without_author(state: AudienceState, author: int) -> AudienceState:
    known = state.panel.get(author)
    posts = {id for _, id in known.recent_posts} if known else set()
    posts |= {post.id for post in state.pending.get(author) or ()}
    state = _without_posts(state, posts)
    if known:
        state = replace(state, panel=state.panel.with_changes({author: None}))
    return state


def _without_posts(state: AudienceState, posts: set[int]) -> AudienceState:
    """What an author's journey has of a post, a stage on a day, names neither the post nor its words."""
    examples = tuple(each for each in state.head.examples if hash64(each.post) not in posts)
    if examples != state.head.examples:
        state = replace(state, head=replace(state.head, examples=examples))
    return replace(state, pending=state.pending.with_changes(_left(state, lambda post: post.id not in posts)))


def _left(state: AudienceState, stays: Callable[[PendingPost], bool]) -> dict[int, tuple[PendingPost, ...] | None]:
    touched = [posts for posts in state.pending.values() if not all(map(stays, posts))]
    return {posts[0].author: tuple(filter(stays, posts)) or None for posts in touched}
