"""Words: what holds a decision back, as a marketer would say it, and when it could change at the earliest."""

from math import ceil, log

from models.decisions import DecisionKind
from models.policy import Policy
from models.posts import HOUR_MS, Millis
from pipelines.readiness import claims
from pipelines.readiness.claim_statistics import is_in_event
from pipelines.readiness.claims import AGAINST, EVERYONE, FALLING, MOOD, STEADY
from pipelines.readiness.confusion_rates import apparent_share, mix_rates, true_share
from pipelines.readiness.detector import ChapterDetector
from pipelines.readiness.inputs import Aim, PanelCounts, WindowSpan
from pipelines.readiness.strata import CORE, NO_VOTES, total_weight
from pipelines.readiness.updating import claim_threshold, growth_cap, warm_up_end

ASKS = {
    EVERYONE: "the share over all authors",
    STEADY: "the share among steady, long-known authors",
    MOOD: "support over opposition",
}


def missing(
    kind: DecisionKind, detector: ChapterDetector, span: WindowSpan, aim: Aim, counts: PanelCounts, policy: Policy
) -> tuple[str, ...]:
    """What is missing for ADVANCE, the largest obstacle first."""
    if kind is DecisionKind.ADVANCE:
        return ()
    if kind is DecisionKind.STEP_BACK:
        return _turned(detector, policy)
    if kind is DecisionKind.INSUFFICIENT_DATA:
        return _unheard(detector, span, counts, policy)
    return tuple(_obstacles(detector, span, aim, counts, policy))


def _turned(detector: ChapterDetector, policy: Policy) -> tuple[str, ...]:
    said = {AGAINST: "opposition has outgrown what is usual here", FALLING: "people fall back from the stage before"}
    return tuple(words for name, words in said.items() if _share_of_way(name, detector, policy) >= 1.0)


def _unheard(detector: ChapterDetector, span: WindowSpan, counts: PanelCounts, policy: Policy) -> tuple[str, ...]:
    """Why nothing can be said at all."""
    silent = detector.last_closed - detector.last_voted
    reasons = (
        (span.end < detector.last_closed or span.end <= span.start, "the clock of the data went back"),
        (span.gap, "a source is silent because it is gone: a gap in the data"),
        (
            counts.eligible_authors < policy.eligibility.min_authors,
            f"{counts.eligible_authors} authors may vote, {policy.eligibility.min_authors} are needed",
        ),
        (
            span.end < warm_up_end(detector, policy),
            f"the first {policy.weighing.warm_up_days} days only tell who the audience is",
        ),
        (
            silent > policy.time.silence_hours * HOUR_MS,
            f"nobody who may vote has spoken for {silent // HOUR_MS} hours",
        ),
    )
    return tuple(words for holds, words in reasons if holds) or ("too few votes yet",)


def _obstacles(
    detector: ChapterDetector, span: WindowSpan, aim: Aim, counts: PanelCounts, policy: Policy
) -> list[str]:
    if aim.wanted is None:
        return ["the story is told: now watching for a step back"]
    held = ["a planned event or its aftermath: nothing counts towards the next chapter"]
    found = held if is_in_event(aim, span, policy) else []
    return [*found, *_authors(detector, aim, counts, policy), *_claims(detector, aim, policy)]


def _authors(detector: ChapterDetector, aim: Aim, counts: PanelCounts, policy: Policy) -> list[str]:
    if aim.authors is None:
        return []
    if counts.eligible_authors < aim.authors:
        return [f"{counts.eligible_authors} of {aim.authors} authors who come back"]
    lasted = (detector.last_closed - detector.enough_authors_since) // HOUR_MS
    wanted = policy.evidence.persistence_hours
    return [f"enough authors for {lasted} of {wanted:g} hours"] if lasted < wanted else []


def _claims(detector: ChapterDetector, aim: Aim, policy: Policy) -> list[str]:
    bar = aim.bar(policy)
    if bar is None or aim.wanted is None:
        return []
    ways = sorted([(round(_share_of_way(name, detector, policy), 6), name) for name in ASKS])
    levels = _levels(detector, aim, bar, policy) if ways[0][0] < 1.0 else {}
    return [
        f"{ASKS[name]} is {levels[name]}: evidence {100 * way:.0f} % of the way" for way, name in ways if way < 1.0
    ]


def _levels(detector: ChapterDetector, aim: Aim, bar: float, policy: Policy) -> dict[str, str]:
    """Where the recent votes stand, against what is asked, and the channel that weighs it down."""
    whole = total_weight(detector.recent_strata)
    new = claims.newcomer_weight(detector.recent_strata, whole, policy.weighing.newcomers_share)
    everyone = claims.weigh_everyone(detector.recent_strata, detector.channel_weights, new)
    steady = claims.weigh_steady_core(detector.recent_strata, detector.channel_weights)
    net = 2.0 * claims.window_value(everyone, claims.support_weight, 0.5) - 1.0
    asked = f"(asked: {100 * bar:.0f} %, and beyond doubt{_lowest(detector, aim.wanted or 0)})"
    return {
        EVERYONE: f"about {100 * _share(everyone, aim, bar, policy):.0f} % {asked}",
        STEADY: f"about {100 * _share(steady, aim, bar, policy):.0f} % {asked}",
        MOOD: f"{100 * net:+.0f} points",
    }


def _share(some: claims.WeightedStrata, aim: Aim, bar: float, policy: Policy) -> float:
    """The true share behind some votes; where nobody speaks, the bar."""
    wanted, faults = aim.wanted or 0, mix_rates(policy, aim.faults, claims.own_tag_share(some))
    return true_share(
        claims.window_value(some, lambda row: row.weight_beyond(wanted), apparent_share(bar, faults)), faults
    )


def _lowest(detector: ChapterDetector, wanted: int) -> str:
    """The channel where the recent share is lowest, of several."""
    cores = {c: detector.recent_strata.get(f"{CORE}:{c}", NO_VOTES) for c in detector.channel_weights}
    shares = sorted((row.weight_beyond(wanted) / row.weight, c) for c, row in cores.items() if row.weight > 0.0)
    return f"; lowest on {shares[0][1]}" if len(shares) > 1 else ""


def _share_of_way(name: str, detector: ChapterDetector, policy: Policy) -> float:
    """`ln(e-value) / ln(threshold)` of a claim, at least 0."""
    wealth = detector.e_processes.get(name)
    return 0.0 if wealth is None else log(max(wealth.e_value, 1.0)) / log(claim_threshold(name, policy))


def can_change_from(
    kind: DecisionKind, detector: ChapterDetector, span: WindowSpan, aim: Aim, policy: Policy
) -> Millis:
    """The earliest end of a window at which another decision is possible."""
    soonest = span.end + HOUR_MS
    if kind in (DecisionKind.ADVANCE, DecisionKind.STEP_BACK):
        return soonest
    waits = [warm_up_end(detector, policy) if not detector.channel_weights else soonest, soonest]
    if aim.bar(policy) is not None and detector.channel_weights and not policy.promises.early_alarms:
        waits.extend(_paced(name, detector, span, policy) for name in (EVERYONE, STEADY))
    return max(waits)


def _paced(name: str, detector: ChapterDetector, span: WindowSpan, policy: Policy) -> Millis:
    """When evidence for a claim can reach its threshold, were all votes to speak for it from now on."""
    wealth = detector.e_processes.get(name)
    ceiling = 0.0 if wealth is None else wealth.log_cap
    limit = log(max(wealth.e_value, 1.0)) if wealth is not None else 0.0
    speed = growth_cap(name, policy)
    left = max(0.0, log(policy.threshold) - min(ceiling, limit + speed.burst)) / speed.rate
    return span.end + ceil(left) * HOUR_MS
