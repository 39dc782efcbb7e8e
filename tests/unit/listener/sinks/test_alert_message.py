"""An alert's message says in its title what to do, then why, what to ask, and few numbers, in its reader's words."""

import re

import pytest
from msgspec.structs import replace

from listener.sinks.alert_message import alert_lines, alert_title, compose_message
from models.alerts import TOLD_UNASKED
from models.decisions import DecisionKind, Evidence
from tests.alerting import alert, decision, route, signal_of
from tests.checks import READY, TURNED_AWAY, UNKNOWN, make_checks
from tests.unit.listener.board.web.test_plain_words import RULES_WORDS

CHECKS = {
    DecisionKind.PROLONG: make_checks(),
    DecisionKind.STEP_BACK: TURNED_AWAY,
    DecisionKind.INSUFFICIENT_DATA: UNKNOWN,
}
DEEDS = {
    DecisionKind.ADVANCE: "Release “stand-with” to locals: they are ready",
    DecisionKind.PROLONG: "Stay with “who-it-hit” for locals: not ready yet",
    DecisionKind.STEP_BACK: "Pause “who-it-hit” for locals: they are turning away",
    DecisionKind.INSUFFICIENT_DATA: "Change nothing for locals: too little is known yet",
}
SIGNALS = {kind: signal_of(kind, checks=CHECKS.get(kind, READY), examples=()) for kind in DecisionKind}


@pytest.mark.parametrize("kind", DecisionKind)
def test_the_title_is_the_deed_and_each_decision_has_a_colour_of_its_own(kind: DecisionKind) -> None:
    titles = {each: alert_title(alert(SIGNALS[each])) for each in DecisionKind}
    assert titles[kind].endswith(DEEDS[kind])
    assert len({title.split()[0] for title in titles.values()}) == len(DecisionKind)


@pytest.mark.parametrize("kind", DecisionKind)
@pytest.mark.parametrize("language", ["en", "nb"])
def test_no_word_of_the_rule_is_in_a_message(kind: DecisionKind, language: str) -> None:
    text = "\n".join(alert_lines(replace(alert(SIGNALS[kind]), language=language)))
    assert [found.group() for found in RULES_WORDS.finditer(text)] == []
    assert "{" not in text


def test_a_message_says_why_what_to_do_what_to_ask_and_three_numbers() -> None:
    told = signal_of(evidence=replace(decision().evidence, alpha=0.01))
    asking = replace(alert(told), items=(replace(alert(told).items[0], call="Pledge a weekend"),))
    lines = alert_lines(asking)
    for said in (
        "About 41% are where the chapter wants them; you asked for 30%. "
        "It has held for days, and not in one loud moment.",
        "What to do: Tell “stand-with” next.",
        "Ask of them: Pledge a weekend",
        "Where the chapter wants them: 41%, you asked for 30%",
        "People who come back: 900",
        "Wrong at most: in 1% of a campaign's months",
    ):
        assert said in lines


def test_times_are_the_routes_and_so_is_the_language() -> None:
    there = replace(alert(), zone="Europe/Oslo", language="nb")
    (said,) = [line for line in alert_lines(there) if line.startswith("Per: ")]
    assert re.fullmatch(r"Per: man\. \d+\. \w+\.? \d{4}, kl\. \d\d:\d\d CES?T", said)
    assert "Fortell «stand-with» til locals: de er klare" in alert_title(there)


def test_a_test_is_never_taken_for_real() -> None:
    test = replace(alert(), is_test=True)
    text = "\n".join(alert_lines(test))
    assert alert_title(test).endswith("TEST of the route team: nothing was decided")
    assert not any(deed in text for deed in DEEDS.values())
    assert compose_message(test).parts == ()


def test_a_route_hears_that_too_little_is_known_only_where_it_asks() -> None:
    assert DecisionKind.INSUFFICIENT_DATA not in route().decisions
    assert route().decisions == TOLD_UNASKED


def test_what_is_not_known_is_not_shown() -> None:
    bare = signal_of(DecisionKind.INSUFFICIENT_DATA, evidence=Evidence(), score=0.0, checks=UNKNOWN)
    lines = alert_lines(alert(bare))
    assert not [line for line in lines if line.startswith(("Where the chapter", "People", "Wrong"))]


def test_an_escalation_says_so_first() -> None:
    assert alert_title(alert(unanswered_on="team")).startswith("Nobody answered: ")
    assert "Nobody answered on route team." in alert_lines(alert(unanswered_on="team"))


def test_with_a_board_each_signal_leads_there() -> None:
    link = f"https://board.example.org/signals/{signal_of().id}"
    assert f"See it on the board, and act: {link}" in alert_lines(alert(), "https://board.example.org")
    assert f"({signal_of().id})" in alert_lines(alert())


def test_what_was_left_out_is_said() -> None:
    assert "3 earlier ones left out." in alert_lines(alert(left_out=3))
