"""A signal reaches the people who asked for it: once, when they may be disturbed, and else somebody else."""

from functools import reduce

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from models.alerts import DEDUP_LIMIT, QUEUE_LIMIT, AlertState, QuietHours
from models.commands import SignalVerdict, Verdict
from models.posts import instant
from pipelines.alerts import (
    advance_time,
    alerts_in_flight,
    complete_delivery,
    drop_removed_routes,
    offer_signal,
    record_answer,
)
from tests.alerting import route, signal_of
from tests.unit.pipelines.alerts.delivering import (
    ADVANCE,
    ESCALATING,
    NIGHT,
    STEP_BACK,
    at,
    deliver_due,
    ids,
    with_routes,
)


def test_a_signal_goes_to_every_route_that_wants_it() -> None:
    who = with_routes(
        route(name="all"), route(name="back", decisions=(STEP_BACK,)), route(name="in", audiences=("x",))
    )
    _, alerts = deliver_due(offer_signal(AlertState(), who, signal_of(ADVANCE), at(1)), who, at(1))
    assert [alert.route for alert in alerts] == ["all"]


def test_a_repeat_is_not_told_again() -> None:
    who, one = with_routes(route()), signal_of()
    state, first = deliver_due(offer_signal(AlertState(), who, one, at(1)), who, at(1))
    again = offer_signal(state, who, one, at(2))
    assert len(first) == 1
    assert again is state


def test_a_repeat_is_known_after_a_restart() -> None:
    who, one = with_routes(route()), signal_of()
    state, _ = deliver_due(offer_signal(AlertState(), who, one, at(1)), who, at(1))
    stored = msgspec.msgpack.decode(msgspec.msgpack.encode(state), type=AlertState)
    assert offer_signal(stored, who, one, at(2)) == stored


@given(st.lists(st.integers(0, DEDUP_LIMIT * 2), max_size=300))
def test_no_signal_is_told_twice_however_often_and_late_it_is_repeated(hours: list[int]) -> None:
    who, state, sent = with_routes(route()), AlertState(), list[str]()
    for now, hour in enumerate(hours):
        state, alerts = deliver_due(offer_signal(state, who, signal_of(ADVANCE, hour), at(now)), who, at(now))
        sent += [each for one in ids(alerts) for each in one]
    assert len(sent) == len(set(sent))


def test_signals_in_their_order_are_all_told_and_little_is_remembered() -> None:
    who, state, sent = with_routes(route()), AlertState(), 0
    for hour in range(300):
        state, alerts = deliver_due(offer_signal(state, who, signal_of(ADVANCE, hour), at(hour)), who, at(hour))
        sent += len(alerts)
    assert sent == 300
    assert len(state.routes["team"].dedup["locals"].latest) == DEDUP_LIMIT


def test_nobody_is_woken_and_all_of_the_night_comes_together_in_the_morning() -> None:
    who = with_routes(route(quiet_hours=NIGHT))
    state = offer_signal(
        offer_signal(AlertState(), who, signal_of(ADVANCE, 0), at(23)), who, signal_of(STEP_BACK, 1), at(26)
    )
    state, night = deliver_due(state, who, at(30.9))
    _, morning = deliver_due(state, who, at(31))
    assert night == []
    assert ids(morning) == [[signal_of(ADVANCE, 0).id, signal_of(STEP_BACK, 1).id]]


def test_a_route_speaks_no_more_often_than_it_is_allowed() -> None:
    who = with_routes(route(at_most_every_hours=6))
    state, sent = AlertState(), list[tuple[int, int]]()
    for hour in range(24):
        state, alerts = deliver_due(offer_signal(state, who, signal_of(ADVANCE, hour), at(hour)), who, at(hour))
        sent += [(hour, len(alert.items)) for alert in alerts]
    assert sent == [(0, 1), (6, 6), (12, 6), (18, 6)]


def test_a_digest_comes_once_a_day_at_its_time() -> None:
    who = with_routes(route(digest_at=9 * 60, zone="Asia/Tokyo"))  # 00:00 UTC
    state, sent = AlertState(), list[tuple[int, int]]()
    for hour in range(1, 60):
        state = offer_signal(state, who, signal_of(ADVANCE, hour), at(hour))
        state, alerts = deliver_due(state, who, at(hour))
        sent += [(hour, len(alert.items)) for alert in alerts]
    assert [hour for hour, _ in sent] == [24, 48]


def test_too_much_for_one_message_is_cut_and_counted() -> None:
    who = with_routes(route(quiet_hours=QuietHours(0, 23 * 60)))
    state = reduce(
        lambda state, hour: offer_signal(state, who, signal_of(ADVANCE, hour), at(hour)),
        range(QUEUE_LIMIT + 5),
        AlertState(),
    )
    _, (alert,) = deliver_due(state, who, at(47.5))
    assert len(alert.items) == QUEUE_LIMIT
    assert alert.left_out == 5
    assert alert.items[-1].signal == signal_of(ADVANCE, QUEUE_LIMIT + 4)


def test_what_nobody_answers_goes_to_another_route_once() -> None:
    who = with_routes(*ESCALATING)
    state, _ = deliver_due(offer_signal(AlertState(), who, signal_of(), at(1)), who, at(1))
    state, early = deliver_due(state, who, at(12.9))
    state, (escalated,) = deliver_due(state, who, at(13))
    _, later = deliver_due(state, who, at(100))
    assert early == later == []
    assert (escalated.route, escalated.items[0].unanswered_on) == ("boss", "team")


def test_an_answer_ends_the_waiting_and_a_snooze_puts_it_off() -> None:
    who = with_routes(*ESCALATING)
    state, _ = deliver_due(offer_signal(AlertState(), who, signal_of(), at(1)), who, at(1))
    verdict = SignalVerdict("relief", "locals", signal_of().id, Verdict.ACCEPT, instant(at(2)))
    snoozed = msgspec.structs.replace(verdict, verdict=Verdict.SNOOZE)
    assert deliver_due(record_answer(state, who, verdict), who, at(50))[1] == []
    assert deliver_due(record_answer(state, who, snoozed), who, at(13))[1] == []
    assert len(deliver_due(record_answer(state, who, snoozed), who, at(14))[1]) == 1


def test_an_answer_that_came_before_the_alert_counts() -> None:
    who = with_routes(*ESCALATING)
    early = SignalVerdict("relief", "locals", signal_of().id, Verdict.REJECT, instant(at(0)))
    state, alerts = deliver_due(
        offer_signal(record_answer(AlertState(), who, early), who, signal_of(), at(1)), who, at(1)
    )
    assert len(alerts) == 1
    assert deliver_due(state, who, at(50))[1] == []


def test_an_alert_on_its_way_stays_the_same_until_it_arrived() -> None:
    who = with_routes(route())
    state = advance_time(offer_signal(AlertState(), who, signal_of(ADVANCE, 0), at(1)), who, at(1))
    later = advance_time(offer_signal(state, who, signal_of(STEP_BACK, 1), at(2)), who, at(2))
    assert alerts_in_flight(later) == alerts_in_flight(state)
    (first,) = alerts_in_flight(later)
    (second,) = alerts_in_flight(advance_time(complete_delivery(later, who, first, at(3)), who, at(3)))
    assert ids((second,)) == [[signal_of(STEP_BACK, 1).id]]


def test_an_alert_that_has_not_arrived_is_sent_again_after_a_restart_under_the_same_id() -> None:
    who = with_routes(route())
    state = advance_time(offer_signal(AlertState(), who, signal_of(), at(1)), who, at(1))
    stored = msgspec.msgpack.decode(msgspec.msgpack.encode(state), type=AlertState)
    assert alerts_in_flight(advance_time(stored, who, at(9))) == alerts_in_flight(state)


def test_a_clock_that_is_set_back_silences_nobody() -> None:
    who = with_routes(route(at_most_every_hours=6))
    state, _ = deliver_due(offer_signal(AlertState(), who, signal_of(ADVANCE, 0), at(100)), who, at(100))
    _, alerts = deliver_due(offer_signal(state, who, signal_of(ADVANCE, 1), at(2)), who, at(2))
    assert len(alerts) == 1


def test_a_route_that_is_gone_is_forgotten() -> None:
    who = with_routes(route())
    state = offer_signal(AlertState(), who, signal_of(), at(1))
    assert drop_removed_routes(state, with_routes(route(name="other"))) == AlertState()
