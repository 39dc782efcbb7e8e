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
from models.sketches import estimate_count
from pipelines.journeys.census import is_census_due, take_census
from pipelines.journeys.copies import count_copies
from pipelines.journeys.panel import Panel, add_posts, trim
from pipelines.journeys.votes import NO_VOTES, VoteBatch, cast_votes
from pipelines.readiness import ChapterDetector, PanelCounts, WindowSpan, judged, start_detector
from pipelines.signals import make_signal, update_emission
from pipelines.windows import chapters
from pipelines.windows.silence import silences, update_channel_rates
from pipelines.windows.state import AudienceHead, AudienceState
from pipelines.windows.watched import WatchedAudience
from pipelines.windows.weighed_window import WeighedWindow

EXAMPLES = 3  # posts that a decision shows; nothing is decided by them


class ClosedHour(msgspec.Struct, frozen=True):
    """The state after an hour, its verdict, and the signal if it is worth one."""

    state: AudienceState
    window: WeighedWindow
    signal: Signal | None


def close_hour(state: AudienceState, hour: int, posts: Sequence[PendingPost], watched: WatchedAudience) -> ClosedHour:
    """Closes one hour with its posts, in order of event time. They are all here: the watermark has passed it."""
    start, end = chapters.hour_span(hour)
    state, votes = count_votes(state, posts, end, watched.policy)
    head = chapters.apply_due_releases(
        watched.campaign, watched.audience, _listened(state.head, hour, posts, watched.policy), start
    )
    head = _shown(head, votes.posts, watched)
    head = _recounted(head, state.panel, watched.policy)
    counts, time = _counts(head.census, votes), watched.policy.time
    span = WindowSpan(start, end, gap=silences(head.channel_rates, time)[1] <= time.gap_share)
    detector, kind = _judged(head, votes, counts, span, watched)
    verdict = WeighedWindow(kind, span, detector, counts, head, posts, watched)
    told, news = update_emission(head.emission, kind, end, watched.campaign.events, time)
    head = replace(head, detector=detector, emission=told)
    head = chapters.advance_chapter(watched.campaign, watched.audience, head, kind, end)
    return ClosedHour(
        replace(state, head=head), verdict, make_signal(verdict.decision, told.sequence) if news else None
    )


def take_due_posts(state: AudienceState, until: int) -> tuple[AudienceState, dict[int, list[PendingPost]]]:
    """The posts whose hour has come, by hour and in order of event time, and the state without them."""
    found = sorted([post for posts in state.pending.values() for post in posts if post.due_hour <= until])
    hours: dict[int, list[PendingPost]] = {}
    for post in found:
        hours.setdefault(post.due_hour, []).append(post)
    return replace(state, pending=_without(state.pending, found, until)) if found else state, hours


def _without(
    waiting: ShardedMap[tuple[PendingPost, ...]], found: Iterable[PendingPost], until: int
) -> ShardedMap[tuple[PendingPost, ...]]:
    left = {
        author: tuple([post for post in waiting.get(author) or () if post.due_hour > until])
        for author in {post.author for post in found}
    }
    return waiting.with_changes({author: rest or None for author, rest in left.items()})


def count_votes(
    state: AudienceState, posts: Sequence[PendingPost], end: Millis, policy: Policy
) -> tuple[AudienceState, VoteBatch]:
    """An hour's posts taken into the journeys, and their votes. Doing it again changes nothing."""
    if not posts:
        return state, NO_VOTES
    copies = count_copies(state.copies, posts, policy)
    panel = add_posts(state.panel, posts, policy)
    votes = cast_votes(panel, posts, copies, policy)
    panel = trim(panel.with_changes(votes.voters), end, policy)
    return replace(state, panel=panel, copies=copies), votes


def _listened(head: AudienceHead, hour: int, posts: Sequence[PendingPost], policy: Policy) -> AudienceHead:
    """Time moved on; activity of the hours that are over is counted, and kept no longer."""
    over = [sketch for number, sketch in head.open_sketches.items() if number <= hour]
    return replace(
        head,
        closed_hour=hour,
        last_post_hour=hour if posts else head.last_post_hour,
        channel_rates=update_channel_rates(head.channel_rates, posts, policy.time),
        open_sketches={number: sketch for number, sketch in head.open_sketches.items() if number > hour},
        activity_count=head.activity_count + sum(map(estimate_count, over)),
    )


def _shown(head: AudienceHead, posts: Sequence[PendingPost], watched: WatchedAudience) -> AudienceHead:
    """The latest posts that show the chapter's stage. Testimony is counted and never quoted."""
    wanted = chapters.current_chapter(watched.audience, head).stage.rank
    fit = [post for post in posts if post.stage >= wanted and post.excerpt and not post.testimony]
    latest = tuple(Example(post.post, post.act, post.excerpt) for post in fit[-EXAMPLES:])
    return replace(head, examples=(*head.examples, *latest)[-EXAMPLES:]) if latest else head


def _recounted(head: AudienceHead, panel: Panel, policy: Policy) -> AudienceHead:
    """With a new census, where one is due."""
    hour = head.closed_hour or 0
    if not is_census_due(head.census, hour, policy):
        return head
    return replace(head, census=take_census(panel, chapters.hour_span(hour)[1], policy))


def _counts(census: Census, votes: VoteBatch) -> PanelCounts:
    discounted = Discounted(copies=votes.copies)
    return PanelCounts(census.authors, census.eligible, census.newcomers_return_rate, discounted)


def _judged(
    head: AudienceHead, votes: VoteBatch, counts: PanelCounts, span: WindowSpan, watched: WatchedAudience
) -> tuple[ChapterDetector, DecisionKind]:
    aim = chapters.aim(watched, head)
    detector = head.detector or start_detector(aim.chapter, span.start, watched.policy)
    return judged(detector, votes.votes, span, aim, counts, watched.policy)
