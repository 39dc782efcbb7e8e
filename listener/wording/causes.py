"""Causes: why a decision is what it is, in one sentence of plain words, in the language of who reads it.

It is made from the rule's own checks, in the order in which the rule asks them: the first that decides gives the
sentence. The sentences are in the catalogues, under `causes`; the whole trace is in `decisions`.
"""

from collections.abc import Mapping
from typing import NamedTuple

from listener.wording.catalogues import DEFAULT_LANGUAGE, words
from listener.wording.decisions import debt_names
from listener.wording.label_words import label_report, told_share
from listener.wording.onset_words import describe_onset
from listener.wording.said_figures import said_number, said_share, said_span
from models.decisions import QUESTIONS, Check, CheckCode, Decision, DecisionKind, Question

_LABELLED = {CheckCode.SHARE_LABELLED, CheckCode.STEADY_LABELLED, CheckCode.SUPPORT_LABELLED}
_HALF_A_PERCENT = 0.005


class Cause(NamedTuple):
    """Which sentence, and the numbers that go into it: shares 0..1, hours, people."""

    code: str
    numbers: Mapping[str, float | None] = {}
    names: str = ""


def describe_cause(decision: Decision, language: str = DEFAULT_LANGUAGE) -> str:
    """The sentence; of an ADVANCE with another that says since when."""
    cause = find_cause(decision)
    filled = {name: _said(name, value, language) for name, value in cause.numbers.items()}
    said = words("causes", cause.code, language, names=cause.names, **filled)
    return " ".join(filter(None, (said, describe_onset(decision, language))))


def _said(name: str, value: float | None, language: str) -> str:
    if name in ("share", "bar"):
        return said_share(value, language)
    return said_span(value or 0.0, language) if name == "days" else said_number(value, language)


def find_cause(decision: Decision) -> Cause:
    """What decided."""
    match decision.decision:
        case DecisionKind.ADVANCE:
            return _ground(decision)
        case DecisionKind.STEP_BACK:
            turned = {check.code for check in _asked(decision, Question.TURNING_AWAY) if check.holds}
            return Cause("falling-back" if turned == {CheckCode.FALLING_BACK} else "opposition")
        case DecisionKind.INSUFFICIENT_DATA:
            return _missing_data(decision)
    return _obstacle(decision)


def _asked(decision: Decision, question: Question) -> list[Check]:
    return [check for check in decision.checks if QUESTIONS[check.code] is question]


def _failing(decision: Decision, question: Question) -> dict[CheckCode, Check]:
    return {check.code: check for check in _asked(decision, question) if not check.holds}


def _ground(decision: Decision) -> Cause:
    found = decision.evidence
    if found.bar is None or found.share is None:
        return Cause("advance-authors", {"authors": found.eligible_authors})
    numbers = {"share": told_share(decision), "bar": found.bar}
    if decision.is_early:
        return Cause("advance-early", numbers)
    return Cause("advance" if decision.next_chapter else "advance-last", numbers)


def _missing_data(decision: Decision) -> Cause:
    failing = _failing(decision, Question.ENOUGH_DATA)
    if gap := failing.get(CheckCode.DATA_COVERAGE):
        return Cause("gap", {"share": gap.left}) if gap.left else Cause("gap-whole")
    if silent := failing.get(CheckCode.VOTE_SILENCE):
        return Cause("nobody", {"days": silent.left})
    if CheckCode.AUDIENCE_KNOWN in failing and (left := decision.evidence.warm_up_hours_left):
        return Cause("first-days", {"days": left})
    if few := failing.get(CheckCode.ELIGIBLE_AUTHORS):
        return Cause("few-authors", {"authors": few.left, "needed": few.right})
    return Cause("too-little")


def _obstacle(decision: Decision) -> Cause:
    """What holds a PROLONG back."""
    if decision.has_arrived:
        return Cause("told")
    if decision.evidence.in_event:
        return Cause("event")
    if short := _failing(decision, Question.ENOUGH_AUTHORS):
        return _missing_authors(short)
    if sides := _failing(decision, Question.STANCE_SHOWN):
        return Cause("sides", {"share": sides[CheckCode.SIDES_SHOWN].left})
    if failing := _failing(decision, Question.READY):
        return _missing_share(decision, set(failing))
    return Cause("owed", names=debt_names(decision))


def _missing_authors(failing: Mapping[CheckCode, Check]) -> Cause:
    for code, name in ((CheckCode.RETURNING_AUTHORS, "authors"), (CheckCode.STEADY_AUTHORS, "newcomers")):
        if check := failing.get(code):
            return Cause(name, {"authors": check.left, "needed": check.right})
    return Cause("hours", {"days": failing[CheckCode.RETURNING_HOURS].right})


def _missing_share(decision: Decision, failing: set[CheckCode]) -> Cause:
    """Where the share stands: below the bar, above it by a crowd, by a machine that errs, or for too short a time."""
    found, read = decision.evidence, label_report(decision)
    if failing <= {CheckCode.SUPPORT, CheckCode.SUPPORT_LABELLED} or found.bar is None or found.share is None:
        return Cause("support")
    if failing & _LABELLED and read is not None and read.share is not None:
        numbers = {"share": read.share, "bar": found.bar}
        return Cause(_where_read(read.share, found.bar), numbers)
    share = told_share(decision) or 0.0
    numbers = {"share": share, "bar": found.bar}
    if share < found.bar:
        return Cause(_how_far_below(share, found.bar), numbers)
    if found.steady_share is not None and found.steady_share < found.bar:
        return Cause("crowd", numbers)
    is_unsure = found.own_tagged_share > 0.0 and found.share < (found.null_share or 0.0)
    return Cause("unsure" if is_unsure else "lasting", numbers)


def _where_read(share: float, bar: float) -> str:
    """The same by the posts that people have read."""
    if share < _HALF_A_PERCENT:
        return "none-read"
    return "as-read" if share < bar else "reading"


def _how_far_below(share: float, bar: float) -> str:
    """In whole percent, as it is said: nobody, or just under the bar, where both would be said to be the same."""
    if share < _HALF_A_PERCENT:
        return "none-there"
    return "almost" if bar - share < _HALF_A_PERCENT else "below"
