"""The board is a function of the records it has seen, as a set, and bounded."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listener.board.views import board_state
from listener.board.views.board_state import Board, Record, applied, filled
from models.commands import Judged, Released, Verdict
from models.outcomes import OutcomeReport
from tests.unit.listener.board.making import START, decision, ready, signal

RECORDS: list[Record] = [
    *(decision(hour) for hour in range(4)),
    ready(4),
    decision(2, audience="diaspora"),
    signal(1, 1),
    signal(4, 2, of=ready(4)),
    signal(9, 3),
    Judged("relief", "locals", signal(1, 1).id, Verdict.SNOOZE, START, "later"),
    Judged("relief", "locals", signal(1, 1).id, Verdict.ACCEPT, START + timedelta(hours=1), "so it was"),
    Released("relief", "locals", "stand-with", START),
    Released("relief", "locals", "rebuild", START + timedelta(hours=2)),
    OutcomeReport("monday", "relief", "donations", 0.1, START),
    OutcomeReport("monday", "relief", "donations", 0.2, START + timedelta(hours=3)),
    OutcomeReport("tuesday", "relief", "donations", 0.7, START + timedelta(days=1)),
]


@given(st.permutations([*RECORDS, *RECORDS]))
def test_order_and_repeats_change_nothing(records: list[Record]) -> None:
    assert filled(records) == filled(RECORDS)


def test_a_repeat_gives_back_the_same_board() -> None:
    board = filled(RECORDS)
    assert all(applied(board, record) is board for record in RECORDS)


def test_the_latest_decision_stands_whatever_came_last() -> None:
    board = filled([ready(7), decision(3)])
    assert board.standings["relief|locals"].latest == ready(7)
    assert [each.start for each in board.standings["relief|locals"].points] == sorted(
        each.start for each in board.standings["relief|locals"].points
    )


def test_a_signal_alone_shows_where_its_audience_stands() -> None:
    assert filled([signal(5)]).standings["relief|locals"].latest == decision(5)


def test_the_last_word_on_a_signal_counts() -> None:
    assert filled(RECORDS).verdicts[signal(1, 1).id].verdict is Verdict.ACCEPT


def test_a_signal_is_found_by_its_id() -> None:
    assert filled(RECORDS).signal(signal(9, 3).id) == signal(9, 3)
    assert Board().signal("none") is None


@pytest.fixture
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board_state, "FEED", 40)
    monkeypatch.setattr(board_state, "HISTORY", 60)


@pytest.mark.usefixtures("_small")
def test_history_and_feed_are_bounded_and_keep_the_latest() -> None:
    hours = board_state.HISTORY + 30
    board = filled(decision(hour) for hour in range(hours))
    points = board.standings["relief|locals"].points
    assert len(points) == board_state.HISTORY
    assert points[-1].start == points[0].start + (board_state.HISTORY - 1) * 3_600_000
    board = filled(signal(hour, hour) for hour in range(board_state.FEED + 5))
    assert len(board.feed) == board_state.FEED
    assert board.feed[-1] == signal(board_state.FEED + 4, board_state.FEED + 4)


@pytest.mark.usefixtures("_small")
def test_verdicts_on_signals_that_have_left_leave_too() -> None:
    judged = [Judged("relief", "locals", f"{n}", Verdict.ACCEPT, START) for n in range(2 * board_state.FEED + 1)]
    assert len(filled([signal(1), *judged]).verdicts) <= 2 * board_state.FEED
