"""The rule: takes a chapter's detector through a window, and folds its checks into a decision.

The caller closes a window every hour of event time and hands over its votes, in the order of the windows. The same
votes in any order give the same bits.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from models.decisions import QUESTIONS, Check, DecisionKind, Question
from models.posts import DAY_MS
from models.votes import Vote
from pipelines.readiness import early
from pipelines.readiness.checks import Checks, hours_added, list_checks
from pipelines.readiness.detector import ChapterDetector
from pipelines.readiness.inputs import WindowInputs
from pipelines.readiness.strata import sum_by_stratum
from pipelines.readiness.updating import update_detector

_ENOUGH_DATA, _TURNING_AWAY, _ENOUGH_AUTHORS, _READY, _EARLY_RISE = Question  # in the order of the rule

RULE = "steady-3"  # part of every signal's id: change it when decisions change


def weigh(detector: ChapterDetector, votes: Iterable[Vote], inputs: WindowInputs) -> tuple[ChapterDetector, Checks]:
    """The detector after a window, and the window's checks.

    A window out of order changes nothing, and one with a gap in its data only moves the time; both fail a check.
    """
    added = hours_added(detector, inputs.span)
    if added > 0.0:
        detector = _update(detector, votes, inputs)
    return detector, list_checks(detector, added, inputs)


def _update(detector: ChapterDetector, votes: Iterable[Vote], inputs: WindowInputs) -> ChapterDetector:
    span, policy = inputs.span, inputs.policy
    if span.coverage <= policy.time.gap_share:
        return replace(detector, last_closed=span.end)
    newcomers_since = max(detector.newcomers_since, span.end - policy.weighing.turnover_days * DAY_MS)
    window = sum_by_stratum(votes, newcomers_since, policy)
    detector = update_detector(detector, window, inputs)
    return early.update_rise(detector, window, inputs) if policy.promises.early_alarms > 0.0 else detector


def decide(checks: Iterable[Check]) -> DecisionKind:
    """The decision that the checks of a window amount to."""
    asked = tuple(checks)
    if not answer(_ENOUGH_DATA, asked):
        return DecisionKind.INSUFFICIENT_DATA
    if answer(_TURNING_AWAY, asked):
        return DecisionKind.STEP_BACK
    is_ready = answer(_ENOUGH_AUTHORS, asked) and (answer(_READY, asked) or answer(_EARLY_RISE, asked))
    return DecisionKind.ADVANCE if is_ready else DecisionKind.PROLONG


def answer(question: Question, checks: Iterable[Check]) -> bool:
    """Whether the checks of a question answer it with yes: all must hold, and of TURNING_AWAY one is enough.

    Without a check, a chapter that asks for no share needs none to be READY; an EARLY_RISE has not been seen.
    """
    found = [check.holds for check in checks if QUESTIONS[check.code] is question]
    if question is _TURNING_AWAY or (question is _EARLY_RISE and not found):
        return any(found)
    return all(found)


def is_early(checks: Checks) -> bool:
    """Whether an ADVANCE rests on a rise within hours alone."""
    return decide(checks) is DecisionKind.ADVANCE and not answer(_READY, checks)
