"""Reviews: a campaign's decisions with what came after them, how many stood, and what that teaches."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

import numpy as np

from models.campaigns import Campaign
from models.commands import Command, SignalVerdict, Verdict
from models.decisions import Decision, DecisionKind
from models.measured import Measured
from models.movement import AudienceMovement, MovementSample
from models.posts import DAY_MS, millis
from models.reviews import Calibration, CampaignReview, JudgedDecision
from pipelines.movement.backtests import STOOD_DAYS
from pipelines.movement.grid import JourneyGrid, make_grid
from pipelines.movement.intervals import measure_change, measure_share
from pipelines.movement.lessons import draw_lessons
from pipelines.movement.small_groups import is_small_group
from pipelines.movement.standings import find_first_acts

_TOLD = (DecisionKind.ADVANCE, DecisionKind.STEP_BACK)
_JUDGED_WITHIN = timedelta(days=30)  # after a decision: a verdict on a signal names its id, not its hour


def review_campaign(
    campaign: Campaign,
    samples: Mapping[str, MovementSample],
    movements: Sequence[AudienceMovement],
    decisions: Iterable[Decision],
    commands: Sequence[Command] = (),
) -> CampaignReview:
    """The review of a campaign, of its samples and figures by audience, its decisions and what the team said."""
    least, by_audience = campaign.policy.privacy.smallest_group, _sort_decisions(decisions, campaign.name)
    grids = {name: make_grid(sample, least) for name, sample in samples.items()}
    log = [
        judged
        for audience, theirs in sorted(by_audience.items())
        for judged in _judge_audience(theirs, grids.get(audience), commands)
    ]
    log.sort(key=lambda each: (each.at, each.audience))
    calibration = tuple(_calibrate(kind, log) for kind in _TOLD)
    return CampaignReview(
        campaign.name,
        tuple(movements),
        tuple(log),
        calibration,
        draw_lessons(campaign, movements, log),
    )


def _sort_decisions(decisions: Iterable[Decision], campaign: str) -> dict[str, list[Decision]]:
    """By audience, in order of time, each window once."""
    found = dict[str, dict[datetime, Decision]]()
    for each in decisions:
        if each.campaign == campaign:
            found.setdefault(each.audience, {})[each.window.end] = each
    return {audience: [theirs[end] for end in sorted(theirs)] for audience, theirs in found.items()}


def _judge_audience(
    decisions: Sequence[Decision], grid: JourneyGrid | None, commands: Sequence[Command]
) -> Iterator[JudgedDecision]:
    until = decisions[-1].window.end
    turns = list(find_turns(decisions))
    for each in turns:
        day = millis(each.window.end) // DAY_MS
        authors, acts = _measure_after(grid, day) if grid else (Measured(), Measured())
        yield JudgedDecision(
            audience=each.audience,
            chapter=each.chapter,
            decision=each.decision,
            at=each.window.end,
            stood=_has_stood(each, turns, until),
            authors=authors,
            first_acts=acts,
            verdict=_find_verdict(each, turns, commands),
        )


def find_turns(decisions: Iterable[Decision]) -> Iterator[Decision]:
    """Of one audience's decisions in order of time, each ADVANCE or STEP_BACK that another decision or chapter
    preceded: as long as it is decided again, it is the same one. Hours of too little data change nothing."""
    before: tuple[str, DecisionKind] | None = None
    for each in decisions:
        now = each.chapter, each.decision
        if now != before and each.decision in _TOLD:
            yield each
        before = before if each.decision is DecisionKind.INSUFFICIENT_DATA else now


def _has_stood(decision: Decision, turns: Sequence[Decision], until: datetime) -> bool | None:
    """Whether nothing contrary was decided within two weeks."""
    at, end = decision.window.end, decision.window.end + timedelta(days=STOOD_DAYS)
    if any(each.decision is not decision.decision and at < each.window.end <= end for each in turns):
        return False
    return True if until >= end else None


def _measure_after(grid: JourneyGrid, day: int) -> tuple[Measured, Measured]:
    """Author-days, and first acts, of the two weeks after a day over the two before."""
    at = day - grid.first
    spans = (slice(max(0, at - STOOD_DAYS), max(0, at)), slice(max(0, at), max(0, at + STOOD_DAYS)))
    if at < STOOD_DAYS or at + STOOD_DAYS > grid.days:
        return Measured(), Measured()
    spoke = [int(grid.spoke[:, span].sum()) for span in spans]
    acted = np.bincount(find_first_acts(grid), minlength=grid.days + 1)
    acts = [int(acted[span].sum()) for span in spans]
    is_hidden = any(is_small_group(each, grid.least) for each in acts)
    return measure_change(*spoke), Measured() if is_hidden else measure_change(*acts)


def _find_verdict(decision: Decision, turns: Sequence[Decision], commands: Sequence[Command]) -> Verdict | None:
    """The last verdict that the team gave between this decision and the audience's next one."""
    later = [each.window.end for each in turns if each.window.end > decision.window.end]
    until = min([*later, decision.window.end + _JUDGED_WITHIN])
    said = [
        each
        for each in commands
        if isinstance(each, SignalVerdict)
        and (each.campaign, each.audience) == (decision.campaign, decision.audience)
        and decision.window.end <= each.at < until
    ]
    return max(said, key=lambda each: each.at).verdict if said else None


def _calibrate(kind: DecisionKind, log: Sequence[JudgedDecision]) -> Calibration:
    theirs = [each for each in log if each.decision is kind]
    known = [each.stood for each in theirs if each.stood is not None]
    judged = [each.verdict for each in theirs if each.verdict in (Verdict.ACCEPT, Verdict.REJECT)]
    accepted = sum(each is Verdict.ACCEPT for each in judged)
    return Calibration(kind, len(theirs), measure_share(sum(known), len(known)), measure_share(accepted, len(judged)))
