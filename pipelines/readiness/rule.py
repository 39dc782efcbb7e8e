"""The rule: weighs a window's votes into a decision. Pure; the same votes in any order give the same bits.

The caller closes a window every hour of event time and hands over its votes, in the order of the windows.
A window too light to weigh alone waits in the detector and is weighed with the next.
"""

from collections.abc import Iterable

import msgspec

from models.decisions import DecisionKind
from models.policy import Policy
from models.posts import DAY_MS, HOUR_MS
from models.votes import Vote
from pipelines.readiness import early
from pipelines.readiness.claims import AGAINST, EVERYONE, FALLING, MOOD, STEADY
from pipelines.readiness.detector import ChapterDetector
from pipelines.readiness.inputs import Aim, PanelCounts, WindowInputs, WindowSpan
from pipelines.readiness.strata import sum_by_stratum
from pipelines.readiness.updating import claim_threshold, update_detector

RULE = "steady-3"  # part of every signal's id: change it when decisions change


def judged(
    detector: ChapterDetector, votes: Iterable[Vote], span: WindowSpan, aim: Aim, counts: PanelCounts, policy: Policy
) -> tuple[ChapterDetector, DecisionKind]:
    """The detector after a window, and its decision. A window out of order changes and decides nothing."""
    if span.end <= detector.last_closed or span.end <= span.start:
        return detector, DecisionKind.INSUFFICIENT_DATA
    if span.gap:
        return msgspec.structs.replace(detector, last_closed=span.end), DecisionKind.INSUFFICIENT_DATA
    anchor = max(detector.newcomers_since, span.end - policy.weighing.turnover_days * DAY_MS)
    window = sum_by_stratum(votes, anchor, policy)
    inputs = WindowInputs(span, aim, counts, policy)
    detector = update_detector(detector, window, inputs)
    if policy.promises.early_alarms > 0.0:
        detector = early.update_rise(detector, window, inputs)
    return detector, decided(detector, aim, counts, policy)


def decided(detector: ChapterDetector, aim: Aim, counts: PanelCounts, policy: Policy) -> DecisionKind:
    """What the evidence amounts to."""
    if not heard(detector, counts, policy):
        return DecisionKind.INSUFFICIENT_DATA
    if holds(AGAINST, detector, policy) or holds(FALLING, detector, policy):
        return DecisionKind.STEP_BACK
    return DecisionKind.ADVANCE if ready(detector, aim, policy) else DecisionKind.PROLONG


def heard(detector: ChapterDetector, counts: PanelCounts, policy: Policy) -> bool:
    """Whether there is an audience to speak of: settled, large enough, and not fallen silent."""
    silent = detector.last_closed - detector.last_voted > policy.time.silence_hours * HOUR_MS
    return bool(detector.channel_weights) and counts.eligible_authors >= policy.eligibility.min_authors and not silent


def holds(claim: str, detector: ChapterDetector, policy: Policy) -> bool:
    """Whether the evidence for a claim has reached its threshold."""
    wealth = detector.e_processes.get(claim)
    return wealth is not None and wealth.e_value >= claim_threshold(claim, policy)


def ready(detector: ChapterDetector, aim: Aim, policy: Policy) -> bool:
    """Whether all that the chapter asks for holds at once."""
    if aim.wanted is None:
        return False
    enough = aim.authors is None or lasting(detector, policy)
    held = all(holds(claim, detector, policy) for claim in asked(aim, policy))
    return enough and (held or (policy.promises.early_alarms > 0.0 and early.has_risen(detector, policy)))


def asked(aim: Aim, policy: Policy) -> tuple[str, ...]:
    """The claims that the chapter's `ready_when` makes."""
    return () if aim.bar(policy) is None else (EVERYONE, STEADY, MOOD)


def lasting(detector: ChapterDetector, policy: Policy) -> bool:
    """Whether the number of authors has held for long enough. A count of people seen: no chance, no e-value."""
    since = detector.enough_authors_since
    return since >= 0 and detector.last_closed - since >= policy.evidence.persistence_hours * HOUR_MS
