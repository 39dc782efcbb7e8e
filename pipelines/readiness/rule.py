"""The rule: takes a chapter's detector through a window, and folds its checks into a decision.

The caller closes a window every hour of event time and hands over its votes, in the order of the windows. The same
votes in any order give the same bits.
"""

from collections.abc import Container, Iterable

from msgspec.structs import replace

from models.decisions import QUESTIONS, DecisionKind, Question
from models.votes import Vote
from pipelines.readiness import early
from pipelines.readiness.checks import Checks, added_hours, list_checks
from pipelines.readiness.detector import ChapterDetector
from pipelines.readiness.inputs import WindowInputs
from pipelines.readiness.labels.counting import count_labels
from pipelines.readiness.strata import first_newcomer, sum_by_stratum
from pipelines.readiness.updating import update_detector

_ENOUGH_DATA, _TURNING_AWAY, _ENOUGH_AUTHORS, _STANCE_SHOWN, _READY, _EARLY_RISE, _NOTHING_OWED = (
    Question  # in the order of the rule
)
_YES_IF_UNASKED = {_ENOUGH_DATA, _ENOUGH_AUTHORS, _STANCE_SHOWN, _READY, _NOTHING_OWED}
_ONE_IS_ENOUGH = {_TURNING_AWAY}
_ADVANCE = DecisionKind.ADVANCE

RULE = "steady-8"  # part of every signal's id: change it when decisions change


def weigh(detector: ChapterDetector, votes: Iterable[Vote], inputs: WindowInputs) -> tuple[ChapterDetector, Checks]:
    """The detector after a window, and the window's checks.

    A window out of order changes nothing, and one with a gap in its data only moves the time; both fail a check.
    Labels count all the same.
    """
    added = added_hours(detector, inputs.span)
    if inputs.labels:
        detector = count_labels(detector, inputs)
    if added > 0.0:
        detector = _update(detector, votes, inputs)
    checks = list_checks(detector, added, inputs)
    return _note_standing(detector, checks), checks


def _note_standing(detector: ChapterDetector, checks: Checks) -> ChapterDetector:
    """The detector that knows whether an ADVANCE or a STEP_BACK stands: until its own checks fail.

    A gap in the data, or a STEP_BACK over an ADVANCE, takes its place and leaves it standing. One told early has no
    ground that could stand.
    """
    yes, kind = answer_questions(checks), decide(checks)
    has_advanced = _READY in yes and _has_ground(yes) and (detector.has_advanced or kind is _ADVANCE)
    has_turned = _TURNING_AWAY in yes and (detector.has_turned or kind is DecisionKind.STEP_BACK)
    if (has_advanced, has_turned) == (detector.has_advanced, detector.has_turned):
        return detector
    return replace(detector, has_advanced=has_advanced, has_turned=has_turned)


def _update(detector: ChapterDetector, votes: Iterable[Vote], inputs: WindowInputs) -> ChapterDetector:
    span, policy = inputs.span, inputs.policy
    if span.coverage <= policy.time.gap_share:
        return replace(detector, last_closed=span.end)
    newcomers_since = first_newcomer(detector.newcomers_since, span.end, policy)
    window = sum_by_stratum(votes, newcomers_since, policy)
    detector = update_detector(detector, window, inputs)
    return early.update_rise(detector, window, inputs) if policy.promises.early_alarms > 0.0 else detector


def decide(checks: Checks) -> DecisionKind:
    """The decision that the checks of a window amount to."""
    yes = answer_questions(checks)
    if _ENOUGH_DATA not in yes:
        return DecisionKind.INSUFFICIENT_DATA
    if _TURNING_AWAY in yes:
        return DecisionKind.STEP_BACK
    is_ready = _has_ground(yes) and _NOTHING_OWED in yes and (_READY in yes or _EARLY_RISE in yes)
    return _ADVANCE if is_ready else DecisionKind.PROLONG


def _has_ground(yes: Container[Question]) -> bool:
    return _ENOUGH_AUTHORS in yes and _STANCE_SHOWN in yes


def answer_questions(checks: Checks) -> set[Question]:
    """The questions that checks answer with yes: all checks of a question must hold; of TURNING_AWAY one is enough.

    A chapter that asks for no share or no number of authors has none to miss: without a check the answer is yes.
    TURNING_AWAY and EARLY_RISE are answered with no where there is no check.
    """
    holding = {QUESTIONS[check.code] for check in checks if check.holds}
    failing = {QUESTIONS[check.code] for check in checks if not check.holds}
    return (holding | _YES_IF_UNASKED) - (failing - _ONE_IS_ENOUGH)


def is_early(checks: Checks) -> bool:
    """Whether checks amount to an ADVANCE that rests on a rise within hours alone."""
    return decide(checks) is DecisionKind.ADVANCE and _READY not in answer_questions(checks)
