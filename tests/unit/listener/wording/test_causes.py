"""Causes: one sentence of plain words says why, from the first check that decides, in the reader's language."""

from typing import Any

import pytest

from listener.wording.catalogues import catalogue
from listener.wording.causes import describe_cause, find_cause
from listener.wording.said_figures import said_number, said_share, said_span
from models.accountability import Debt
from models.decisions import CheckCode, Decision, DecisionKind, LabelReport, compare
from tests.checks import ARRIVED, READY, TURNED_AWAY, UNKNOWN, make_checks
from tests.unit.listener.wording.test_decisions import decision

GROWN = make_checks(everyone=8e4, steady=8e4)
MANY_AT_ONCE = (*GROWN[:8], compare(CheckCode.STEADY_AUTHORS, 300.0, ">=", 720.0))
READ = (
    *make_checks()[:7],
    *[compare(code, 9.0, ">=", 3_000.0) for code in (CheckCode.SHARE_LABELLED, CheckCode.STEADY_LABELLED)],
)
NEARLY: dict[str, float] = {"share": 0.45, "steady_share": 0.4}


def prolong(checks: Any = None, **numbers: Any) -> Decision:
    return decision(checks=checks or make_checks(), evidence=numbers)


def unknown(**checks: Any) -> Decision:
    return decision(DecisionKind.INSUFFICIENT_DATA, checks=make_checks(**checks))


CASES: list[tuple[str, Decision]] = [
    ("advance", decision(DecisionKind.ADVANCE, checks=READY)),
    ("advance-last", decision(DecisionKind.ADVANCE, checks=READY, next_chapter=None)),
    ("advance-early", decision(DecisionKind.ADVANCE, checks=READY, is_early=True)),
    ("advance-authors", decision(DecisionKind.ADVANCE, checks=READY, evidence={"bar": None})),
    ("opposition", decision(DecisionKind.STEP_BACK, checks=TURNED_AWAY)),
    ("falling-back", decision(DecisionKind.STEP_BACK, checks=make_checks(falling=9e4))),
    ("gap", unknown(coverage=0.3)),
    ("gap-whole", unknown(coverage=0.0)),
    ("nobody", unknown(silent_hours=60.0)),
    ("few-authors", decision(DecisionKind.INSUFFICIENT_DATA, checks=UNKNOWN)),
    (
        "first-days",
        decision(DecisionKind.INSUFFICIENT_DATA, checks=UNKNOWN, evidence={"warm_up_hours_left": 100}),
    ),
    ("too-little", unknown(channels=0.0)),
    ("told", decision(checks=ARRIVED, next_chapter=None)),
    ("event", prolong(in_event=True)),
    ("authors", prolong(make_checks(authors=(400.0, 900.0, 0.0)))),
    ("hours", prolong(make_checks(authors=(1_000.0, 900.0, 12.0)))),
    ("sides", prolong(make_checks(sides=0.04))),
    ("none-there", prolong(share=0.001)),
    ("almost", prolong(share=0.2982)),
    ("below", prolong(share=0.14)),
    ("crowd", prolong(share=0.45, steady_share=0.2)),
    ("unsure", prolong(**NEARLY, own_tagged_share=1.0, null_share=0.5)),
    ("lasting", prolong(**NEARLY)),
    ("support", prolong(GROWN, **NEARLY)),
    ("newcomers", prolong(MANY_AT_ONCE)),
    ("as-read", prolong(READ, share=0.5, labels=LabelReport(counted=80, share=0.2))),
    ("none-read", prolong(READ, share=0.5, labels=LabelReport(counted=80, share=0.001))),
    ("reading", prolong(READ, share=0.5, labels=LabelReport(counted=80, share=0.4))),
    ("owed", prolong(READY, accountability=Debt(silent=("open-books",)))),
]


@pytest.mark.parametrize(("code", "decided"), CASES)
@pytest.mark.parametrize("language", ["en", "nb"])
def test_every_cause_is_one_sentence_or_two_in_words(code: str, decided: Decision, language: str) -> None:
    assert find_cause(decided).code == code
    said = describe_cause(decided, language)
    assert said.endswith(".")
    assert said.count(". ") <= 1
    assert "{" not in said


def test_every_sentence_of_the_catalogue_is_somebodys_cause() -> None:
    assert {code for code, _ in CASES} == set(catalogue("en")["causes"])


def test_the_numbers_are_those_of_the_decision_as_people_say_them() -> None:
    assert describe_cause(prolong(share=0.1434)) == ("About 14% are where the chapter wants them; you asked for 30%.")
    assert "14\N{NO-BREAK SPACE}%" in describe_cause(prolong(share=0.1434), "nb")


@pytest.mark.parametrize(
    ("share", "said"), [(0.0, "0%"), (0.001, "under 1%"), (0.0951, "10%"), (0.3, "30%"), (1.0, "100%"), (None, "–")]
)
def test_a_share_is_said_in_whole_percent_and_something_is_never_nothing(share: float | None, said: str) -> None:
    assert said_share(share) == said


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0"), (43, "43"), (3_623, "3,600"), (88_012, "88,000"), (104, "100")]
)
def test_a_number_is_said_to_two_digits(number: float, said: str) -> None:
    assert said_number(number) == said


@pytest.mark.parametrize(("hours", "said"), [(1, "one hour"), (30, "30 hours"), (49, "3 days"), (167, "7 days")])
def test_a_span_is_said_in_days_and_begun_ones_count(hours: float, said: str) -> None:
    assert said_span(hours) == said
