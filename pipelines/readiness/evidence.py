"""Evidence: the numbers that a decision shows: shares with intervals, by channel and stage, and how far it is."""

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from models.accountability import Debt
from models.decisions import QUESTIONS, CheckCode, DecisionKind, Evidence, Question
from models.onset import Onset
from models.policy import ConfusionRates, Policy
from models.posts import instant
from models.tags import Stage
from pipelines.readiness.checks import Checks
from pipelines.readiness.claim_statistics import is_in_event
from pipelines.readiness.confusion_rates import mix_rates, own_tag_weight, true_share, wilson_interval
from pipelines.readiness.detector import ChapterDetector
from pipelines.readiness.e_process import log_evidence_ratio
from pipelines.readiness.inputs import Aim, WindowInputs
from pipelines.readiness.labels.counting import has_fresh_labels
from pipelines.readiness.labels.reporting import report_labels
from pipelines.readiness.levels import NO_LEVELS, measure_levels
from pipelines.readiness.nulls import not_ready_null, null_margin
from pipelines.readiness.onset import tell_onset
from pipelines.readiness.resettling import uncounted_share
from pipelines.readiness.rule import decide, is_early
from pipelines.readiness.strata import BUSY, CORE, Strata, SufficientStatistics, known_share, pool_strata
from pipelines.readiness.timing import earliest_change, warm_up_hours_left

_BUSIEST = f"{BUSY}:"
_STAGES = tuple(stage.value for stage in Stage)


def advance_score(checks: Checks) -> float:
    """How far to ADVANCE, by the check that is furthest from holding: 0 to about 1.2.

    Of evidence `ln(e-value) / ln(threshold)`, of authors their number over the bar. An early rise may replace READY.
    """
    found = {check.code: check for check in checks}
    if CheckCode.NEXT_CHAPTER in found:
        return 0.0
    ready = _ratios(checks, Question.READY)
    authors = [found[code] for code in (CheckCode.RETURNING_AUTHORS, CheckCode.STEADY_AUTHORS) if code in found]
    early_rise = min(_ratios(checks, Question.EARLY_RISE), default=0.0)
    evidence = [max(min(ready), early_rise)] if ready else []
    return min([*evidence, *[check.left / check.right for check in authors]], default=0.0)


def _ratios(checks: Checks, question: Question) -> list[float]:
    return [log_evidence_ratio(left, threshold) for left, threshold in _sides(checks, question)]


def _sides(checks: Checks, question: Question) -> list[tuple[float, float]]:
    """The e-values and thresholds of a question's checks."""
    return [(check.left, check.right) for check in checks if QUESTIONS[check.code] is question]


def decision_evidence(checks: Checks, detector: ChapterDetector, inputs: WindowInputs) -> Evidence:
    """All that a decision says for itself, from the detector after the window."""
    aim, counts, policy = inputs.aim, inputs.counts, inputs.policy
    kind, bar = decide(checks), aim.bar(policy)
    recent = pool_strata(detector.recent_strata.values())
    own_tagged = own_tag_weight(recent)
    rates = mix_rates(policy, aim.confusion_rates, own_tagged)
    margin = null_margin(detector.daily_means, counts.eligible_authors, policy)
    null = None if bar is None else not_ready_null(bar, margin, policy, rates)
    share, interval = estimate_share(recent, aim.wanted, rates)
    (value, threshold), alpha = _deciding_evidence(kind, checks, policy), _deciding_alpha(kind, checks, policy)
    levels = measure_levels(detector, inputs) if kind is DecisionKind.PROLONG else NO_LEVELS  # what holds it back
    return Evidence(
        e_value=value,
        threshold=threshold,
        alpha=alpha,
        horizon=policy.promises.horizon_windows,
        share=share,
        bar=bar,
        share_interval=interval,
        everyone_share=levels.everyone_share,
        steady_share=levels.steady_share,
        net_support=levels.net_support,
        known_stance_share=known_share(detector.recent_strata),
        lowest_channel=levels.lowest_channel,
        authors=counts.authors,
        eligible_authors=counts.eligible_authors,
        voting_authors=counts.voting_authors,
        steady_authors=counts.steady_authors,
        days_of_support=days_of_support(detector, null),
        warm_up_hours_left=warm_up_hours_left(detector, inputs),
        by_channel=share_by_channel(detector.recent_strata, aim, policy),
        channel_authors=dict(counts.by_channel),
        by_stage=share_by_stage(recent),
        newcomers_return_rate=counts.newcomers_return_rate,
        discounted=replace(counts.discounted, minority=count_left_out(detector)),
        in_event=is_in_event(aim, inputs.span, policy),
        fragile=is_fragile(detector, aim.wanted, null),
        can_change_from=instant(earliest_change(kind, detector, inputs)),
        null_share=null,
        uncounted_share=uncounted_share(detector, policy),
        own_tagged_share=own_tagged,
        labels=report_labels(detector, inputs),
        accountability=_shown_debt(kind, checks, inputs),
        onset=_find_onset(kind, checks, detector, inputs),
    )


def _find_onset(
    kind: DecisionKind, checks: Checks, detector: ChapterDetector, inputs: WindowInputs
) -> Onset | UnsetType:
    """Of an ADVANCE on a share, since when it is there: by labels where they decide."""
    if kind is not DecisionKind.ADVANCE or is_early(checks) or inputs.aim.bar(inputs.policy) is None:
        return UNSET
    return tell_onset(detector.labels.onset if has_fresh_labels(detector, inputs) else detector.onset)


def _shown_debt(kind: DecisionKind, checks: Checks, inputs: WindowInputs) -> Debt | UnsetType:
    """What is owed, where it bears on the decision: on every ADVANCE, and on what would be one."""
    waits = any(check.code is CheckCode.COMMITMENTS_OWED and not check.holds for check in checks)
    is_shown = inputs.debt and (kind is DecisionKind.ADVANCE or (waits and kind is DecisionKind.PROLONG))
    return inputs.debt if is_shown else UNSET


def _deciding_evidence(kind: DecisionKind, checks: Checks, policy: Policy) -> tuple[float, float]:
    """The e-value that the decision rests on, and what it must reach.

    The weakest of the checks that must all hold, the strongest of those of which one is enough.
    """
    if kind is DecisionKind.STEP_BACK:
        return max(_sides(checks, Question.TURNING_AWAY), key=_strength)
    if kind is DecisionKind.ADVANCE and is_early(checks):
        return min(_sides(checks, Question.EARLY_RISE))
    return min(_sides(checks, Question.READY), default=(0.0, policy.threshold))


def _deciding_alpha(kind: DecisionKind, checks: Checks, policy: Policy) -> float:
    """The false alarms of a horizon that a decision of this kind bears."""
    if kind is DecisionKind.STEP_BACK:
        return policy.promises.alpha_step_back
    is_early_advance = kind is DecisionKind.ADVANCE and is_early(checks)
    return policy.promises.early_alarms if is_early_advance else policy.promises.alpha


def _strength(sides: tuple[float, float]) -> float:
    return sides[0] / sides[1]


def estimate_share(
    row: SufficientStatistics, wanted: int | None, rates: ConfusionRates
) -> tuple[float | None, tuple[float, float] | None]:
    """The true share behind the recent votes, and its 95 % interval: Wilson's, of the effective number of votes.

    Effective: `(sum of weights)^2 / sum of squared weights` (Kish, Survey Sampling, 1965).
    """
    if wanted is None or row.weight <= 0.0:
        return None, None
    share, n = row.weight_beyond(wanted) / row.weight, row.weight * row.weight / row.squared_weight
    low, high = wilson_interval(share, n)
    return true_share(share, rates), (true_share(low, rates), true_share(high, rates))


def share_by_channel(rows: Strata, aim: Aim, policy: Policy) -> dict[str, float]:
    """The true share behind the recent votes of each channel."""
    slices: dict[str, list[SufficientStatistics]] = {}
    for name, row in rows.items():
        slices.setdefault(name.partition(":")[2], []).append(row)
    channels = [(name, pool_strata(slices[name])) for name in sorted(slices)]
    return {name: _true_share_of(row, aim, policy) for name, row in channels if row.weight > 0.0}


def _true_share_of(row: SufficientStatistics, aim: Aim, policy: Policy) -> float:
    """The true share behind some votes."""
    rates = mix_rates(policy, aim.confusion_rates, own_tag_weight(row))
    return true_share(row.weight_beyond(aim.wanted or 0) / row.weight, rates)


def share_by_stage(row: SufficientStatistics) -> dict[str, float]:
    """Share of the recent votes' weight at each stage, as tagged."""
    return {name: row.stages[rank] / row.weight for rank, name in enumerate(_STAGES)} if row.weight > 0 else {}


def days_of_support(detector: ChapterDetector, null: float | None) -> int:
    """Days of the last fourteen whose votes stood above the null."""
    return 0 if null is None else sum([day.weight > 0.0 and day.mean > null for day in detector.daily_means])


def is_fragile(detector: ChapterDetector, wanted: int | None, null: float | None) -> bool:
    """Whether leaving one channel out puts the steady core's recent share on the other side of the null."""
    channels = detector.channel_weights
    if wanted is None or null is None or len(channels) < 2:
        return False
    over = {c: w * _over(detector.recent_strata.get(f"{CORE}:{c}"), wanted, null) for c, w in channels.items()}
    total = sum(over.values())
    return len({rest >= 0.0 for rest in (total, *(total - part for part in over.values()))}) > 1


def _over(row: SufficientStatistics | None, wanted: int, null: float) -> float:
    return row.weight_beyond(wanted) / row.weight - null if row is not None and row.weight > 0.0 else 0.0


def count_left_out(detector: ChapterDetector) -> int:
    """Recent votes of the busiest veterans, which the steady claim leaves out; older ones fade."""
    return round(sum([row.votes for name, row in detector.recent_strata.items() if name.startswith(_BUSIEST)]))
