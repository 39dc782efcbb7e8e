"""Signal list: newest first, filtered, and never more at once than it says."""

from listener.board.views.board_state import BoardState, apply_records
from listener.board.views.signal_list import MAX_ROWS, SignalFilter, read_filter, select_rows
from models.commands import SignalVerdict, Verdict
from tests.unit.listener.board.making import START, many


def test_the_list_is_newest_first_and_cut_to_what_is_asked() -> None:
    shown = select_rows(apply_records(many(120)), SignalFilter(), 10, 5)
    assert [each.signal.sequence for each in shown.rows] == [f"{n:010}" for n in range(110, 105, -1)]
    assert (shown.start, shown.total) == (10, 120)


def test_the_list_beyond_its_end_shows_its_last() -> None:
    assert len(select_rows(apply_records(many(3)), SignalFilter(), 10**6, 50).rows) == 1
    assert select_rows(BoardState(), SignalFilter(), 5, 50).rows == ()


def test_the_list_gives_no_more_at_once_than_it_says() -> None:
    assert len(select_rows(apply_records(many(300)), SignalFilter(), 0, 10**6).rows) == MAX_ROWS


def test_filters_are_by_audience_decision_and_verdict() -> None:
    signals = [*many(8), *many(8, "diaspora")]
    judged = SignalVerdict("relief", "locals", signals[0].id, Verdict.REJECT, START)
    shown = apply_records([*signals, judged])
    assert select_rows(shown, read_filter({"audience": "relief|diaspora"}), 0, 50).total == 8
    assert select_rows(shown, read_filter({"decision": "ADVANCE"}), 0, 50).total == 4
    assert select_rows(shown, read_filter({"verdict": "reject"}), 0, 50).total == 1
    unjudged_advances = read_filter({"verdict": "none", "decision": "ADVANCE"})
    assert select_rows(shown, unjudged_advances, 0, 50).total == 3
    assert read_filter({"decision": "NONSENSE", "verdict": "maybe"}) == SignalFilter()


def test_a_filter_is_a_query_and_a_query_a_filter() -> None:
    wanted = SignalFilter("relief|locals", "ADVANCE", "none")
    assert wanted.query == "audience=relief%7Clocals&decision=ADVANCE&verdict=none"
