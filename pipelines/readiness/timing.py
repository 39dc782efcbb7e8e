"""Timing: how long the rule must wait before it can decide otherwise."""

from math import ceil, log

from models.decisions import DecisionKind
from models.posts import HOUR_MS, Millis
from pipelines.readiness.claims import EVERYONE, STEADY
from pipelines.readiness.detector import ChapterDetector
from pipelines.readiness.inputs import WindowInputs
from pipelines.readiness.labels.counting import has_fresh_labels
from pipelines.readiness.updating import growth_cap, warm_up_end


def warm_up_hours_left(detector: ChapterDetector, inputs: WindowInputs) -> int:
    """Hours that are left of the first days, in which nothing is decided; begun hours count."""
    return max(0, -(-(warm_up_end(detector, inputs.policy) - inputs.span.end) // HOUR_MS))


def earliest_change(kind: DecisionKind, detector: ChapterDetector, inputs: WindowInputs) -> Millis:
    """The earliest end of a window at which another decision is possible."""
    policy, soonest = inputs.policy, inputs.span.end + HOUR_MS
    if kind in (DecisionKind.ADVANCE, DecisionKind.STEP_BACK):
        return soonest
    waits = [warm_up_end(detector, policy) if not detector.channel_weights else soonest, soonest]
    is_held_back = not policy.promises.early_alarms and not has_fresh_labels(detector, inputs)
    if inputs.aim.bar(policy) is not None and detector.channel_weights and is_held_back:
        waits.extend(_soonest_at_threshold(claim, detector, inputs) for claim in (EVERYONE, STEADY))
    return max(waits)


def _soonest_at_threshold(claim: str, detector: ChapterDetector, inputs: WindowInputs) -> Millis:
    """When evidence for a claim can reach its threshold, were all votes to speak for it from now on."""
    wealth, policy = detector.e_processes.get(claim), inputs.policy
    ceiling = 0.0 if wealth is None else wealth.log_cap
    reached = log(max(wealth.e_value, 1.0)) if wealth is not None else 0.0
    cap = growth_cap(claim, policy)
    left = max(0.0, log(policy.threshold) - min(ceiling, reached + cap.burst)) / cap.rate
    return inputs.span.end + ceil(left) * HOUR_MS
