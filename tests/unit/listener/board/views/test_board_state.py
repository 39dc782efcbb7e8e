"""The board is a function of the records it has seen, as a set, and bounded."""

from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listener.board.views import audience_history, board_state
from listener.board.views.board_state import BoardRecord, BoardState, apply_record, apply_records
from models.commands import ChapterRelease, SignalVerdict, Verdict
from models.outcomes import OutcomeReport
from pipelines.quote_redaction import make_redaction, without_quotes
from tests import alerting
from tests.unit.listener.board.making import START, decision, ready, signal

RECORDS: list[BoardRecord] = [
    *(decision(hour) for hour in range(4)),
    ready(4),
    decision(2, audience="diaspora"),
    signal(1, 1),
    signal(4, 2, of=ready(4)),
    signal(9, 3),
    SignalVerdict("relief", "locals", signal(1, 1).id, Verdict.SNOOZE, START, "later"),
    SignalVerdict("relief", "locals", signal(1, 1).id, Verdict.ACCEPT, START + timedelta(hours=1), "so it was"),
    ChapterRelease("relief", "locals", "stand-with", START),
    ChapterRelease("relief", "locals", "rebuild", START + timedelta(hours=2)),
    OutcomeReport("monday", "relief", "donations", 0.1, START),
    OutcomeReport("monday", "relief", "donations", 0.2, START + timedelta(hours=3)),
    OutcomeReport("tuesday", "relief", "donations", 0.7, START + timedelta(days=1)),
]


@given(st.permutations([*RECORDS, *RECORDS]))
def test_order_and_repeats_change_nothing(records: list[BoardRecord]) -> None:
    assert apply_records(records) == apply_records(RECORDS)


def test_a_repeat_gives_back_the_same_board() -> None:
    board = apply_records(RECORDS)
    assert all(apply_record(board, record) is board for record in RECORDS)


def test_the_latest_decision_stands_whatever_came_last() -> None:
    board = apply_records([ready(7), decision(3)])
    assert board.audiences["relief|locals"].latest == ready(7)
    assert [each.start for each in board.audiences["relief|locals"].points] == sorted(
        each.start for each in board.audiences["relief|locals"].points
    )


def test_a_signal_alone_shows_where_its_audience_stands() -> None:
    assert apply_records([signal(5)]).audiences["relief|locals"].latest == decision(5)


def test_the_last_word_on_a_signal_counts() -> None:
    assert apply_records(RECORDS).verdicts[signal(1, 1).id].verdict is Verdict.ACCEPT


def test_a_signal_is_found_by_its_id() -> None:
    assert apply_records(RECORDS).signal(signal(9, 3).id) == signal(9, 3)
    assert BoardState().signal("none") is None


@pytest.fixture
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board_state, "SIGNALS_KEPT", 40)
    monkeypatch.setattr(audience_history, "DECISIONS_KEPT", 60)
    monkeypatch.setattr(board_state, "NAMES_KEPT", 50)


@pytest.mark.usefixtures("_small")
def test_history_and_feed_are_bounded_and_keep_the_latest() -> None:
    hours = audience_history.DECISIONS_KEPT + 30
    board = apply_records(decision(hour) for hour in range(hours))
    points = board.audiences["relief|locals"].points
    assert len(points) == audience_history.DECISIONS_KEPT
    assert points[-1].start == points[0].start + (audience_history.DECISIONS_KEPT - 1) * 3_600_000
    board = apply_records(signal(hour, hour) for hour in range(board_state.SIGNALS_KEPT + 5))
    assert len(board.signals) == board_state.SIGNALS_KEPT
    assert board.signals[-1] == signal(board_state.SIGNALS_KEPT + 4, board_state.SIGNALS_KEPT + 4)


@pytest.mark.usefixtures("_small")
def test_verdicts_on_signals_that_have_left_leave_too() -> None:
    judged = [
        SignalVerdict("relief", "locals", f"{n}", Verdict.ACCEPT, START)
        for n in range(2 * board_state.SIGNALS_KEPT + 1)
    ]
    assert len(apply_records([signal(1), *judged]).verdicts) <= 2 * board_state.SIGNALS_KEPT


@pytest.mark.usefixtures("_small")
def test_an_erased_quote_is_gone_from_decision_and_signal_whenever_it_comes() -> None:
    told, latest = alerting.signal_of(hour=1), alerting.decision(hour=2)
    erased = make_redaction("relief", "locals", told.time, [latest.examples[1].pseudonym])
    each_once: list[BoardRecord] = [told, latest, erased, alerting.signal_of(hour=0)]
    for records in permutations(each_once):
        board = apply_records(records)
        assert "spare tent" not in str(board)
        assert board.audiences["relief|locals"].latest.examples == latest.examples[:1]
        assert all(each.data.examples == told.data.examples[:1] for each in board.signals)
        assert apply_record(board, erased) is board


def test_a_decision_that_came_without_quotes_gets_them_from_its_topic() -> None:
    board = apply_records([without_quotes(alerting.signal_of(hour=1)).data])
    assert not board.audiences["relief|locals"].latest.examples
    board = apply_record(board, alerting.decision(hour=1))
    assert board.audiences["relief|locals"].latest.examples == alerting.decision(hour=1).examples


def test_names_that_somebody_makes_up_are_bounded_and_leave_those_that_are_heard_of() -> None:
    board = apply_records(RECORDS)
    for number in range(3 * board_state.NAMES_KEPT):
        made_up = f"made-up-{number}"
        board = apply_records(
            [
                decision(number % 20, audience=made_up),
                ChapterRelease("relief", made_up, "stand-with", START),
                OutcomeReport("monday", "relief", made_up, 1.0, START),
                decision(100 + number),
            ],
            board,
        )
    assert {len(board.audiences), len(board.releases), len(board.reports)} == {board_state.NAMES_KEPT}
    assert "relief|locals" in board.audiences
