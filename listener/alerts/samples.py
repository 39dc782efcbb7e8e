"""Samples: a message of every kind that a route may carry, so that people see them before anything is decided."""

from collections.abc import Iterator

from msgspec.structs import replace

from models.accountability import Notice, NoticeKind, Standing
from models.alerts import Alert, AlertItem, Route
from models.campaigns import Audience, Campaign, Chapter
from models.decisions import (
    Check,
    CheckCode,
    DataQuality,
    Decision,
    DecisionKind,
    Evidence,
    Versions,
    Window,
    compare,
)
from models.posts import DAY_MS, HOUR_MS, Millis, instant
from models.tags import Stage
from pipelines.accountability.notices import make_commitment_signal
from pipelines.alerts import find_call
from pipelines.signals import make_signal

_THRESHOLD = 72_000.0
_SHARES = {DecisionKind.ADVANCE: 0.42, DecisionKind.STEP_BACK: 0.22}  # else this one:
_USUAL_SHARE = 0.24


def sample_alerts(campaign: Campaign, route: Route, now: Millis) -> Iterator[tuple[str, Alert]]:
    """Alerts with made-up figures, each with what it shows. The last is of several signals at once."""
    audience = campaign.audience(next(iter(route.audiences), "")) or campaign.audiences[0]
    decided = {kind: sample_decision(campaign, audience, kind, now) for kind in DecisionKind}
    items = {kind: _item(campaign, each, now) for kind, each in decided.items()}
    for kind, item in items.items():
        yield kind.value, _alert(campaign, route, now, item)
    escalated = replace(items[DecisionKind.ADVANCE], unanswered_on="another-route")
    yield "nobody answered", _alert(campaign, route, now, escalated)
    if campaign.commitments:
        notice = make_commitment_signal(_silence(campaign, now), 1)
        yield "a commitment", replace(_alert(campaign, route, now), notices=(notice,))
    yield "several at once", replace(_alert(campaign, route, now, *items.values()), left_out=3)
    yield "a test", replace(_alert(campaign, route, now, items[DecisionKind.ADVANCE]), is_test=True)


def sample_decision(campaign: Campaign, audience: Audience, kind: DecisionKind, now: Millis) -> Decision:
    """A decision of that kind on the first chapter that has another after it, with made-up figures."""
    chapter, following = _chapters(audience)
    end = now - now % HOUR_MS
    share = None if kind is DecisionKind.INSUFFICIENT_DATA else _SHARES.get(kind, _USUAL_SHARE)
    return Decision(
        decision=kind,
        campaign=campaign.name,
        audience=audience.name,
        chapter=chapter.name,
        next_chapter=following.name if following else None,
        score=0.5,
        evidence=Evidence(
            e_value=_THRESHOLD,
            threshold=_THRESHOLD,
            alpha=campaign.policy.promises.alpha,
            share=share,
            bar=chapter.ready_when.share or campaign.policy.promises.default_share,
            by_stage=_spread(chapter.stage, share),
            authors=1_240,
            eligible_authors=_people(kind),
            can_change_from=instant(end + 3 * DAY_MS),
        ),
        data_quality=DataQuality(),
        window=Window(instant(end - HOUR_MS), instant(end)),
        versions=Versions(campaign.version, "", "sample"),
        checks=_checks(kind),
    )


def _spread(wanted: Stage, share: float | None) -> dict[str, float]:
    """That share of people at the stage and beyond it, the rest before it, alike at each."""
    if share is None:
        return {}
    stages = list(Stage)
    before, after = stages[: stages.index(wanted)], stages[stages.index(wanted) :]
    parts = ((before, 1.0 - share), (after, share)) if before else ((after, 1.0),)
    return {each: part / len(some) for some, part in parts for each in some}


def _chapters(audience: Audience) -> tuple[Chapter, Chapter | None]:
    if len(audience.chapters) == 1:
        return audience.chapters[0], None
    return audience.chapters[-2], audience.chapters[-1]


def _checks(kind: DecisionKind) -> tuple[Check, ...]:
    """The checks that tell the kinds apart."""
    turned, grown = kind is DecisionKind.STEP_BACK, kind is DecisionKind.ADVANCE
    return (
        compare(CheckCode.ELIGIBLE_AUTHORS, float(_people(kind)), ">=", 50.0),
        compare(CheckCode.OPPOSITION, _THRESHOLD if turned else 1.0, ">=", _THRESHOLD),
        compare(CheckCode.SHARE_EVERYONE, _THRESHOLD if grown else 90.0, ">=", _THRESHOLD),
    )


def _people(kind: DecisionKind) -> int:
    return 12 if kind is DecisionKind.INSUFFICIENT_DATA else 652


def _item(campaign: Campaign, decision: Decision, now: Millis) -> AlertItem:
    return AlertItem(make_signal(decision, 1), now, call=find_call(campaign, decision))


def _alert(campaign: Campaign, route: Route, now: Millis, *items: AlertItem) -> Alert:
    return Alert(
        "sample",
        campaign.name,
        route.name,
        route.owner,
        instant(now),
        items,
        zone=route.zone,
        language=route.language,
    )


def _silence(campaign: Campaign, now: Millis) -> Notice:
    commitment = campaign.commitments[0]
    return Notice(
        kind=NoticeKind.SILENT,
        campaign=campaign.name,
        commitment=commitment.name,
        owner=commitment.owner,
        at=instant(now),
        standing=Standing.SILENT,
        quote=commitment.quote,
        since=instant(now - 100 * DAY_MS),
    )
