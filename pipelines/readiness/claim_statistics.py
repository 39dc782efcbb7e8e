"""Claim statistics: each claim's value in one window, and the null that it is bet against."""

from math import log
from operator import attrgetter

from msgspec.structs import replace

from models.policy import Policy
from models.posts import HOUR_MS
from pipelines.readiness import claims, nulls
from pipelines.readiness.claims import AGAINST, EVERYONE, FALLING, MOOD, STEADY, VoteStatistic, WeightedStrata
from pipelines.readiness.confusion_rates import mix_rates, own_tag_weight
from pipelines.readiness.detector import ChapterDetector
from pipelines.readiness.e_process import WindowStatistic
from pipelines.readiness.inputs import Aim, WindowInputs, WindowSpan
from pipelines.readiness.strata import (
    Strata,
    SufficientStatistics,
    known_share,
    pool_strata,
    sided_share,
    total_weight,
    with_known_stance,
    with_side,
)

ClaimStatistics = dict[str, WindowStatistic]  # by claim
_weight_against = attrgetter("against")


def find_statistics(detector: ChapterDetector, votes: Strata, inputs: WindowInputs) -> ClaimStatistics:
    """Each claim's value in this window and its null. Every null and every weight comes from before the window."""
    policy, remembered = inputs.policy, detector.recent_strata
    total = total_weight(remembered)
    reference = reference_weight(total, policy)
    newcomers = claims.newcomer_weight(remembered, total, policy.weighing.newcomers_share)
    everyone = claims.weigh_everyone(votes, detector.channel_weights, newcomers, reference)
    known = claims.weigh_everyone(
        _known_votes(votes, remembered, policy), detector.channel_weights, newcomers, reference
    )
    backward = _backward_statistics(detector, everyone, known, inputs)
    bar = inputs.aim.bar(policy)
    if bar is None or inputs.aim.wanted is None:
        return backward
    margin = nulls.null_margin(detector.daily_means, inputs.counts.eligible_authors, policy)
    sided = claims.weigh_everyone(
        _sided_votes(votes, remembered, policy),
        detector.channel_weights,
        newcomers,
        reference_weight(total * sided_share(remembered), policy),
    )
    core = claims.weigh_steady_core(votes, detector.channel_weights, reference)
    forward = {
        EVERYONE: _share_statistic(everyone, bar, margin, inputs),
        STEADY: _share_statistic(core, bar, margin, inputs),
    }
    if sided:
        forward[MOOD] = _mood_statistic(sided, own_tag_weight(pool_strata(votes.values())), inputs)
    if is_in_event(inputs.aim, inputs.span, policy):
        forward = {claim: _without_support(statistic) for claim, statistic in forward.items()}
    return forward | backward


def _known_votes(votes: Strata, remembered: Strata, policy: Policy) -> Strata:
    """The votes that opposition is asked of; none where too few of those before had a known stance."""
    return with_known_stance(votes) if known_share(remembered) >= policy.weighing.least_known_stance else {}


def _sided_votes(votes: Strata, remembered: Strata, policy: Policy) -> Strata:
    """The votes that support is asked of; none where too few of those before took a side."""
    return with_side(votes) if sided_share(remembered) >= policy.weighing.least_known_stance else {}


def _share_statistic(groups: WeightedStrata, bar: float, margin: float, inputs: WindowInputs) -> WindowStatistic:
    """The share at or beyond the wanted stage, as tagged. The aim has such a stage."""
    wanted = inputs.aim.wanted or 0
    rates = mix_rates(inputs.policy, inputs.aim.confusion_rates, claims.own_tag_share(groups))
    null = nulls.not_ready_null(bar, margin, inputs.policy, rates)
    value = claims.window_value(groups, lambda row: row.weight_beyond(wanted), null)
    return WindowStatistic(value, null, nulls.ready_floor(bar, margin, rates), sum([each for each, _ in groups]))


def _mood_statistic(groups: WeightedStrata, own_share: float, inputs: WindowInputs) -> WindowStatistic:
    null = nulls.balance_null(inputs.counts.eligible_authors, inputs.policy, own_share)
    return WindowStatistic(claims.window_value(groups, claims.support_weight, null), null)


def _backward_statistics(
    detector: ChapterDetector, groups: WeightedStrata, known: WeightedStrata, inputs: WindowInputs
) -> ClaimStatistics:
    """Statistics of the claims for STEP_BACK: `falling` only where the chapter before had reached a stage.

    `known` are the votes whose stance is known.
    """
    policy, aim, authors = inputs.policy, inputs.aim, inputs.counts.eligible_authors
    null = nulls.opposition_null(detector, authors, policy)
    against = _cap_null(claims.window_value(known, _weight_against, null), null, policy)
    if aim.held is None:
        return {AGAINST: against}
    rates = mix_rates(policy, aim.held_confusion_rates, claims.own_tag_share(groups))
    null = nulls.holding_null(aim, detector, policy, rates, authors)
    return {
        AGAINST: against,
        FALLING: _cap_null(claims.window_value(groups, _weight_below(aim.held), null), null, policy),
    }


def _cap_null(value: float, null: float, policy: Policy) -> WindowStatistic:
    """A window's value; where the null is beyond what could be outgrown, nothing speaks for the claim."""
    cap = policy.evidence.null_cap
    return WindowStatistic(value, null) if null <= cap else WindowStatistic(min(value, cap), cap)


def _weight_below(rank: int) -> VoteStatistic:
    """`h_g` of `falling`: the weight of the votes under a stage."""

    def weight_below(row: SufficientStatistics) -> float:
        return row.weight - row.weight_beyond(rank)

    return weight_below


def _without_support(statistic: WindowStatistic) -> WindowStatistic:
    """During a planned event nothing speaks for readiness, and all may speak against it."""
    return replace(statistic, value=min(statistic.value, statistic.null))


def is_in_event(aim: Aim, span: WindowSpan, policy: Policy) -> bool:
    """Whether a window lies in a planned event or its aftermath."""
    if not aim.events:
        return False
    aftermath = round(policy.evidence.aftermath_hours * HOUR_MS)
    return any(span.end > event.start and span.start < event.end + aftermath for event in aim.events)


def reference_weight(remembered: float, policy: Policy) -> float:
    """The weight `r` of votes with which a window's groups count in full, by the weight of the remembered votes.

    Votes at a constant weight v an hour, fading by half in h hours, sum to `v * h / ln 2`. So `remembered * ln 2 / h`
    is the weight of an average window; r is `reference_windows` of those.
    """
    return remembered * log(2.0) / policy.weighing.memory_hours * policy.weighing.reference_windows
