"""Arrival: a tagged post finds its hour and waits there. Repeats and what comes too late change nothing."""

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

_STANCE = {Stance.SUPPORT: 1, Stance.NEUTRAL: 0, Stance.OPPOSE: -1}


class Arrival(StrEnum):
    """What became of a tagged post."""

    TAKEN = "taken"
    REPEAT = "repeat"
    LATE = "late"


def arrive(state: AudienceState, post: TaggedPost, policy: Policy) -> tuple[AudienceState, Arrival]:
    """The state with the post waiting in its hour, or as it was."""
    state, (arrival,) = arrive_all(state, (post,), policy)
    return state, arrival


def arrive_all(
    state: AudienceState, posts: Iterable[TaggedPost], policy: Policy
) -> tuple[AudienceState, list[Arrival]]:
    """The same for some posts, one after the other."""
    closed, oldest = state.head.closed_hour, _oldest(state.head.closed_hour, policy)
    taken: dict[int, tuple[PendingPost, ...] | None] = {}
    arrivals: list[Arrival] = []
    for post in posts:
        new = to_pending_post(post, closed)
        mine = taken.get(new.author) or state.pending.get(new.author) or ()
        arrivals.append(_arrival(new, mine, state, oldest))
        if arrivals[-1] is Arrival.TAKEN:
            taken[new.author] = _joined(mine, new, policy.eligibility.posts_waiting)
    return replace(state, pending=state.pending.with_changes(taken)) if taken else state, arrivals


def _oldest(closed: int | None, policy: Policy) -> float:
    """The event time before which a post is late; none is before the first hour has closed."""
    return -inf if closed is None else (closed + 1 - policy.time.vote_lateness_hours) * HOUR_MS


def _arrival(post: PendingPost, mine: tuple[PendingPost, ...], state: AudienceState, oldest: float) -> Arrival:
    if post.at < oldest:
        return Arrival.LATE
    return Arrival.REPEAT if _is_known(state.panel.get(post.author), mine, post) else Arrival.TAKEN


def to_pending_post(post: TaggedPost, closed: int | None) -> PendingPost:
    """What journeys need of a post. An hour that has closed stays closed: its late posts are due in the next."""
    at = millis(post.created_at)
    due = at // HOUR_MS if closed is None else max(at // HOUR_MS, closed + 1)
    tags = post.tags
    return PendingPost(
        at=at,
        id=hash64(post.id),
        due_hour=due,
        author=author_id(post.author, post.campaign),
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


def _is_known(author: Author | None, mine: tuple[PendingPost, ...], post: PendingPost) -> bool:
    if author is not None and (post.at, post.id) in author.recent_posts:
        return True
    return post.id in [each.id for each in mine] if mine else False


def _joined(mine: tuple[PendingPost, ...], post: PendingPost, most: int) -> tuple[PendingPost, ...]:
    """With the post, and of its hour only the latest few: one author cannot fill the memory."""
    if not mine:
        return (post,)
    others = tuple(each for each in mine if each.due_hour != post.due_hour)
    hour = sorted((post, *(each for each in mine if each.due_hour == post.due_hour)))
    return (*others, *hour[-most:])
