"""What is worth telling, and that a repeat of it is the same to the byte."""

import msgspec

from models.campaigns import Event
from models.decisions import DataQuality, Decision, DecisionKind, Evidence, Versions, Window
from models.policy import Time
from models.posts import HOUR_MS, instant
from models.signals import EmissionState, Signal
from pipelines.signals import make_latest, make_signal, signal_id, update_emission
from tests.making import MONDAY

LASTING = Time().told_after_hours
PROLONG, ADVANCE = DecisionKind.PROLONG, DecisionKind.ADVANCE
INSUFFICIENT, STEP_BACK = DecisionKind.INSUFFICIENT_DATA, DecisionKind.STEP_BACK


def decision(kind: DecisionKind, hour: int = 0, *, chapter: str = "who-it-hit") -> Decision:
    start = MONDAY + hour * HOUR_MS
    window = Window(instant(start), instant(start + HOUR_MS))
    return Decision(
        kind, "relief", "locals", chapter, None, 0.5, Evidence(), DataQuality(), window, Versions("s", "t", "r")
    )


def emit_all(kinds: list[DecisionKind], events: tuple[Event, ...] = ()) -> list[tuple[int, Signal]]:
    """The signals of one decision an hour, with the hour they came in."""
    state, signals = EmissionState(), []
    for hour, kind in enumerate(kinds):
        state, news = update_emission(state, kind, MONDAY + (hour + 1) * HOUR_MS, events, Time())
        signals += [(hour, make_signal(decision(kind, hour), state.sequence))] if news else []
    return signals


def kinds(signals: list[tuple[int, Signal]]) -> list[tuple[int, DecisionKind]]:
    return [(hour, each.data.decision) for hour, each in signals]


def test_the_first_decision_is_told_and_its_repetition_is_not() -> None:
    assert kinds(emit_all([PROLONG] * 100)) == [(0, PROLONG)]


def test_advance_and_step_back_are_told_at_once() -> None:
    assert kinds(emit_all([PROLONG, ADVANCE, STEP_BACK])) == [(0, PROLONG), (1, ADVANCE), (2, STEP_BACK)]


def test_a_change_that_does_not_last_is_not_told() -> None:
    assert kinds(emit_all([PROLONG, *[INSUFFICIENT] * (LASTING - 1), *[PROLONG] * 50])) == [(0, PROLONG)]


def test_a_change_that_lasts_is_told() -> None:
    assert kinds(emit_all([PROLONG, *[INSUFFICIENT] * 50])) == [(0, PROLONG), (1 + LASTING, INSUFFICIENT)]


def test_a_day_after_a_planned_event_we_tell_where_the_audience_stands() -> None:
    gala = Event("Gala", MONDAY, MONDAY + 3 * HOUR_MS)
    assert kinds(emit_all([PROLONG] * 100, (gala,))) == [(0, PROLONG), (26, PROLONG)]


def test_signals_are_numbered() -> None:
    assert [each.sequence for _, each in emit_all([PROLONG, ADVANCE])] == ["0000000001", "0000000002"]


def test_no_two_windows_have_one_number_among_the_latest_states() -> None:
    latest = [make_latest(decision(PROLONG, hour)) for hour in range(48)]
    assert [each.sequence for each in latest] == sorted({each.sequence for each in latest})
    assert [each.id for each in latest] == [make_signal(each.data, 1).id for each in latest]


def test_the_same_decision_is_the_same_signal_to_the_byte() -> None:
    one, other = make_signal(decision(ADVANCE), 3), make_signal(decision(ADVANCE), 3)
    assert msgspec.json.encode(one) == msgspec.json.encode(other)


def test_another_window_chapter_or_audience_is_another_signal() -> None:
    ids = {signal_id(decision(ADVANCE)), signal_id(decision(ADVANCE, 1)), signal_id(decision(ADVANCE, chapter="b"))}
    assert len(ids) == 3


def test_a_signal_has_what_cloudevents_asks_for() -> None:
    wire = msgspec.json.decode(msgspec.json.encode(make_signal(decision(ADVANCE), 1)))
    assert {"id", "source", "specversion", "type"} <= wire.keys()
    assert (wire["specversion"], wire["subject"]) == ("1.0", "relief|locals")
    assert wire["time"] == instant(MONDAY + HOUR_MS).isoformat().replace("+00:00", "Z")
