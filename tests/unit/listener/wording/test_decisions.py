"""Decisions in words: every code has its words, and a reader learns what was decided, why, and what to do."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from listener.wording import decisions as wording
from models.decisions import (
    CheckCode,
    DataQuality,
    Decision,
    DecisionKind,
    Evidence,
    Question,
    Versions,
    Window,
    compare,
)
from tests.checks import ARRIVED, READY, TURNED_AWAY, UNKNOWN, make_checks

START = datetime(2026, 10, 5, tzinfo=UTC)
NUMBERS: Mapping[str, Any] = {
    "eligible_authors": 612,
    "share": 0.36,
    "bar": 0.3,
    "everyone_share": 0.24,
    "steady_share": 0.216,
    "net_support": 0.034,
    "lowest_channel": "mastodon",
    "e_value": 72_495.0,
    "threshold": 72_000.0,
    "alpha": 0.01,
}
EVERYONE = "the share over all authors is about 24% (asked: 30%, and beyond doubt; lowest on mastodon)"
STEADY = "the share among steady, long-known authors is about 22% (asked: 30%, and beyond doubt; lowest on mastodon)"


def decision(kind: DecisionKind = DecisionKind.PROLONG, **changes: Any) -> Decision:
    evidence = Evidence(**{**NUMBERS, **changes.pop("evidence", {})})
    usual: dict[str, Any] = {
        "decision": kind,
        "campaign": "relief-fund",
        "audience": "locals",
        "chapter": "who-it-hit",
        "next_chapter": "stand-with",
        "score": 0.5,
        "evidence": evidence,
        "data_quality": DataQuality(),
        "window": Window(START, START + timedelta(hours=1)),
        "versions": Versions("1", "tags-1", "steady-1"),
        "checks": make_checks(),
    }
    return Decision(**{**usual, **changes})


ADVANCE = decision(DecisionKind.ADVANCE, checks=READY)
KINDS = (
    decision(),
    ADVANCE,
    decision(DecisionKind.STEP_BACK, checks=TURNED_AWAY),
    decision(DecisionKind.INSUFFICIENT_DATA, checks=UNKNOWN),
    decision(checks=ARRIVED, next_chapter=None),
    decision(DecisionKind.ADVANCE, checks=READY, next_chapter=None),
)


def test_every_decision_has_a_title_and_advice_of_its_own() -> None:
    assert len({wording.decision_title(each) for each in KINDS}) == len(KINDS)
    assert len({wording.advice(each) for each in KINDS}) == len(KINDS)


def test_every_kind_question_and_check_has_words() -> None:
    words = (wording.short_title, wording.group_title, wording.reasons_heading)
    assert all(say(kind) for kind in DecisionKind for say in words)
    assert len({wording.question_words(question) for question in Question}) == len(Question)
    assert all(wording.check_words(compare(code, 0.0, ">=", 1.0)) for code in CheckCode)


def test_every_decision_gives_a_reason() -> None:
    assert all(wording.reasons(each) for each in KINDS)


def test_an_advance_says_share_authors_and_how_often_it_is_wrong() -> None:
    assert wording.reasons(ADVANCE) == [
        "about 36% are where the chapter wants them (asked: 30%)",
        "612 authors come back",
        "evidence 72,495 to 1 (asked: 72,000): a false alarm in 1% of months at most",
    ]


def test_an_advance_says_its_error_rate_as_exactly_as_it_was_asked_for() -> None:
    assert "in 0.5% of months" in wording.false_alarms(decision(DecisionKind.ADVANCE, evidence={"alpha": 0.005}))


def test_an_early_advance_says_that_it_is_early_and_how_often_on_average_it_errs() -> None:
    soon = decision(
        DecisionKind.ADVANCE, is_early=True, evidence={"e_value": 400.0, "threshold": 360.0, "alpha": 2.0}
    )
    assert wording.decision_title(soon) == wording.decision_title(ADVANCE) + ", told early"
    assert wording.reasons(soon)[0].startswith("a rise over the last hours, told early; over the last days about")
    assert wording.reasons(soon)[-1] == ("evidence 400 to 1 (asked: 360): 2 false alarms a month at most, on average")


def test_an_advance_on_authors_alone_claims_no_evidence() -> None:
    assert wording.reasons(decision(DecisionKind.ADVANCE, evidence={"bar": None})) == ["612 authors come back"]


def test_what_holds_a_prolong_back_stands_the_largest_first() -> None:
    assert wording.reasons(decision()) == [
        f"{STEADY}: evidence 45% of the way",
        f"{EVERYONE}: evidence 47% of the way",
        "support over opposition is +3 points: evidence 61% of the way",
    ]


MONTH = {"alpha": 0.01, "horizon": 720}


def test_a_prolong_names_what_is_missing_alone() -> None:
    cold = decision(
        checks=make_checks(everyone=8e4, steady=8e4, support=0.0), evidence={"net_support": -0.1, **MONTH}
    )
    assert wording.reasons(cold) == ["support over opposition is -10 points: no evidence of readiness yet"]


def test_what_is_left_of_a_days_stakes_is_no_part_of_the_way() -> None:
    checks = [make_checks(everyone=8e4, steady=8e4, support=each) for each in (20.0, 25.0)]
    little, more = [decision(checks=each, evidence=MONTH) for each in checks]
    assert wording.reasons(little) == ["support over opposition is +3 points: no evidence of readiness yet"]
    assert wording.reasons(more) == ["support over opposition is +3 points: evidence 29% of the way"]


@pytest.mark.parametrize(
    ("authors", "said"),
    [
        ((400.0, 900.0, 0.0), "400 of 900 authors who come back"),
        ((1_000.0, 900.0, 12.0), "enough authors for 12 of 48 hours"),
    ],
)
def test_a_bar_on_authors_is_said_in_their_number_then_in_hours(
    authors: tuple[float, float, float], said: str
) -> None:
    assert wording.reasons(decision(checks=make_checks(authors=authors)))[0] == said


def test_a_planned_event_is_the_first_reason_of_a_prolong_and_a_caution_of_the_others() -> None:
    event = {"in_event": True}
    assert "a planned event" in wording.reasons(decision(evidence=event))[0]
    assert wording.cautions(decision(evidence=event)) == []
    assert "planned event" in wording.cautions(decision(DecisionKind.ADVANCE, evidence=event))[0]


def test_who_has_arrived_is_only_watched() -> None:
    assert wording.reasons(decision(checks=ARRIVED)) == ["the story is told: now watching for a step back"]


def test_a_step_back_says_what_turned() -> None:
    both = make_checks(opposition=8e4, falling=9e4)
    assert wording.reasons(decision(DecisionKind.STEP_BACK, checks=both)) == [
        "opposition has outgrown what is usual here",
        "people fall back from the stage before",
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"eligible": 1.0}, "1 author may vote, 50 are needed"),
        ({"coverage": 0.4}, "a gap in the data: 40% of the usual posts are heard, other sources are gone"),
        ({"coverage": 0.0}, "a gap in the data: none of the usual sources is heard"),
        ({"silent_hours": 50.0}, "nobody who may vote has spoken for 50 hours"),
        ({"channels": 0.0}, "too few votes yet"),
    ],
)
def test_what_there_is_too_little_of_is_named(changes: dict[str, float], said: str) -> None:
    unknown = decision(DecisionKind.INSUFFICIENT_DATA, checks=make_checks(**changes))  # type: ignore[arg-type]
    assert wording.reasons(unknown) == [said]


def test_in_the_first_days_what_is_left_of_them_is_said() -> None:
    first = decision(DecisionKind.INSUFFICIENT_DATA, checks=UNKNOWN, evidence={"warm_up_hours_left": 34})
    assert wording.reasons(first) == [
        "12 authors may vote, 50 are needed",
        "the first days only tell who the audience is, for 34 more hours",
    ]


def test_a_clock_that_went_back_is_said() -> None:
    back = (compare(CheckCode.WINDOW_ORDER, -3.0, ">", 0.0), *make_checks()[1:])
    assert wording.reasons(decision(DecisionKind.INSUFFICIENT_DATA, checks=back)) == [
        "the clock of the data went back"
    ]


def test_a_line_of_a_list_says_what_to_do_or_what_is_missing() -> None:
    assert wording.short_reason(ADVANCE) == "Tell “stand-with” next."
    assert wording.short_reason(decision()).startswith("the share among steady")


def test_an_advance_alone_moves_on() -> None:
    assert wording.chapter_move(ADVANCE) == "who-it-hit -> stand-with"
    assert wording.chapter_move(KINDS[-1]) == "who-it-hit -> the end of the story"
    assert wording.chapter_move(decision()) == "who-it-hit"


def test_what_weakens_a_decision_is_a_caution() -> None:
    assert wording.cautions(decision(evidence={"fragile": True})) == [
        "fragile: without one of the channels it would read otherwise"
    ]
    assert wording.silence(("bluesky", "reddit")) == "silent: bluesky, reddit"
    assert wording.silence(()) == ""
