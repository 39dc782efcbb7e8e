"""Arrival: a tagged post becomes a pending post of the hour that counts it. Repeats and late posts are dropped."""

from collections.abc import Iterable
from enum import StrEnum
from math import inf

from msgspec.structs import replace

from models.journeys import Author, PendingPost, TaggedPost
from models.policy import Policy
from models.posts import HOUR_MS, millis
from models.sketches import hash64
from models.tags import Stance
from pipelines.journeys.authors import author_id
from pipelines.windows.state import AudienceState
from pipelines.windows.watched import WatchedAudience

_STANCE = {Stance.SUPPORT: 1, Stance.NEUTRAL: 0, Stance.OPPOSE: -1}


class Arrival(StrEnum):
    """What became of a tagged post."""

    TAKEN = "taken"
    REPEAT = "repeat"
    LATE = "late"


def receive_post(state: AudienceState, post: TaggedPost, watched: WatchedAudience) -> tuple[AudienceState, Arrival]:
    """The state with the post pending, and TAKEN; or the same state, and why the post was dropped.

    A repeat is found among the author's pending posts, then in `Author.recent_posts`, which reach back as far as a
    post can be in time.
    """
    state, (arrival,) = receive_posts(state, (post,), watched)
    return state, arrival


def receive_posts(
    state: AudienceState, posts: Iterable[TaggedPost], watched: WatchedAudience
) -> tuple[AudienceState, list[Arrival]]:
    """As `receive_post` for each post in order, with one new state for them all. One arrival for each post."""
    policy, key = watched.policy, watched.panel_key
    closed_hour, earliest = state.head.closed_hour, _earliest_in_time(state.head.closed_hour, policy)
    changes: dict[int, tuple[PendingPost, ...] | None] = {}
    arrivals: list[Arrival] = []
    for tagged in posts:
        post = to_pending_post(tagged, closed_hour, key)
        pending = changes.get(post.author) or state.pending.get(post.author) or ()
        arrivals.append(_classify(post, pending, state.panel.get(post.author), earliest))
        if arrivals[-1] is Arrival.TAKEN:
            changes[post.author] = _add_pending(pending, post, policy.eligibility.posts_waiting)
    return replace(state, pending=state.pending.with_changes(changes)) if changes else state, arrivals


def _earliest_in_time(closed_hour: int | None, policy: Policy) -> float:
    """Event time before which a post is late. No post is late before the first hour has closed."""
    return -inf if closed_hour is None else (closed_hour + 1 - policy.time.vote_lateness_hours) * HOUR_MS


def _classify(post: PendingPost, pending: tuple[PendingPost, ...], author: Author | None, earliest: float) -> Arrival:
    """`pending` are the other pending posts of the same author; `author` is the entry in the panel, or None."""
    if post.at < earliest:
        return Arrival.LATE
    return Arrival.REPEAT if _is_repeat(post, pending, author) else Arrival.TAKEN


def to_pending_post(post: TaggedPost, closed_hour: int | None, panel_key: bytes) -> PendingPost:
    """The post cut to what journeys need. Where its own hour has closed, the next hour to close counts it."""
    at = millis(post.created_at)
    hour = at // HOUR_MS
    tags = post.tags
    return PendingPost(
        at=at,
        id=hash64(post.id),
        due_hour=hour if closed_hour is None else max(hour, closed_hour + 1),
        author=author_id(post.author, panel_key),
        channel=post.channel,
        stage=tags.stage.rank,
        stance=_STANCE[tags.stance],
        act=tags.act or "",
        text_cluster=-1 if tags.copy is None else tags.copy,
        post=post.id,
        excerpt="" if tags.testimony else post.excerpt,
        testimony=tags.testimony,
        themes=tags.themes,
        emotions=tags.emotions,
        by_own_tagger=not tags.arrived,
    )


def _is_repeat(post: PendingPost, pending: tuple[PendingPost, ...], author: Author | None) -> bool:
    if author is not None and (post.at, post.id) in author.recent_posts:
        return True
    return post.id in [each.id for each in pending] if pending else False


def _add_pending(pending: tuple[PendingPost, ...], post: PendingPost, limit: int) -> tuple[PendingPost, ...]:
    """An author's pending posts with one more. Each hour keeps the latest `limit`: one author cannot fill memory."""
    if not pending:
        return (post,)
    other_hours = tuple(each for each in pending if each.due_hour != post.due_hour)
    same_hour = sorted((post, *(each for each in pending if each.due_hour == post.due_hour)))
    return (*other_hours, *same_hour[-limit:])
