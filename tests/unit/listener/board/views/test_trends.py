"""Trends: what rises against the days before, and what was added in the last day."""

from listener.board.views.board_state import BoardState, apply_records
from listener.board.views.trends import find_trends, last_day_activity
from models.decisions import Context, Decision
from tests.unit.listener.board.making import decision


def board(*decisions: Decision) -> BoardState:
    return apply_records(decisions)


def spoken(hour: int, **themes: int) -> Decision:
    return decision(hour, context=Context(activity=10 * hour, themes=themes))


def test_a_theme_rises_when_its_day_outdoes_the_days_before() -> None:
    before = [spoken(hour, school=1, money=1) for hour in range(48)]
    shown = board(*before, *(spoken(hour, school=4, money=1) for hour in range(48, 72)))
    school, money = find_trends(shown.audiences["relief|locals"].points, "themes", 10)
    assert (school.name, school.authors, school.usual, school.is_rising) == ("school", 96, 24.0, True)
    assert (money.name, money.authors, money.is_rising) == ("money", 24, False)


def test_a_theme_that_nobody_speaks_of_any_more_is_not_shown() -> None:
    shown = board(*(spoken(hour, money=3) for hour in range(48)), *(spoken(hour, school=1) for hour in range(48, 72)))
    (school,) = find_trends(shown.audiences["relief|locals"].points, "themes", 10)
    assert (school.name, school.authors, school.usual) == ("school", 24, None)


def test_few_voices_are_no_rise() -> None:
    shown = board(spoken(0), *(spoken(hour) for hour in range(1, 30)), spoken(30, school=2))
    (school,) = find_trends(shown.audiences["relief|locals"].points, "themes", 10)
    assert (school.authors, school.usual, school.is_rising) == (None, None, False)


def test_activity_of_the_last_day_is_what_was_added_in_it() -> None:
    shown = board(*(spoken(hour) for hour in range(72)))
    assert last_day_activity(shown.audiences["relief|locals"].points) == 240
