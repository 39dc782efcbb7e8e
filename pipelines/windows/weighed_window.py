"""Weighed window: what was decided for an hour. The decision, with its evidence, is composed when somebody asks."""

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from models.decisions import DataQuality, Decision, DecisionKind, Versions, Window
from models.journeys import PendingPost
from models.overrides import list_overrides
from models.policy import Policy
from models.posts import HOUR_MS, instant
from pipelines.readiness import (
    RULE,
    ChapterDetector,
    Checks,
    WindowInputs,
    WindowSpan,
    advance_score,
    decision_evidence,
    is_early,
)
from pipelines.windows import chapters
from pipelines.windows.context import describe_context
from pipelines.windows.lateness import late_shares
from pipelines.windows.reported_gaps import missing_channels
from pipelines.windows.silence import silent_channels
from pipelines.windows.state import AudienceHead
from pipelines.windows.watched import WatchedAudience


class WeighedWindow(msgspec.Struct, frozen=True):
    """What an hour's votes came to, and all that its decision is composed of: frozen, so it can wait."""

    kind: DecisionKind
    checks: Checks  # which amount to that kind
    inputs: WindowInputs
    detector: ChapterDetector  # after the hour
    head: AudienceHead  # as the hour found it: the chapter, the census, the examples
    posts: Sequence[PendingPost]  # of the hour
    watched: WatchedAudience
    new_authors: int = 0  # of the hour's posts, those never heard before
    first_today: frozenset[int] = frozenset()  # of their authors, those not heard before on that local day

    @property
    def decision(self) -> Decision:
        """The decision as it is told. Composed anew each time, the same each time."""
        return _compose(self)


def _compose(window: WeighedWindow) -> Decision:
    head, watched, span = window.head, window.watched, window.inputs.span
    following = chapters.next_chapter(watched.audience, head)
    return Decision(
        decision=window.kind,
        campaign=watched.campaign.name,
        audience=watched.audience.name,
        chapter=window.inputs.aim.chapter,
        next_chapter=following.name if following else None,
        score=advance_score(window.checks),
        evidence=decision_evidence(window.checks, window.detector, window.inputs),
        data_quality=_data_quality(head, span, watched.policy),
        window=Window(instant(span.start), instant(span.end)),
        versions=_versions(watched),
        checks=window.checks,
        is_early=is_early(window.checks),
        examples=head.examples,
        context=describe_context(
            head.activity_count, head.census, window.posts, window.new_authors, window.first_today
        ),
    )


def _data_quality(head: AudienceHead, span: WindowSpan, policy: Policy) -> DataQuality:
    rates, time = head.channel_rates, policy.time
    return DataQuality(
        coverage=span.coverage,
        silent_channels=silent_channels(rates, time),
        late_shares=late_shares(head.late_rates, rates, time),
        allowed_lateness_seconds=round(policy.time.closing_lateness_minutes * 60),
        gaps=missing_channels(head.gaps, span.start // HOUR_MS) or msgspec.UNSET,
    )


def _versions(watched: WatchedAudience) -> Versions:
    overrides, key = _overrides(watched.policy), watched.author_key.id
    return Versions(watched.campaign.version, watched.tagger, RULE, overrides, key)


@lru_cache(maxsize=256)
def _overrides(policy: Policy) -> dict[str, float]:
    return list_overrides(policy)
