"""Verdict: what was decided for an hour. Its evidence and its words are composed when somebody asks for them."""

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from models.decisions import DataQuality, Decision, DecisionKind, Versions, Window
from models.journeys import PendingPost
from models.overrides import list_overrides
from models.policy import Policy
from models.posts import instant
from pipelines.readiness import RULE, Aim, ChapterDetector, PanelCounts, WindowSpan, explained
from pipelines.windows import chapters
from pipelines.windows.context import describe_context, weighed
from pipelines.windows.silence import coverage, silent_channels
from pipelines.windows.state import AudienceHead
from pipelines.windows.watched import WatchedAudience


class WeighedWindow(msgspec.Struct, frozen=True):
    """What an hour's votes came to, and all that its decision is composed of: frozen, so it can wait."""

    kind: DecisionKind
    span: WindowSpan
    detector: ChapterDetector  # after the hour
    counts: PanelCounts
    head: AudienceHead  # as the hour found it: the chapter, the census, the examples
    posts: Sequence[PendingPost]  # of the hour
    watched: WatchedAudience

    @property
    def decision(self) -> Decision:
        """The decision as it is told. Composed anew each time, the same each time."""
        return _composed(self, chapters.aim(self.watched, self.head))


def _composed(verdict: WeighedWindow, aim: Aim) -> Decision:
    head, watched, detector = verdict.head, verdict.watched, verdict.detector
    following = chapters.next_chapter(watched.audience, head)
    score, evidence = explained(verdict.kind, detector, verdict.span, aim, verdict.counts, watched.policy)
    return Decision(
        decision=verdict.kind,
        campaign=watched.campaign.name,
        audience=watched.audience.name,
        chapter=aim.chapter,
        next_chapter=following.name if following else None,
        score=score,
        evidence=evidence,
        data_quality=_quality(head, watched.policy),
        window=Window(instant(verdict.span.start), instant(verdict.span.end)),
        versions=Versions(watched.campaign.version, watched.tagger, RULE, _overrides(watched.policy)),
        examples=head.examples,
        weighed=weighed(detector, aim),
        context=describe_context(head.activity_count, head.census, verdict.posts),
    )


def _quality(head: AudienceHead, policy: Policy) -> DataQuality:
    rates, time = head.channel_rates, policy.time
    return DataQuality(
        coverage(rates, time), silent_channels(rates, time), round(policy.time.closing_lateness_minutes * 60)
    )


@lru_cache(maxsize=256)
def _overrides(policy: Policy) -> dict[str, float]:
    return list_overrides(policy)
