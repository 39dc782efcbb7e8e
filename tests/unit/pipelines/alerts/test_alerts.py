"""A signal reaches the people who asked for it: once, when they may be disturbed, and else somebody else."""

from datetime import UTC, datetime
from functools import reduce

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.alerts import DEDUP_LIMIT, QUEUE_LIMIT, Alert, AlertState, Escalation, QuietHours, Route
from models.campaigns import Campaign
from models.commands import SignalVerdict, Verdict
from models.decisions import DecisionKind
from models.erasures import ErasureRequest
from models.posts import HOUR_MS, Millis, instant, millis
from models.signals import Signal
from pipelines.alerts import (
    advance_time,
    alerts_in_flight,
    complete_delivery,
    drop_removed_routes,
    is_quiet,
    last_digest,
    offer_signal,
    preview,
    record_answer,
    redact_quotes,
)
from tests.alerting import route, told
from tests.making import MONDAY, campaign

ADVANCE, PROLONG, STEP_BACK = DecisionKind.ADVANCE, DecisionKind.PROLONG, DecisionKind.STEP_BACK
NIGHT = QuietHours(22 * 60, 7 * 60)


def at(hour: float) -> Millis:
    return MONDAY + round(hour * HOUR_MS)


def with_routes(*routes: Route) -> Campaign:
    return campaign(alerts=routes)


def spoken(book: AlertState, who: Campaign, now: Millis) -> tuple[AlertState, list[Alert]]:
    """The book after everything that may go out has arrived, and what went out."""
    book = advance_time(book, who, now)
    alerts = list(alerts_in_flight(book))
    return reduce(lambda sofar, one: complete_delivery(sofar, who, one, now), alerts, book), alerts


def ids(alerts: list[Alert] | tuple[Alert, ...]) -> list[list[str]]:
    return [[item.signal.id for item in alert.items] for alert in alerts]


def test_a_signal_goes_to_every_route_that_wants_it() -> None:
    who = with_routes(
        route(name="all"), route(name="back", decisions=(STEP_BACK,)), route(name="in", audiences=("x",))
    )
    _, alerts = spoken(offer_signal(AlertState(), who, told(ADVANCE), at(1)), who, at(1))
    assert [alert.route for alert in alerts] == ["all"]


def test_a_repeat_is_not_told_again() -> None:
    who, one = with_routes(route()), told()
    book, first = spoken(offer_signal(AlertState(), who, one, at(1)), who, at(1))
    again = offer_signal(book, who, one, at(2))
    assert len(first) == 1
    assert again is book


def test_a_repeat_is_known_after_a_restart() -> None:
    who, one = with_routes(route()), told()
    book, _ = spoken(offer_signal(AlertState(), who, one, at(1)), who, at(1))
    stored = msgspec.msgpack.decode(msgspec.msgpack.encode(book), type=AlertState)
    assert offer_signal(stored, who, one, at(2)) == stored


@given(st.lists(st.integers(0, DEDUP_LIMIT * 2), max_size=300))
def test_no_signal_is_told_twice_however_often_and_late_it_is_repeated(hours: list[int]) -> None:
    who, book, heard = with_routes(route()), AlertState(), list[str]()
    for now, hour in enumerate(hours):
        book, alerts = spoken(offer_signal(book, who, told(ADVANCE, hour), at(now)), who, at(now))
        heard += [each for one in ids(alerts) for each in one]
    assert len(heard) == len(set(heard))


def test_signals_in_their_order_are_all_told_and_little_is_remembered() -> None:
    who, book, heard = with_routes(route()), AlertState(), 0
    for hour in range(300):
        book, alerts = spoken(offer_signal(book, who, told(ADVANCE, hour), at(hour)), who, at(hour))
        heard += len(alerts)
    assert heard == 300
    assert len(book.routes["team"].dedup["locals"].latest) == DEDUP_LIMIT


def test_nobody_is_woken_and_all_of_the_night_comes_together_in_the_morning() -> None:
    who = with_routes(route(quiet_hours=NIGHT))
    book = offer_signal(offer_signal(AlertState(), who, told(ADVANCE, 0), at(23)), who, told(STEP_BACK, 1), at(26))
    book, night = spoken(book, who, at(30.9))
    _, morning = spoken(book, who, at(31))
    assert night == []
    assert ids(morning) == [[told(ADVANCE, 0).id, told(STEP_BACK, 1).id]]


def test_quiet_hours_are_those_of_the_peoples_own_clock_in_summer_and_winter() -> None:
    oslo = route(zone="Europe/Oslo", quiet_hours=NIGHT)
    winter, summer = datetime(2025, 1, 6, 6, 30, tzinfo=UTC), datetime(2025, 7, 6, 5, 30, tzinfo=UTC)
    assert not is_quiet(oslo, millis(winter))  # 07:30
    assert not is_quiet(oslo, millis(summer))  # 07:30
    assert is_quiet(oslo, millis(winter.replace(hour=5)))
    assert is_quiet(oslo, millis(summer.replace(hour=4)))


def test_a_route_speaks_no_more_often_than_it_is_allowed() -> None:
    who = with_routes(route(at_most_every_hours=6))
    book, spoke = AlertState(), list[tuple[int, int]]()
    for hour in range(24):
        book, alerts = spoken(offer_signal(book, who, told(ADVANCE, hour), at(hour)), who, at(hour))
        spoke += [(hour, len(alert.items)) for alert in alerts]
    assert spoke == [(0, 1), (6, 6), (12, 6), (18, 6)]


def test_a_digest_comes_once_a_day_at_its_time() -> None:
    who = with_routes(route(digest_at=9 * 60, zone="Asia/Tokyo"))  # 00:00 UTC
    book, spoke = AlertState(), list[tuple[int, int]]()
    for hour in range(1, 60):
        heard = offer_signal(book, who, told(ADVANCE, hour), at(hour))
        book, alerts = spoken(heard, who, at(hour))
        spoke += [(hour, len(alert.items)) for alert in alerts]
    assert [hour for hour, _ in spoke] == [24, 48]


@given(
    st.integers(0, 24 * 60 - 1),
    st.sampled_from(["UTC", "Europe/Oslo", "America/St_Johns", "Australia/Lord_Howe"]),
    st.integers(MONDAY, MONDAY + 366 * 24 * HOUR_MS),
)
def test_the_last_digest_is_less_than_a_day_and_an_hour_ago(minute: int, zone: str, now: Millis) -> None:
    found = last_digest(route(digest_at=minute, zone=zone), now)
    assert found is not None
    assert 0 <= now - found <= 25 * HOUR_MS


def test_too_much_for_one_message_is_cut_and_counted() -> None:
    who = with_routes(route(quiet_hours=QuietHours(0, 23 * 60)))
    book = reduce(
        lambda b, hour: offer_signal(b, who, told(ADVANCE, hour), at(hour)), range(QUEUE_LIMIT + 5), AlertState()
    )
    _, (alert,) = spoken(book, who, at(47.5))
    assert len(alert.items) == QUEUE_LIMIT
    assert alert.left_out == 5
    assert alert.items[-1].signal == told(ADVANCE, QUEUE_LIMIT + 4)


ESCALATING = (
    route(name="team", escalate=Escalation("boss", 12), decisions=(ADVANCE,)),
    route(name="boss", decisions=()),
)


def test_what_nobody_answers_goes_to_another_route_once() -> None:
    who = with_routes(*ESCALATING)
    book, _ = spoken(offer_signal(AlertState(), who, told(), at(1)), who, at(1))
    book, early = spoken(book, who, at(12.9))
    book, (escalated,) = spoken(book, who, at(13))
    _, later = spoken(book, who, at(100))
    assert early == later == []
    assert (escalated.route, escalated.items[0].unanswered_on) == ("boss", "team")


def test_an_answer_ends_the_waiting_and_a_snooze_puts_it_off() -> None:
    who = with_routes(*ESCALATING)
    book, _ = spoken(offer_signal(AlertState(), who, told(), at(1)), who, at(1))
    verdict = SignalVerdict("relief", "locals", told().id, Verdict.ACCEPT, instant(at(2)))
    snoozed = msgspec.structs.replace(verdict, verdict=Verdict.SNOOZE)
    assert spoken(record_answer(book, who, verdict), who, at(50))[1] == []
    assert spoken(record_answer(book, who, snoozed), who, at(13))[1] == []
    assert len(spoken(record_answer(book, who, snoozed), who, at(14))[1]) == 1


def test_an_answer_that_came_before_the_alert_counts() -> None:
    who = with_routes(*ESCALATING)
    early = SignalVerdict("relief", "locals", told().id, Verdict.REJECT, instant(at(0)))
    book, alerts = spoken(offer_signal(record_answer(AlertState(), who, early), who, told(), at(1)), who, at(1))
    assert len(alerts) == 1
    assert spoken(book, who, at(50))[1] == []


def test_an_alert_on_its_way_stays_the_same_until_it_arrived() -> None:
    who = with_routes(route())
    book = advance_time(offer_signal(AlertState(), who, told(ADVANCE, 0), at(1)), who, at(1))
    later = advance_time(offer_signal(book, who, told(STEP_BACK, 1), at(2)), who, at(2))
    assert alerts_in_flight(later) == alerts_in_flight(book)
    (first,) = alerts_in_flight(later)
    (second,) = alerts_in_flight(advance_time(complete_delivery(later, who, first, at(3)), who, at(3)))
    assert ids((second,)) == [[told(STEP_BACK, 1).id]]


def test_an_alert_that_has_not_arrived_is_sent_again_after_a_restart_under_the_same_id() -> None:
    who = with_routes(route())
    book = advance_time(offer_signal(AlertState(), who, told(), at(1)), who, at(1))
    stored = msgspec.msgpack.decode(msgspec.msgpack.encode(book), type=AlertState)
    assert alerts_in_flight(advance_time(stored, who, at(9))) == alerts_in_flight(book)


def test_a_clock_that_is_set_back_silences_nobody() -> None:
    who = with_routes(route(at_most_every_hours=6))
    book, _ = spoken(offer_signal(AlertState(), who, told(ADVANCE, 0), at(100)), who, at(100))
    _, alerts = spoken(offer_signal(book, who, told(ADVANCE, 1), at(2)), who, at(2))
    assert len(alerts) == 1


def test_a_route_that_is_gone_is_forgotten() -> None:
    who = with_routes(route())
    book = offer_signal(AlertState(), who, told(), at(1))
    assert drop_removed_routes(book, with_routes(route(name="other"))) == AlertState()


@pytest.mark.parametrize("waits", ["queued", "in flight", "unanswered"])
def test_what_is_erased_is_quoted_no_more_wherever_it_waits(waits: str) -> None:
    who = with_routes(*ESCALATING)
    book = offer_signal(AlertState(), who, told(), at(1))
    book = book if waits == "queued" else advance_time(book, who, at(1))
    book = spoken(book, who, at(1))[0] if waits == "unanswered" else book
    post, author = ErasureRequest(instant(at(2)), post="bluesky:1"), ErasureRequest(instant(at(2)), author="a")
    assert "a spare tent" in str(redact_quotes(book, post))
    assert "evil" not in str(redact_quotes(book, post))
    assert "a spare tent" not in str(redact_quotes(book, author))
    assert redact_quotes(book, ErasureRequest(instant(at(2)), post="bluesky:3")) is book


def test_an_alert_that_arrived_after_a_quote_was_erased_is_not_sent_again() -> None:
    who = with_routes(route())
    book = advance_time(offer_signal(AlertState(), who, told(), at(1)), who, at(1))
    (alert,) = alerts_in_flight(book)
    book = redact_quotes(book, ErasureRequest(instant(at(2)), post="bluesky:1"))
    assert alerts_in_flight(complete_delivery(book, who, alert, at(2))) == ()


def signals() -> list[Signal]:
    return [told(PROLONG, 0), told(ADVANCE, 30), told(STEP_BACK, 60)]


def test_a_preview_tells_when_each_alert_would_have_gone_out() -> None:
    who = with_routes(route(decisions=(ADVANCE, STEP_BACK), quiet_hours=NIGHT))
    alerts = preview(who, [*signals(), *signals()])
    assert ids(alerts) == [[told(ADVANCE, 30).id], [told(STEP_BACK, 60).id]]
    assert [millis(alert.at) for alert in alerts] == [at(31), at(61)]


def test_a_preview_shows_who_would_have_been_told_after_silence() -> None:
    alerts = preview(with_routes(*ESCALATING), signals())
    assert [(alert.route, millis(alert.at)) for alert in alerts] == [("team", at(31)), ("boss", at(43))]


def test_a_preview_leaves_other_campaigns_out() -> None:
    assert preview(with_routes(route()), [told(ADVANCE, 1, campaign="other")]) == ()
