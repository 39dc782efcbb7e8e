"""Story: what was told, what is now, and what is ahead."""

import pytest

from listener.board.views import audience_history
from listener.board.views.board_state import BoardState, apply_records
from listener.board.views.cards import AudienceCard, audience_cards
from models.decisions import Decision
from tests.checks import ARRIVED
from tests.unit.listener.board.making import HOUR, START, campaign, decision

CAMPAIGNS = {"relief": campaign()}


def board(*decisions: Decision) -> BoardState:
    return apply_records(decisions)


def only(shown: BoardState) -> AudienceCard:
    (card,) = audience_cards(shown, CAMPAIGNS)
    return card


def test_the_strip_tells_what_was_told_what_is_now_and_what_is_ahead() -> None:
    card = only(board(decision(0), decision(1, chapter="stand-with")))
    assert [(step.name, step.place, step.since) for step in card.story] == [
        ("who-it-hit", "told", START),
        ("stand-with", "now", START + HOUR),
        ("rebuild", "ahead", None),
    ]
    assert (card.place, card.stage) == (2, "desire")


def test_an_audience_that_has_arrived_has_been_told_everything() -> None:
    card = only(board(decision(chapter="rebuild", next_chapter=None, checks=ARRIVED)))
    assert {step.place for step in card.story} == {"told"}


def test_without_a_campaign_file_the_strip_has_what_was_seen() -> None:
    (card,) = audience_cards(board(decision(0, chapter="one"), decision(1, chapter="two")), {})
    assert [(step.name, step.place) for step in card.story] == [("one", "told"), ("two", "now")]


def test_a_chapter_that_the_team_went_back_to_is_dated_by_the_last_time() -> None:
    names = ("who-it-hit", "stand-with", "who-it-hit")
    shown = board(*(decision(hour, chapter=name) for hour, name in enumerate(names)))
    assert only(shown).story[0].since == START + 2 * HOUR


@pytest.fixture
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audience_history, "DECISIONS_KEPT", 10)


@pytest.mark.usefixtures("_short")
def test_chapters_keep_their_dates_when_the_decisions_that_entered_them_are_kept_no_more() -> None:
    names = ["who-it-hit"] * 20 + ["stand-with"] * 20
    shown = board(*(decision(hour, chapter=name) for hour, name in enumerate(names)))
    assert [step.since for step in only(shown).story] == [START, START + 20 * HOUR, None]


@pytest.mark.usefixtures("_short")
def test_a_decision_from_before_those_that_are_kept_changes_nothing() -> None:
    shown = board(*(decision(hour, chapter="stand-with") for hour in range(5, 30)))
    (before,), (after,) = shown.audiences.values(), apply_records([decision(1)], shown).audiences.values()
    assert (after.points, after.entered) == (before.points, before.entered)
