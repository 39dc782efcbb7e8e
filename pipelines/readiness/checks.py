"""Checks: the comparisons that the rule makes of a chapter's detector, in the order in which it asks them.

They are the whole trace of a decision: `rule.decide` folds them, and nothing else decides.
"""

from models.decisions import Check, CheckCode, compare
from models.posts import HOUR_MS
from pipelines.readiness.claims import AGAINST, EVERYONE, FALLING, MOOD, STEADY
from pipelines.readiness.detector import ChapterDetector
from pipelines.readiness.early import EARLY
from pipelines.readiness.inputs import WindowInputs, WindowSpan

Checks = tuple[Check, ...]

# What is asked in every window. Python 3.11 looks a member of an enum up by a function of its own, so they are kept.
_WINDOW_ORDER = CheckCode.WINDOW_ORDER
_DATA_COVERAGE = CheckCode.DATA_COVERAGE
_ELIGIBLE_AUTHORS = CheckCode.ELIGIBLE_AUTHORS
_AUDIENCE_KNOWN = CheckCode.AUDIENCE_KNOWN
_VOTE_SILENCE = CheckCode.VOTE_SILENCE
_OPPOSITION = CheckCode.OPPOSITION
_FALLING_BACK = CheckCode.FALLING_BACK
_SHARE_EVERYONE = CheckCode.SHARE_EVERYONE
_SHARE_STEADY = CheckCode.SHARE_STEADY
_SUPPORT = CheckCode.SUPPORT


def hours_added(detector: ChapterDetector, span: WindowSpan) -> float:
    """Hours by which a window goes on from those weighed before; 0 or less where it is out of order or empty."""
    return min(span.end - detector.last_closed, span.end - span.start) / HOUR_MS


def list_checks(detector: ChapterDetector, added: float, inputs: WindowInputs) -> Checks:
    """All checks of a window, from its detector after the window. `added` is `hours_added` before it."""
    return (
        *_enough_data(detector, added, inputs),
        *_turning_away(detector, inputs),
        *_enough_authors(detector, inputs),
        *_ready(detector, inputs),
        *_early_rise(detector, inputs),
    )


def _enough_data(detector: ChapterDetector, added: float, inputs: WindowInputs) -> Checks:
    """Whether there is an audience to speak of: heard without a gap, known, large enough, and not silent."""
    policy, silent = inputs.policy, (detector.last_closed - detector.last_voted) / HOUR_MS
    return (
        compare(_WINDOW_ORDER, added, ">", 0.0),
        compare(_DATA_COVERAGE, inputs.span.coverage, ">", policy.time.gap_share),
        compare(_ELIGIBLE_AUTHORS, inputs.eligible, ">=", policy.eligibility.min_authors),
        compare(_AUDIENCE_KNOWN, len(detector.channel_weights), ">=", 1),
        compare(_VOTE_SILENCE, silent, "<=", policy.time.silence_hours),
    )


def _turning_away(detector: ChapterDetector, inputs: WindowInputs) -> Checks:
    threshold = inputs.policy.step_back_threshold
    opposition = _check_claim(_OPPOSITION, detector, AGAINST, threshold)
    if inputs.aim.held is None:
        return (opposition,)
    return opposition, _check_claim(_FALLING_BACK, detector, FALLING, threshold)


def _enough_authors(detector: ChapterDetector, inputs: WindowInputs) -> Checks:
    """The chapter's own bar on the number of authors. A count of people seen: no chance, so no e-value."""
    asked = inputs.aim.authors
    if asked is None or inputs.aim.wanted is None:
        return ()
    since = detector.enough_authors_since
    hours = (detector.last_closed - since) / HOUR_MS if since >= 0 else 0.0
    return (
        compare(CheckCode.RETURNING_AUTHORS, inputs.eligible, ">=", asked),
        compare(CheckCode.RETURNING_HOURS, hours, ">=", inputs.policy.evidence.persistence_hours),
    )


def _ready(detector: ChapterDetector, inputs: WindowInputs) -> Checks:
    """The claims that the chapter's `ready_when` makes."""
    if inputs.aim.wanted is None:
        return (compare(CheckCode.NEXT_CHAPTER, 0, ">=", 1),)
    if inputs.aim.bar(inputs.policy) is None:
        return ()
    threshold = inputs.policy.threshold
    return (
        _check_claim(_SHARE_EVERYONE, detector, EVERYONE, threshold),
        _check_claim(_SHARE_STEADY, detector, STEADY, threshold),
        _check_claim(_SUPPORT, detector, MOOD, threshold),
    )


def _early_rise(detector: ChapterDetector, inputs: WindowInputs) -> Checks:
    """Both keys of an early decision, where alarms in vain are borne."""
    aim, policy = inputs.aim, inputs.policy
    if policy.promises.early_alarms <= 0.0 or aim.wanted is None or aim.bar(policy) is None:
        return ()
    threshold = policy.early_threshold
    return (
        _check_claim(CheckCode.SHARE_RISE, detector, EARLY, threshold),
        _check_claim(CheckCode.RISE_SUPPORT, detector, MOOD, threshold),
    )


def _check_claim(code: CheckCode, detector: ChapterDetector, claim: str, threshold: float) -> Check:
    """Whether the evidence for a claim has reached a threshold."""
    process = detector.e_processes.get(claim)
    return compare(code, 0.0 if process is None else process.e_value, ">=", threshold)
