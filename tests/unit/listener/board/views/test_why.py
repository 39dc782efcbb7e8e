"""Why: every decision can be taken again from the numbers that it carries."""

import msgspec
import pytest

from listener.board.views.why import ASKED_BY, decide_again, policy_of
from models.campaigns import Campaign
from models.decisions import CheckCode, Decision, DecisionKind, Question, Versions
from models.overrides import override
from models.policy import Policy
from tests.checks import ARRIVED, READY, TURNED_AWAY, UNKNOWN, make_checks
from tests.making import campaign, run, stream
from tests.unit.listener.board.making import decision, ready


@pytest.fixture(scope="module")
def decided() -> tuple[Decision, ...]:
    return run(stream(authors=300, days=30, per_day=0.6)).decisions


def again(each: Decision) -> DecisionKind:
    return decide_again(each).kind


def test_every_decision_of_a_campaign_comes_out_again(decided: tuple[Decision, ...]) -> None:
    assert {each.decision for each in decided} >= {
        DecisionKind.ADVANCE,
        DecisionKind.PROLONG,
        DecisionKind.INSUFFICIENT_DATA,
    }
    assert [again(each) for each in decided] == [each.decision for each in decided]


def test_a_decision_read_back_from_its_bytes_comes_out_again(decided: tuple[Decision, ...]) -> None:
    read = [msgspec.json.decode(msgspec.json.encode(each), type=Decision) for each in decided[::50]]
    assert [again(each) for each in read] == [each.decision for each in read]


def eager() -> Campaign:
    return msgspec.structs.replace(campaign(), policy=override(Policy(), {"early_alarms": 20.0}))


def test_every_decision_of_who_hears_early_comes_out_again() -> None:
    early = run(stream(authors=300, days=30, per_day=0.6), campaigns=[eager()]).decisions
    told = [
        each for each in early if each.find_check(CheckCode.NEXT_CHAPTER)
    ]  # the story: nothing is left to rise to
    assert all(each.find_check(CheckCode.SHARE_RISE) for each in early if each not in told)
    assert {each.is_early for each in early} == {True, False}
    assert {each.decision for each in early if each.is_early} == {DecisionKind.ADVANCE}
    assert [again(each) for each in early] == [each.decision for each in early]


def test_the_evidence_is_the_weakest_of_the_claims(decided: tuple[Decision, ...]) -> None:
    codes = (CheckCode.SHARE_EVERYONE, CheckCode.SHARE_STEADY, CheckCode.SUPPORT)
    for each in decided:
        checks = [check for check in each.checks if check.code in codes]
        assert each.evidence.e_value == min([check.left for check in checks], default=0.0)


def test_whether_a_check_holds_is_found_anew_and_not_believed() -> None:
    lies = tuple(msgspec.structs.replace(check, holds=not check.holds) for check in READY)
    assert again(ready(checks=lies)) is DecisionKind.ADVANCE


@pytest.mark.parametrize(
    ("each", "kind"),
    [
        (decision(), DecisionKind.PROLONG),
        (ready(), DecisionKind.ADVANCE),
        (decision(checks=UNKNOWN), DecisionKind.INSUFFICIENT_DATA),
        (decision(checks=TURNED_AWAY), DecisionKind.STEP_BACK),
        (decision(checks=ARRIVED), DecisionKind.PROLONG),
        (decision(checks=make_checks(coverage=0.5)), DecisionKind.INSUFFICIENT_DATA),
        (decision(checks=make_checks(silent_hours=49.0)), DecisionKind.INSUFFICIENT_DATA),
        (decision(checks=make_checks(silent_hours=48.0)), DecisionKind.PROLONG),
        (decision(checks=make_checks(everyone=8e4, steady=8e4, support=8e4, sides=0.05)), DecisionKind.PROLONG),
        (decision(checks=make_checks(rise=720.0, support=720.0)), DecisionKind.ADVANCE),
        (decision(checks=make_checks(rise=719.0, support=9e4)), DecisionKind.PROLONG),
    ],
)
def test_each_condition_alone_decides(each: Decision, kind: DecisionKind) -> None:
    assert again(each) is kind


def test_the_questions_that_were_asked_stand_in_the_order_of_the_rule() -> None:
    asked = decide_again(decision(checks=make_checks(authors=(400.0, 900.0, 0.0), rise=1.0))).questions
    assert [each.question for each in asked] == [each for each in Question if each is not Question.NOTHING_OWED]
    assert [each.is_yes for each in asked] == [True, False, False, True, False, False]
    assert [each.question for each in decide_again(decision()).questions] == [
        Question.ENOUGH_DATA,
        Question.TURNING_AWAY,
        Question.STANCE_SHOWN,
        Question.READY,
    ]


def test_what_asks_for_a_number_is_where_it_comes_from(decided: tuple[Decision, ...]) -> None:
    early = run(stream(authors=100, days=9), campaigns=[eager()]).decisions
    for each in (decided[-1], early[-1]):
        numbers = policy_of(each).flat()
        for check in each.checks:
            names = ASKED_BY[check.code].split(" / ")
            if names[0] in numbers:
                assert check.right == (numbers[names[0]] / numbers[names[1]] if names[1:] else numbers[names[0]])
    assert set(ASKED_BY) == set(CheckCode)


def test_numbers_that_the_campaign_file_overrides_are_used() -> None:
    lax = decision(versions=Versions("c0ffee", "tags-1", "steady-1", {"alpha": 0.99, "horizon_windows": 100}))
    assert policy_of(lax).threshold == pytest.approx(100 / 0.99)
