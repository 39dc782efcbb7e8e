"""Closing: an hour's posts go into their authors' journeys, their votes are weighed, a decision comes out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import msgspec
from msgspec.structs import asdict, replace

from models.buckets import Buckets
from models.campaigns import Audience, Campaign
from models.decisions import DataQuality, Decision, Discounted, Example, Versions, Window
from models.journeys import Census, Waiting
from models.policy import Faults, Policy
from models.posts import Millis, instant
from models.signals import Signal
from models.sketches import estimate
from models.tags import Stage
from pipelines.journeys.census import census, is_due
from pipelines.journeys.copies import note
from pipelines.journeys.panel import Panel, grown, trimmed
from pipelines.journeys.votes import NOBODY, Ballot, ballot
from pipelines.readiness import RULE, Counts, Span, Weighing, opened, weigh
from pipelines.signals import tell
from pipelines.windows import story
from pipelines.windows.around import around, weighed
from pipelines.windows.silence import GAP, heard, silences
from pipelines.windows.state import Head, State

EXAMPLES = 3


@dataclass(frozen=True)
class Watched:
    """One audience of one campaign, and the tagger whose tags it gets: its version, and its faults by stage."""

    campaign: Campaign
    audience: Audience
    tagger: str = ""
    faults: Mapping[Stage, Faults] = field(default_factory=dict)

    @property
    def policy(self) -> Policy:
        return self.campaign.policy


class Closed(msgspec.Struct, frozen=True):
    """The state after an hour, its decision, and the signal if it is worth one."""

    state: State
    decision: Decision
    signal: Signal | None


def close(state: State, hour: int, posts: Sequence[Waiting], watched: Watched) -> Closed:
    """Closes one hour with its posts, in order of event time. They are all here: the watermark has passed it."""
    start, end = story.hour_span(hour)
    state, votes = counted(state, posts, end, watched.policy)
    head = story.released(watched.campaign, watched.audience, _listened(state.head, hour, posts), start)
    head = _shown(head, votes.posts, watched)
    head = _recounted(head, state.panel, watched.policy)
    counts = _counts(head.census, votes)
    head, decision = _decided(head, votes, counts, Window(instant(start), instant(end)), watched)
    decision = replace(decision, around=around(head.activity_counted, head.census, posts))
    told, signal = tell(head.told, decision, watched.campaign.events)
    head = story.moved_on(watched.campaign, watched.audience, replace(head, told=told), decision)
    return Closed(replace(state, head=head), decision, signal)


def due(state: State, until: int) -> tuple[State, dict[int, list[Waiting]]]:
    """The posts whose hour has come, by hour and in order of event time, and the state without them."""
    found = sorted([post for posts in state.waiting.values() for post in posts if post.due <= until])
    hours: dict[int, list[Waiting]] = {}
    for post in found:
        hours.setdefault(post.due, []).append(post)
    return replace(state, waiting=_without(state.waiting, found, until)) if found else state, hours


def _without(
    waiting: Buckets[tuple[Waiting, ...]], found: Iterable[Waiting], until: int
) -> Buckets[tuple[Waiting, ...]]:
    left = {
        author: tuple([post for post in waiting.get(author) or () if post.due > until])
        for author in {post.author for post in found}
    }
    return waiting.changed({author: rest or None for author, rest in left.items()})


def counted(state: State, posts: Sequence[Waiting], end: Millis, policy: Policy) -> tuple[State, Ballot]:
    """An hour's posts taken into the journeys, and their votes. Doing it again changes nothing."""
    if not posts:
        return state, NOBODY
    copies = note(state.copies, posts, policy)
    panel = grown(state.panel, posts, policy)
    votes = ballot(panel, posts, copies, policy)
    panel = trimmed(panel.changed(votes.voters), end, policy)
    return replace(state, panel=panel, copies=copies), votes


def _listened(head: Head, hour: int, posts: Sequence[Waiting]) -> Head:
    """Time moved on; activity of the hours that are over is counted, and kept no longer."""
    over = [sketch for number, sketch in head.activity.items() if number <= hour]
    return replace(
        head,
        closed=hour,
        heard=hour if posts else head.heard,
        paces=heard(head.paces, posts),
        activity={number: sketch for number, sketch in head.activity.items() if number > hour},
        activity_counted=head.activity_counted + sum(map(estimate, over)),
    )


def _shown(head: Head, posts: Sequence[Waiting], watched: Watched) -> Head:
    """The latest posts that show the chapter's stage. Testimony is counted and never quoted."""
    wanted = story.chapter(watched.audience, head).stage.rank
    fit = [post for post in posts if post.stage >= wanted and post.excerpt and not post.testimony]
    latest = tuple(Example(post.post, post.act, post.excerpt) for post in fit[-EXAMPLES:])
    return replace(head, examples=(*head.examples, *latest)[-EXAMPLES:]) if latest else head


def _recounted(head: Head, panel: Panel, policy: Policy) -> Head:
    """With a new census, where one is due."""
    hour = head.closed or 0
    if not is_due(head.census, hour):
        return head
    return replace(head, census=census(panel, story.hour_span(hour)[1], policy))


def _counts(census: Census, votes: Ballot) -> Counts:
    discounted = Discounted(copies=votes.copies)
    return Counts(census.authors, census.eligible, census.newcomers_return_rate, discounted)


def _decided(head: Head, votes: Ballot, counts: Counts, window: Window, watched: Watched) -> tuple[Head, Decision]:
    start, end = story.hour_span(head.closed or 0)
    silent, coverage = silences(head.paces)
    span = Span(start, end, gap=coverage <= GAP)
    aim = story.aim(watched.campaign, watched.audience, head, watched.faults)
    detector = head.detector or opened(aim.chapter, start, watched.policy)
    detector, weighing = weigh(detector, votes.votes, span, aim, counts, watched.policy)
    quality = DataQuality(coverage, silent, round(watched.policy.closing_lateness_minutes * 60))
    decision = replace(_decision(head, weighing, quality, window, watched), weighed=weighed(detector, aim))
    return replace(head, detector=detector), decision


def _decision(head: Head, weighing: Weighing, quality: DataQuality, window: Window, watched: Watched) -> Decision:
    following = story.following(watched.audience, head)
    return Decision(
        decision=weighing.kind,
        campaign=watched.campaign.name,
        audience=watched.audience.name,
        chapter=story.chapter(watched.audience, head).name,
        next_chapter=following.name if following else None,
        score=weighing.score,
        evidence=weighing.evidence,
        data_quality=quality,
        window=window,
        versions=Versions(watched.campaign.version, watched.tagger, RULE, _overrides(watched.policy)),
        examples=head.examples,
    )


@lru_cache(maxsize=256)
def _overrides(policy: Policy) -> dict[str, float]:
    usual = asdict(Policy())
    return {name: number for name, number in asdict(policy).items() if number != usual[name]}
