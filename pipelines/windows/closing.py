"""Closing: an hour's posts go into their authors' journeys, their votes are weighed, a verdict comes out."""

from collections.abc import Iterable, Sequence

import msgspec
from msgspec.structs import replace

from models.decisions import DecisionKind, Discounted, Example
from models.journeys import Census, PendingPost
from models.policy import Policy
from models.posts import Millis
from models.shards import ShardedMap
from models.signals import Signal
from models.sketches import estimate
from pipelines.journeys.census import census, is_due
from pipelines.journeys.copies import note
from pipelines.journeys.panel import Panel, grown, trimmed
from pipelines.journeys.votes import NOBODY, VoteBatch, ballot
from pipelines.readiness import ChapterDetector, PanelCounts, WindowSpan, judged, start_detector
from pipelines.signals import signal, tell
from pipelines.windows import chapters
from pipelines.windows.silence import heard, silences
from pipelines.windows.state import Head, State
from pipelines.windows.watched import Watched
from pipelines.windows.weighed_window import WeighedWindow

EXAMPLES = 3  # posts that a decision shows; nothing is decided by them


class Closed(msgspec.Struct, frozen=True):
    """The state after an hour, its verdict, and the signal if it is worth one."""

    state: State
    verdict: WeighedWindow
    signal: Signal | None


def close(state: State, hour: int, posts: Sequence[PendingPost], watched: Watched) -> Closed:
    """Closes one hour with its posts, in order of event time. They are all here: the watermark has passed it."""
    start, end = chapters.hour_span(hour)
    state, votes = counted(state, posts, end, watched.policy)
    head = chapters.released(
        watched.campaign, watched.audience, _listened(state.head, hour, posts, watched.policy), start
    )
    head = _shown(head, votes.posts, watched)
    head = _recounted(head, state.panel, watched.policy)
    counts, time = _counts(head.census, votes), watched.policy.time
    span = WindowSpan(start, end, gap=silences(head.paces, time)[1] <= time.gap_share)
    detector, kind = _judged(head, votes, counts, span, watched)
    verdict = WeighedWindow(kind, span, detector, counts, head, posts, watched)
    told, news = tell(head.told, kind, end, watched.campaign.events, time)
    head = replace(head, detector=detector, told=told)
    head = chapters.moved_on(watched.campaign, watched.audience, head, kind, end)
    return Closed(replace(state, head=head), verdict, signal(verdict.decision, told.sequence) if news else None)


def due(state: State, until: int) -> tuple[State, dict[int, list[PendingPost]]]:
    """The posts whose hour has come, by hour and in order of event time, and the state without them."""
    found = sorted([post for posts in state.waiting.values() for post in posts if post.due <= until])
    hours: dict[int, list[PendingPost]] = {}
    for post in found:
        hours.setdefault(post.due, []).append(post)
    return replace(state, waiting=_without(state.waiting, found, until)) if found else state, hours


def _without(
    waiting: ShardedMap[tuple[PendingPost, ...]], found: Iterable[PendingPost], until: int
) -> ShardedMap[tuple[PendingPost, ...]]:
    left = {
        author: tuple([post for post in waiting.get(author) or () if post.due > until])
        for author in {post.author for post in found}
    }
    return waiting.changed({author: rest or None for author, rest in left.items()})


def counted(state: State, posts: Sequence[PendingPost], end: Millis, policy: Policy) -> tuple[State, VoteBatch]:
    """An hour's posts taken into the journeys, and their votes. Doing it again changes nothing."""
    if not posts:
        return state, NOBODY
    copies = note(state.copies, posts, policy)
    panel = grown(state.panel, posts, policy)
    votes = ballot(panel, posts, copies, policy)
    panel = trimmed(panel.changed(votes.voters), end, policy)
    return replace(state, panel=panel, copies=copies), votes


def _listened(head: Head, hour: int, posts: Sequence[PendingPost], policy: Policy) -> Head:
    """Time moved on; activity of the hours that are over is counted, and kept no longer."""
    over = [sketch for number, sketch in head.activity.items() if number <= hour]
    return replace(
        head,
        closed=hour,
        heard=hour if posts else head.heard,
        paces=heard(head.paces, posts, policy.time),
        activity={number: sketch for number, sketch in head.activity.items() if number > hour},
        activity_counted=head.activity_counted + sum(map(estimate, over)),
    )


def _shown(head: Head, posts: Sequence[PendingPost], watched: Watched) -> Head:
    """The latest posts that show the chapter's stage. Testimony is counted and never quoted."""
    wanted = chapters.chapter(watched.audience, head).stage.rank
    fit = [post for post in posts if post.stage >= wanted and post.excerpt and not post.testimony]
    latest = tuple(Example(post.post, post.act, post.excerpt) for post in fit[-EXAMPLES:])
    return replace(head, examples=(*head.examples, *latest)[-EXAMPLES:]) if latest else head


def _recounted(head: Head, panel: Panel, policy: Policy) -> Head:
    """With a new census, where one is due."""
    hour = head.closed or 0
    if not is_due(head.census, hour, policy):
        return head
    return replace(head, census=census(panel, chapters.hour_span(hour)[1], policy))


def _counts(census: Census, votes: VoteBatch) -> PanelCounts:
    discounted = Discounted(copies=votes.copies)
    return PanelCounts(census.authors, census.eligible, census.newcomers_return_rate, discounted)


def _judged(
    head: Head, votes: VoteBatch, counts: PanelCounts, span: WindowSpan, watched: Watched
) -> tuple[ChapterDetector, DecisionKind]:
    aim = chapters.aim(watched, head)
    detector = head.detector or start_detector(aim.chapter, span.start, watched.policy)
    return judged(detector, votes.votes, span, aim, counts, watched.policy)
