"""Checks: the trace of a decision is all that decides."""

import pytest

from models.decisions import QUESTIONS, Check, CheckCode, DecisionKind, Question, compare
from models.overrides import override
from models.policy import Policy
from pipelines.readiness import Aim, answer_questions, decide, is_early
from tests.unit.pipelines.readiness.audience import AIM, DAYS, story, votes

ADVANCE, PROLONG = DecisionKind.ADVANCE, DecisionKind.PROLONG
STEP_BACK, UNKNOWN = DecisionKind.STEP_BACK, DecisionKind.INSUFFICIENT_DATA


def checks(*failing: CheckCode, asked: tuple[CheckCode, ...] = tuple(CheckCode)) -> tuple[Check, ...]:
    """A check of every code that is asked; all hold but those of turning away, and those named do the opposite."""
    turning = {code for code in CheckCode if QUESTIONS[code] is Question.TURNING_AWAY}
    return tuple(compare(code, float((code in failing) == (code in turning)), ">=", 1.0) for code in asked)


def test_every_check_belongs_to_a_question_in_the_order_of_the_rule() -> None:
    assert list(QUESTIONS) == list(CheckCode)
    order = list(Question)
    places = [order.index(QUESTIONS[code]) for code in CheckCode]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("failing", "kind"),
    [
        ((), ADVANCE),
        ((CheckCode.DATA_COVERAGE,), UNKNOWN),
        ((CheckCode.DATA_COVERAGE, CheckCode.OPPOSITION), UNKNOWN),
        ((CheckCode.AUDIENCE_KNOWN,), UNKNOWN),
        ((CheckCode.OPPOSITION,), STEP_BACK),
        ((CheckCode.FALLING_BACK, CheckCode.SUPPORT), STEP_BACK),
        ((CheckCode.RETURNING_HOURS,), PROLONG),
        ((CheckCode.SHARE_STEADY,), ADVANCE),  # as the rise holds
        ((CheckCode.SHARE_STEADY, CheckCode.SHARE_RISE), PROLONG),
        ((CheckCode.SHARE_STEADY, CheckCode.RISE_SUPPORT), PROLONG),
    ],
)
def test_the_questions_are_answered_in_their_order(failing: tuple[CheckCode, ...], kind: DecisionKind) -> None:
    assert decide(checks(*failing)) is kind


def test_an_advance_on_a_rise_alone_is_early() -> None:
    assert is_early(checks(CheckCode.SHARE_STEADY))
    assert not is_early(checks())
    assert not is_early(checks(CheckCode.SHARE_STEADY, CheckCode.OPPOSITION))


def test_a_question_that_is_not_asked_holds_nothing_back_and_raises_nothing() -> None:
    enough = tuple(code for code in CheckCode if QUESTIONS[code] is Question.ENOUGH_DATA)
    assert decide(checks(asked=enough)) is ADVANCE
    assert Question.EARLY_RISE not in answer_questions(checks(asked=enough))
    shares = (*enough, CheckCode.SHARE_EVERYONE)
    assert decide(checks(CheckCode.SHARE_EVERYONE, asked=shares)) is PROLONG


SHARES = (CheckCode.SHARE_EVERYONE, CheckCode.SHARE_STEADY)


@pytest.mark.parametrize(
    ("aim", "asked"),
    [
        (AIM, {CheckCode.OPPOSITION, CheckCode.SIDES_SHOWN, *SHARES, CheckCode.SUPPORT}),
        (
            Aim("heard", wanted=0, authors=300, held=0),
            {
                CheckCode.OPPOSITION,
                CheckCode.FALLING_BACK,
                CheckCode.RETURNING_AUTHORS,
                CheckCode.STEADY_AUTHORS,
                CheckCode.RETURNING_HOURS,
            },
        ),
        (Aim("end", wanted=None, held=1), {CheckCode.OPPOSITION, CheckCode.FALLING_BACK, CheckCode.NEXT_CHAPTER}),
    ],
)
def test_a_chapter_is_asked_what_it_wants(aim: Aim, asked: set[CheckCode]) -> None:
    found = story(votes(range(9 * DAYS), 0.2), aim=aim)[-1].checks
    always = {code for code in CheckCode if QUESTIONS[code] is Question.ENOUGH_DATA}
    assert {check.code for check in found} == always | asked


def test_a_rise_is_asked_for_by_who_bears_alarms_alone() -> None:
    eager = override(Policy(), {"early_alarms": 1.0})
    found = story(votes(range(9 * DAYS), 0.2), policy=eager)[-1].checks
    assert [check.right for check in found if QUESTIONS[check.code] is Question.EARLY_RISE] == [720.0, 720.0]
