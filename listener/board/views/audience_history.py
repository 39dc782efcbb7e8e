"""Audience history: one audience's latest decision, and the line of points that led there. Frozen and bounded."""

from bisect import bisect_left
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import groupby

import msgspec

from listener.board.views.quotes import Quote, without_posts
from listener.wording.label_words import is_told_by_labels, told_interval, told_share
from models.campaigns import audience_key
from models.decisions import Decision, DecisionKind
from models.heard import Heard
from models.posts import Millis, millis
from pipelines.quote_redaction import redact_decision

DECISIONS_KEPT = 24 * 90  # of one audience: 90 days, one an hour
CHAPTERS_KEPT = 100  # entered before these


class DecisionPoint(msgspec.Struct, frozen=True, array_like=True):
    """A decision, cut to what lines over time need."""

    end: Millis
    start: Millis
    kind: DecisionKind
    chapter: str
    score: float
    share: float | None
    interval: tuple[float, float] | None
    bar: float | None
    stages: dict[str, float]
    themes: dict[str, int]
    emotions: dict[str, int]
    activity: int
    gaps: tuple[str, ...]
    in_event: bool
    heard: Heard | None = None
    is_read: bool = False  # the share is by what people read, and not by the tagger


@dataclass(frozen=True)
class AudienceHistory:
    """One audience of one campaign: its latest decision, and the line that led there, by time."""

    latest: Decision
    points: tuple[DecisionPoint, ...]
    quotes: tuple[Quote, ...] = ()  # by time
    entered: tuple[tuple[str, Millis], ...] = ()  # chapters, and when: by the points before those that are kept

    @property
    def key(self) -> str:
        return audience_key(self.latest.campaign, self.latest.audience)


def decision_point(decision: Decision) -> DecisionPoint:
    """The decision's point in time."""
    evidence, context = decision.evidence, decision.context
    return DecisionPoint(
        end=millis(decision.window.end),
        start=millis(decision.window.start),
        kind=decision.decision,
        chapter=decision.chapter,
        score=decision.score,
        share=told_share(decision),
        interval=told_interval(decision),
        bar=evidence.bar,
        stages=evidence.by_stage,
        themes=context.themes,
        emotions=context.emotions,
        activity=context.activity,
        gaps=tuple(dict.fromkeys((*(decision.data_quality.gaps or ()), *decision.data_quality.silent_channels))),
        in_event=evidence.in_event,
        heard=None if context.heard is msgspec.UNSET else context.heard,
        is_read=is_told_by_labels(decision),
    )


def chapter_entries(
    points: Iterable[DecisionPoint], before: tuple[tuple[str, Millis], ...] = ()
) -> tuple[tuple[str, Millis], ...]:
    """Every chapter that was entered, and when; one that the team went back to stands here twice.

    `before`: those entered until the points begin.
    """
    runs = [(name, next(run).start) for name, run in groupby(points, key=lambda each: each.chapter)]
    goes_on = bool(before and runs) and runs[0][0] == before[-1][0]
    return (*before, *runs[goes_on:])


def add_point(history: AudienceHistory, decision: Decision, new: DecisionPoint) -> AudienceHistory:
    """The history with one decision more. A repeat changes nothing, nor does one from before those that are kept."""
    points = history.points
    at = len(points) if new.end > points[-1].end else bisect_left(points, new.end, key=lambda each: each.end)
    if at < len(points) and points[at].end == new.end:
        return _with_quotes(history, decision)
    if at == 0 and len(points) >= DECISIONS_KEPT:
        return history
    every = (*points[:at], new, *points[at:])
    entered = chapter_entries(every[:-DECISIONS_KEPT], history.entered)[-CHAPTERS_KEPT:]
    latest = decision if at == len(points) else history.latest
    return replace(history, latest=latest, points=every[-DECISIONS_KEPT:], entered=entered)


def _with_quotes(history: AudienceHistory, decision: Decision) -> AudienceHistory:
    """The latest decision may have come without its quotes: `readiness` has none."""
    is_latest = decision.window == history.latest.window and decision.examples and not history.latest.examples
    return replace(history, latest=decision) if is_latest else history


def redact_history(history: AudienceHistory, posts: Collection[str]) -> AudienceHistory:
    """The history without the quotes of these posts."""
    latest = redact_decision(history.latest, posts)
    quotes = without_posts(history.quotes, posts)
    is_same = latest is history.latest and quotes is history.quotes
    return history if is_same else replace(history, latest=latest, quotes=quotes)
