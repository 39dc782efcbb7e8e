"""Arrival: a tagged post becomes a pending post of the hour that counts it. Repeats and late posts are dropped."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import chain
from math import inf

from msgspec.structs import replace

from models.author_keys import pseudonym_of_post
from models.journeys import UNKNOWN_TONE, Author, PendingPost, TaggedPost
from models.policy import Eligibility, Policy
from models.posts import HOUR_MS, Millis, millis
from models.sketches import hash64
from models.tags import Stance
from models.votes import UNKNOWN_STANCE
from pipelines.journeys.authors import author_id
from pipelines.windows.beginning import first_hour
from pipelines.windows.erasure import is_erased
from pipelines.windows.lateness import count_late_posts
from pipelines.windows.pending import add_pending, bound_shards
from pipelines.windows.state import AudienceHead, AudienceState, PendingPosts
from pipelines.windows.watched import WatchedAudience

# What of a post is kept, at most: the head quotes a few, and a shard of those that wait must stay small.
_EXCERPT, _THEMES = 201, 8  # characters (a cut quote has its ellipsis), themes

_TONE = {"negative": -1, "neutral": 0, "positive": 1}
_LANGUAGE = 3  # characters of its code
_STANCE = {Stance.SUPPORT: 1, Stance.NEUTRAL: 0, Stance.OPPOSE: -1, Stance.UNKNOWN: UNKNOWN_STANCE}


class Arrival(StrEnum):
    """What became of a tagged post."""

    TAKEN = "taken"
    REPEAT = "repeat"
    LATE = "late"
    TOO_EARLY = "too_early"  # dated before the campaign began
    ERASED = "erased"  # of before its erasure, or its author's: it came once more
    BEYOND_ROOM = "beyond_room"  # more wait than there is room for: this was dropped, or a post that it displaced
    BEYOND_PANEL = "beyond_panel"  # of an hour that has closed, and whose panel had no place for the author


def receive_posts(
    state: AudienceState, posts: Iterable[TaggedPost], watched: WatchedAudience
) -> tuple[AudienceState, list[Arrival]]:
    """The state with those posts pending that are TAKEN; and for each post in order what became of it.

    A repeat is found among the author's pending posts, then in `Author.recent_posts`, which reach back as far as a
    post can be in time.
    """
    policy, key = watched.policy, watched.panel_key
    head, waiting_posts, panel = state.head, state.pending, state.panel
    closed_hour, earliest = head.closed_hour, _earliest_in_time(head.closed_hour, policy)
    begins = (first_hour(head, watched.campaign) or 0) * HOUR_MS
    changes: dict[int, tuple[PendingPost, ...] | None] = {}
    arrivals: list[Arrival] = []
    late: list[str] = []  # channels of late posts
    per_hour = policy.eligibility.posts_waiting
    places: list[tuple[int, int]] = []  # of posts that wait: their place in `arrivals`, and the author
    for tagged in posts:
        post = to_pending_post(tagged, closed_hour, key)
        pending = changes.get(post.author) or waiting_posts.get(post.author) or ()
        author = panel.get(post.author)
        arrival = _classify(post, pending, author, earliest, begins)
        if (head.erased or head.erased_unheard) and is_erased(head, post.author, post.id, post.at):
            arrival = Arrival.ERASED
        if arrival is Arrival.TAKEN and post.due_hour != post.at // HOUR_MS:
            arrival = _classify_belated(post, author, head, policy.eligibility)
        if arrival is Arrival.LATE and tagged.is_late:
            late.append(post.channel)
        elif arrival is Arrival.TAKEN:
            changes[post.author] = waiting = add_pending(pending, post, per_hour)
            if len(waiting) > len(pending):
                places.append((len(arrivals), post.author))
            else:
                arrival = Arrival.BEYOND_ROOM
        arrivals.append(arrival)
    if late:
        state = replace(state, head=count_late_posts(head, late))
    if not changes:
        return state, arrivals
    fitting, dropped = bound_shards(waiting_posts.with_changes(changes), changes)
    for place in _find_displacing(places, dropped, fitting) if dropped else ():
        arrivals[place] = Arrival.BEYOND_ROOM
    return replace(state, pending=fitting), arrivals


def _find_displacing(
    places: Iterable[tuple[int, int]], dropped: Mapping[int, int], pending: PendingPosts
) -> Iterator[int]:
    """Of the places of added posts, with their authors, one for each post that was dropped from a shard: its last."""
    by_shard: dict[int, list[int]] = {}
    for place, author in places:
        by_shard.setdefault(pending.shard_number(author), []).append(place)
    return chain.from_iterable(by_shard[number][-count:] for number, count in dropped.items())


def _earliest_in_time(closed_hour: int | None, policy: Policy) -> float:
    """Event time before which a post is late. No post is late before the first hour has closed."""
    return -inf if closed_hour is None else (closed_hour + 1 - policy.time.vote_lateness_hours) * HOUR_MS


def _classify(
    post: PendingPost, pending: tuple[PendingPost, ...], author: Author | None, earliest: float, begins: Millis
) -> Arrival:
    """`pending` are the other pending posts of the same author; `author` is the entry in the panel, or None."""
    if post.at < begins:
        return Arrival.TOO_EARLY
    if post.at < earliest:
        return Arrival.LATE
    return Arrival.REPEAT if _is_repeat(post, pending, author) else Arrival.TAKEN


def _classify_belated(post: PendingPost, author: Author | None, head: AudienceHead, bounds: Eligibility) -> Arrival:
    """What becomes of a post whose own hour has closed, and that is not known: it may be a repeat of one that was
    dropped then, or forgotten since. What would be dropped again, and what nobody can tell, is not taken."""
    if head.panel_bounds and _was_refused(post, author, head):
        return Arrival.BEYOND_PANEL
    if author is None:
        return Arrival.TAKEN
    known, this = author.recent_posts, (post.at, post.id)
    if len(known) >= bounds.repeats_remembered and this < known[0]:
        return Arrival.REPEAT
    later = sum([each > this and each[0] // HOUR_MS == post.at // HOUR_MS for each in known])
    return Arrival.BEYOND_ROOM if later >= bounds.posts_waiting else Arrival.TAKEN


def _was_refused(post: PendingPost, author: Author | None, head: AudienceHead) -> bool:
    """Whether the post belongs to a closed hour since which the panel has had no place for its author.

    Then it may be a repeat, which nobody can tell: the panel forgets the posts of those who have no place.
    """
    if author is not None and author.first_seen <= post.at:
        return False
    hour = post.at // HOUR_MS
    return any(closed >= hour and post.author > bound for closed, bound in head.panel_bounds.items())


def to_pending_post(post: TaggedPost, closed_hour: int | None, panel_key: bytes) -> PendingPost:
    """The post cut to what journeys need. Where its own hour has closed, the next hour to close counts it."""
    at = millis(post.created_at)
    hour = at // HOUR_MS
    tags = post.tags
    excerpt = "" if tags.testimony else post.excerpt[:_EXCERPT]
    id = hash64(post.id)
    return PendingPost(
        at=at,
        id=id,
        due_hour=hour if closed_hour is None else max(hour, closed_hour + 1),
        author=author_id(post.author, panel_key),
        channel=post.channel,
        stage=tags.stage.rank,
        stance=_STANCE[tags.stance],
        act=tags.act or "",
        text_cluster=-1 if tags.copy is None else tags.copy,
        post=f"{post.channel}:{pseudonym_of_post(panel_key, id)}" if excerpt else "",
        excerpt=excerpt,
        testimony=tags.testimony,
        themes=tags.themes[:_THEMES],
        emotions=tags.emotions,
        by_own_tagger=not tags.arrived,
        language=(tags.language or "")[:_LANGUAGE],
        tone=_TONE[tags.sentiment.label] if tags.sentiment else UNKNOWN_TONE,
    )


def _is_repeat(post: PendingPost, pending: tuple[PendingPost, ...], author: Author | None) -> bool:
    if author is not None and (post.at, post.id) in author.recent_posts:
        return True
    return post.id in [each.id for each in pending] if pending else False
