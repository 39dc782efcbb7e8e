"""What is stored is read again as it was; what is not ours is corruption, never an empty state."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from listener.alerts.state_topic import STATE_BYTES, decode_state, encode_state, fit_state
from models.alerts import AlertItem, AlertState, RouteState
from models.commands import SignalVerdict, Verdict
from models.decisions import Example
from models.errors import CorruptionError
from models.posts import HOUR_MS, instant
from models.signals import Signal
from pipelines.alerts import offer_signal, record_answer
from tests.alerting import alert, route, signal_of
from tests.making import MONDAY, campaign


def test_a_state_is_read_as_it_was_written_and_packs_well() -> None:
    queue = tuple(AlertItem(signal_of(hour=hour), MONDAY) for hour in range(20))
    state = AlertState({"team": RouteState(queue=queue, in_flight=alert())})
    record = encode_state(state)
    assert decode_state(record) == state
    assert len(record) < 200 * len(queue)


@given(st.binary(max_size=80) | st.binary(max_size=80).map(lambda rest: b"\x01" + rest))
def test_other_bytes_are_corruption(record: bytes) -> None:
    with pytest.raises(CorruptionError):
        decode_state(record)


def forged(number: int) -> Signal:
    """A signal as large as a record may be, of text that packs badly."""
    text = random.Random(number).randbytes(340_000).hex()
    return signal_of(hour=number, examples=(Example("bluesky:1", "pledge", text),))


def test_forged_signals_as_large_as_kafka_takes_make_no_state_too_large_and_displace_nobody() -> None:
    who, state = campaign(alerts=(route(), route(name="others"))), AlertState()
    for number in range(30):
        state = fit_state(offer_signal(state, who, forged(number), MONDAY))
        state = fit_state(offer_signal(state, who, signal_of(hour=100 + number), MONDAY))
        assert len(encode_state(state)) <= STATE_BYTES
    for name in ("team", "others"):
        waiting = [item.signal for item in state.routes[name].queue]
        assert [signal for signal in waiting if signal.data.window.start >= instant(MONDAY + 110 * HOUR_MS)] == [
            signal_of(hour=100 + number) for number in range(10, 30)
        ]


def test_a_state_that_fits_is_the_same_state() -> None:
    state = AlertState({"team": RouteState(queue=(AlertItem(signal_of(), MONDAY),))})
    assert fit_state(state) is state


@pytest.mark.parametrize(
    "signal", [replace(signal_of(), id="1" * 900_000), signal_of(audience="nobody")], ids=["id", "audience"]
)
def test_a_signal_that_cannot_be_ours_is_not_remembered(signal: Signal) -> None:
    assert offer_signal(AlertState(), campaign(alerts=(route(),)), signal, MONDAY) == AlertState()


def test_an_answer_to_what_cannot_be_ours_is_not_remembered() -> None:
    answer = SignalVerdict("relief", "locals", "1" * 900_000, Verdict.ACCEPT, instant(MONDAY))
    assert record_answer(AlertState(), campaign(alerts=(route(),)), answer) == AlertState()
