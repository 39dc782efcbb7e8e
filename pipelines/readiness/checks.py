"""Checks: the comparisons that the rule makes of a chapter's detector, in the order in which it asks them.

They are the whole trace of a decision: `rule.decide` folds them, and nothing else decides.
"""

from math import ceil

from models.decisions import Check, CheckCode, compare
from models.policy import Policy
from models.posts import HOUR_MS
from pipelines.readiness.claims import AGAINST, EVERYONE, FALLING, MOOD, STEADY
from pipelines.readiness.detector import ChapterDetector
from pipelines.readiness.early import EARLY
from pipelines.readiness.inputs import WindowInputs, WindowSpan
from pipelines.readiness.labels.counting import (
    AGAINST_LABELLED,
    SHARE_LABELLED,
    STEADY_LABELLED,
    SUPPORT_LABELLED,
    has_fresh_labels,
    has_fresh_opposition,
    labelled_e_value,
)
from pipelines.readiness.strata import sided_share

Checks = tuple[Check, ...]

# The codes of every window, looked up once: in Python 3.11 `CheckCode.X` is a call of a Python function.
_WINDOW_ORDER = CheckCode.WINDOW_ORDER
_DATA_COVERAGE = CheckCode.DATA_COVERAGE
_ELIGIBLE_AUTHORS = CheckCode.ELIGIBLE_AUTHORS
_AUDIENCE_KNOWN = CheckCode.AUDIENCE_KNOWN
_VOTE_SILENCE = CheckCode.VOTE_SILENCE
_OPPOSITION = CheckCode.OPPOSITION
_OPPOSITION_LABELLED = CheckCode.OPPOSITION_LABELLED
_FALLING_BACK = CheckCode.FALLING_BACK
_SIDES_SHOWN = CheckCode.SIDES_SHOWN
_SHARE_EVERYONE = CheckCode.SHARE_EVERYONE
_SHARE_STEADY = CheckCode.SHARE_STEADY
_SUPPORT = CheckCode.SUPPORT
_LABELLED = {
    CheckCode.SHARE_LABELLED: SHARE_LABELLED,
    CheckCode.STEADY_LABELLED: STEADY_LABELLED,
    CheckCode.SUPPORT_LABELLED: SUPPORT_LABELLED,
}


def added_hours(detector: ChapterDetector, span: WindowSpan) -> float:
    """Hours by which a window goes on from those weighed before; 0 or less where it is out of order or empty."""
    return min(span.end - detector.last_closed, span.end - span.start) / HOUR_MS


def list_checks(detector: ChapterDetector, added: float, inputs: WindowInputs) -> Checks:
    """All checks of a window, by its detector *after* the window. `added` is `added_hours` by the one *before* it."""
    return (
        *_data_checks(detector, added, inputs),
        *_turning_away_checks(detector, inputs),
        *_author_checks(detector, inputs),
        *_readiness_checks(detector, inputs),
        *_early_rise_checks(detector, inputs),
        *_debt_checks(inputs),
    )


def _data_checks(detector: ChapterDetector, added: float, inputs: WindowInputs) -> Checks:
    """Whether there is an audience to speak of: heard without a gap, known, large enough, and not silent."""
    policy, silent_hours = inputs.policy, (detector.last_closed - detector.last_voted) / HOUR_MS
    return (
        compare(_WINDOW_ORDER, added, ">", 0.0),
        compare(_DATA_COVERAGE, inputs.span.coverage, ">", policy.time.gap_share),
        compare(_ELIGIBLE_AUTHORS, inputs.eligible, ">=", policy.eligibility.min_authors),
        compare(_AUDIENCE_KNOWN, len(detector.channel_weights), ">=", 1),
        compare(_VOTE_SILENCE, silent_hours, "<=", policy.time.silence_hours),
    )


def _turning_away_checks(detector: ChapterDetector, inputs: WindowInputs) -> Checks:
    """The claims for STEP_BACK. One is enough, so where there are two each has half of what may go wrong."""
    policy, number = inputs.policy, 1 if inputs.aim.held is None else 2
    kept = policy.evidence.held_evidence if detector.has_turned else 1.0
    threshold = (number * policy.step_back_threshold) ** kept
    if has_fresh_opposition(detector, inputs):
        e_value = labelled_e_value(detector, AGAINST_LABELLED)
        opposition = compare(_OPPOSITION_LABELLED, e_value, ">=", (number * policy.label_step_back_threshold) ** kept)
    else:
        opposition = _check_claim(_OPPOSITION, detector, AGAINST, threshold)
    if inputs.aim.held is None:
        return (opposition,)
    return opposition, _check_claim(_FALLING_BACK, detector, FALLING, threshold)


def _author_checks(detector: ChapterDetector, inputs: WindowInputs) -> Checks:
    """The chapter's own bar on the number of authors. A count is no estimate, so it has no e-value.

    As of a share, two things are asked: that so many vote, and that the steady among them are nearly as many.
    """
    required = inputs.aim.authors
    if required is None or inputs.aim.wanted is None:
        return ()
    since = detector.enough_authors_since
    hours = (detector.last_closed - since) / HOUR_MS if since >= 0 else 0.0
    growth = inputs.policy.evidence
    kept, lasting = (growth.held_authors, 0.0) if detector.has_advanced else (1.0, growth.persistence_hours)
    steady = steady_bar(required, inputs.policy)
    return (
        compare(CheckCode.RETURNING_AUTHORS, inputs.counts.voting_authors, ">=", ceil(kept * required)),
        compare(CheckCode.STEADY_AUTHORS, inputs.counts.steady_authors, ">=", ceil(kept * steady)),
        compare(CheckCode.RETURNING_HOURS, hours, ">=", lasting),
    )


def steady_bar(required: int, policy: Policy) -> int:
    """How many of the authors that a chapter asks for must be steady: all but what newcomers may weigh of votes."""
    return ceil(required * (1.0 - policy.weighing.newcomers_share))


def has_enough_authors(inputs: WindowInputs) -> bool:
    """Whether there are as many authors as the chapter asks for, voting and steady; no where it asks for none."""
    required, counts = inputs.aim.authors, inputs.counts
    if required is None or counts.voting_authors < required:
        return False
    return counts.steady_authors >= steady_bar(required, inputs.policy)


def _readiness_checks(detector: ChapterDetector, inputs: WindowInputs) -> Checks:
    """The claims that the chapter's `ready_when` makes: of labels where there are fresh ones, else of tags."""
    if inputs.aim.wanted is None:
        return (compare(CheckCode.NEXT_CHAPTER, 0, ">=", 1),)  # never holds: no chapter is left to advance to
    if inputs.aim.bar(inputs.policy) is None:
        return ()
    if has_fresh_labels(detector, inputs):
        wanted = held_threshold(inputs.policy.label_threshold, detector, inputs.policy)
        return tuple(
            [compare(code, labelled_e_value(detector, claim), ">=", wanted) for code, claim in _LABELLED.items()]
        )
    threshold = held_threshold(inputs.policy.threshold, detector, inputs.policy)
    return (
        _check_sides(detector, inputs.policy),
        _check_claim(_SHARE_EVERYONE, detector, EVERYONE, threshold),
        _check_claim(_SHARE_STEADY, detector, STEADY, threshold),
        _check_claim(_SUPPORT, detector, MOOD, threshold),
    )


def held_threshold(threshold: float, detector: ChapterDetector, policy: Policy) -> float:
    """What evidence must reach; after an ADVANCE, what it must keep: it stands until its ground is lost.

    Only the first of an unbroken row of ADVANCE may be a new error, and that one has reached the whole threshold.
    """
    return float(threshold**policy.evidence.held_evidence) if detector.has_advanced else threshold


def _check_sides(detector: ChapterDetector, policy: Policy) -> Check:
    """Whether enough of the recent votes take a side: of fewer, what they say is told by nobody."""
    kept = 0.5 if detector.has_advanced else 1.0
    return compare(_SIDES_SHOWN, sided_share(detector.recent_strata), ">=", kept * policy.weighing.least_known_stance)


def _early_rise_checks(detector: ChapterDetector, inputs: WindowInputs) -> Checks:
    """The two claims of an early ADVANCE, where false alarms are accepted: both must hold."""
    aim, policy = inputs.aim, inputs.policy
    if policy.promises.early_alarms <= 0.0 or aim.wanted is None or aim.bar(policy) is None:
        return ()
    threshold = policy.early_threshold
    return (
        _check_claim(CheckCode.SHARE_RISE, detector, EARLY, threshold),
        _check_claim(CheckCode.RISE_SUPPORT, detector, MOOD, threshold),
    )


def _debt_checks(inputs: WindowInputs) -> Checks:
    """Whether anything is owed to the audience, where an ADVANCE waits for that."""
    if not inputs.holds_for_debt:
        return ()
    return (compare(CheckCode.COMMITMENTS_OWED, len(inputs.debt.silent) + len(inputs.debt.overdue), "<=", 0),)


def _check_claim(code: CheckCode, detector: ChapterDetector, claim: str, threshold: float) -> Check:
    """Whether the evidence for a claim has reached a threshold."""
    process = detector.e_processes.get(claim)
    return compare(code, 0.0 if process is None else process.e_value, ">=", threshold)
