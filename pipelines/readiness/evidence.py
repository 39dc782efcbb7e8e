"""Evidence: what a decision shows of itself: shares with intervals, by channel and stage, and how far it is."""

from math import log

import msgspec

from models.decisions import DecisionKind, Evidence
from models.policy import ConfusionRates, Policy
from models.posts import instant
from pipelines.readiness import early, nulls
from pipelines.readiness.claim_statistics import is_in_event
from pipelines.readiness.claims import AGAINST, EVERYONE, FALLING, MOOD, STEADY
from pipelines.readiness.confusion_rates import mix_rates, own_tag_weight, true_share, wilson_interval
from pipelines.readiness.detector import ChapterDetector
from pipelines.readiness.inputs import Aim, PanelCounts, WindowSpan
from pipelines.readiness.obstacles import can_change_from, missing
from pipelines.readiness.strata import BUSY, CORE, Strata, SufficientStatistics, pool_strata

BUSIEST = f"{BUSY}:"
STAGES = ("awareness", "interest", "desire", "action")


def leading(kind: DecisionKind) -> tuple[str, ...]:
    """The claims that a decision rests on."""
    return (AGAINST, FALLING) if kind is DecisionKind.STEP_BACK else (EVERYONE, STEADY, MOOD)


def e_value(kind: DecisionKind, detector: ChapterDetector) -> float:
    """The weakest of the claims that must hold together, the strongest of those of which one is enough."""
    values = [detector.e_processes[name].e_value for name in leading(kind) if name in detector.e_processes]
    choose = max if kind is DecisionKind.STEP_BACK else min
    return choose(values, default=0.0)


def weight(kind: DecisionKind, detector: ChapterDetector, policy: Policy) -> tuple[float, float, float]:
    """The e-value, what it must reach, and how many false alarms a horizon that bears, of what has decided."""
    value = e_value(kind, detector)
    if kind is DecisionKind.STEP_BACK:
        return value, policy.step_back_threshold, policy.promises.alpha_step_back
    if kind is DecisionKind.ADVANCE and value < policy.threshold and early.has_risen(detector, policy):
        return early.rise_e_value(detector), policy.early_threshold, policy.promises.early_alarms
    return value, policy.threshold, policy.promises.alpha


def explained(
    kind: DecisionKind, detector: ChapterDetector, span: WindowSpan, aim: Aim, counts: PanelCounts, policy: Policy
) -> tuple[float, Evidence]:
    """Why this was decided, from the detector after the window: how far to ADVANCE, and all that shows it."""
    return score(detector, aim, counts, policy), evidence(kind, detector, span, aim, counts, policy)


def score(detector: ChapterDetector, aim: Aim, counts: PanelCounts, policy: Policy) -> float:
    """How far to ADVANCE: `ln(e-value) / ln(threshold)`, 0 to about 1.2. A bar on authors counts as well."""
    parts = []
    if aim.bar(policy) is not None:
        value = e_value(DecisionKind.ADVANCE, detector)
        parts.append(max(0.0, log(max(value, 1.0)) / log(policy.threshold), early.rise_score(detector, policy)))
    if aim.authors is not None:
        parts.append(counts.eligible_authors / aim.authors)
    return min(parts, default=0.0) if aim.wanted is not None else 0.0


def evidence(
    kind: DecisionKind, detector: ChapterDetector, span: WindowSpan, aim: Aim, counts: PanelCounts, policy: Policy
) -> Evidence:
    """All that a decision says for itself."""
    bar = aim.bar(policy)
    recent = pool_strata(detector.recent_strata.values())
    faults = mix_rates(policy, aim.faults, own_tag_weight(recent))
    margin = nulls.null_margin(detector.daily_means, counts.eligible_authors, policy)
    null = None if bar is None else nulls.not_ready_null(bar, margin, policy, faults)
    share, half = interval(recent, aim.wanted, faults)
    value, threshold, alpha = weight(kind, detector, policy)
    return Evidence(
        e_value=value,
        threshold=threshold,
        alpha=alpha,
        horizon=policy.promises.horizon_windows,
        share=share,
        bar=bar,
        share_interval=half,
        authors=counts.authors,
        eligible_authors=counts.eligible_authors,
        days_of_support=days_of_support(detector, null),
        by_channel=by_channel(detector.recent_strata, aim, policy),
        by_stage=by_stage(recent),
        newcomers_return_rate=counts.newcomers_return_rate,
        discounted=msgspec.structs.replace(counts.discounted, minority=left_out(detector)),
        in_event=is_in_event(aim, span, policy),
        fragile=fragile(detector, aim.wanted, null),
        missing=missing(kind, detector, span, aim, counts, policy),
        can_change_from=instant(can_change_from(kind, detector, span, aim, policy)),
        null_share=null,
        own_tagged_share=own_tag_weight(recent),
    )


def interval(
    row: SufficientStatistics, wanted: int | None, faults: ConfusionRates
) -> tuple[float | None, tuple[float, float] | None]:
    """The true share behind the recent votes, and its 95 % interval: Wilson's, of the effective number of votes.

    Effective: `(sum of weights)^2 / sum of squared weights` (Kish, Survey Sampling, 1965).
    """
    if wanted is None or row.weight <= 0.0:
        return None, None
    share, n = row.weight_beyond(wanted) / row.weight, row.weight * row.weight / row.squared_weight
    low, high = wilson_interval(share, n)
    return true_share(share, faults), (true_share(low, faults), true_share(high, faults))


def by_channel(rows: Strata, aim: Aim, policy: Policy) -> dict[str, float]:
    """The true share behind the recent votes of each channel."""
    slices: dict[str, list[SufficientStatistics]] = {}
    for name, row in rows.items():
        slices.setdefault(name.partition(":")[2], []).append(row)
    channels = [(name, pool_strata(slices[name])) for name in sorted(slices)]
    return {name: _shown(row, aim, policy) for name, row in channels if row.weight > 0.0}


def _shown(row: SufficientStatistics, aim: Aim, policy: Policy) -> float:
    """The true share behind some votes."""
    rates = mix_rates(policy, aim.faults, own_tag_weight(row))
    return true_share(row.weight_beyond(aim.wanted or 0) / row.weight, rates)


def by_stage(row: SufficientStatistics) -> dict[str, float]:
    """Share of the recent votes' weight at each stage, as tagged."""
    return {name: row.stages[rank] / row.weight for rank, name in enumerate(STAGES)} if row.weight > 0 else {}


def days_of_support(detector: ChapterDetector, null: float | None) -> int:
    """Days of the last fourteen whose votes stood above the null."""
    return 0 if null is None else sum([day.weight > 0.0 and day.mean > null for day in detector.daily_means])


def fragile(detector: ChapterDetector, wanted: int | None, null: float | None) -> bool:
    """Whether leaving one channel out puts the steady core's recent share on the other side of the null."""
    channels = detector.channel_weights
    if wanted is None or null is None or len(channels) < 2:
        return False
    over = {c: w * _over(detector.recent_strata.get(f"{CORE}:{c}"), wanted, null) for c, w in channels.items()}
    whole = sum(over.values())
    return len({rest >= 0.0 for rest in (whole, *(whole - part for part in over.values()))}) > 1


def _over(row: SufficientStatistics | None, wanted: int, null: float) -> float:
    return row.weight_beyond(wanted) / row.weight - null if row is not None and row.weight > 0.0 else 0.0


def left_out(detector: ChapterDetector) -> int:
    """Recent votes of the busiest veterans, which the steady claim leaves out; older ones fade."""
    return round(sum([row.votes for name, row in detector.recent_strata.items() if name.startswith(BUSIEST)]))
