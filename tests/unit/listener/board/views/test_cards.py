"""Cards: how long a decision has lasted, and whose card comes first."""

from datetime import timedelta

from listener.board.views.board_state import BoardState, apply_records
from listener.board.views.cards import AudienceCard, audience_cards, count_by_kind, daily_points
from models.decisions import Decision, DecisionKind
from tests.unit.listener.board.making import HOUR, START, campaign, decision, ready

CAMPAIGNS = {"relief": campaign()}


def board(*decisions: Decision) -> BoardState:
    return apply_records(decisions)


def only(shown: BoardState) -> AudienceCard:
    (card,) = audience_cards(shown, CAMPAIGNS)
    return card


def test_a_decision_lasts_since_it_became_what_it_is_for_its_chapter() -> None:
    card = only(board(decision(0, chapter="rebuild"), *(decision(hour) for hour in range(1, 5)), ready(5), ready(6)))
    assert card.headline.since == START + 5 * HOUR
    assert card.lasting == timedelta(hours=2)


def test_who_asks_for_a_person_comes_first() -> None:
    shown = board(
        decision(audience="a", kind=DecisionKind.INSUFFICIENT_DATA),
        decision(audience="b"),
        ready(audience="c"),
        decision(audience="d"),
    )
    listed = audience_cards(shown, CAMPAIGNS)
    assert [card.decision.audience for card in listed] == ["c", "b", "d", "a"]
    assert dict(count_by_kind(listed)) == {
        DecisionKind.ADVANCE: 1,
        DecisionKind.PROLONG: 2,
        DecisionKind.INSUFFICIENT_DATA: 1,
    }


def test_the_table_has_the_last_decision_of_each_day() -> None:
    shown = board(*(decision(hour) for hour in range(60)))
    assert [each.end for each in daily_points(shown.audiences["relief|locals"].points)] == [
        round((START + timedelta(hours=hour)).timestamp() * 1000) for hour in (24, 48, 60)
    ]
