"""Trying again: never too often, never too soon, never all at the same moment, never without an end."""

import asyncio

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from listener.sinks import Backoff, DeliveryError, deliver
from models.alerts import Alert
from models.rejections import RECORD_LIMIT
from tests.alerting import alert, signal_of


async def hangs(_: Alert) -> None:
    await asyncio.sleep(3600)


@given(st.integers(1, 20), st.floats(0, 1), st.none() | st.floats(0, 1e9))
def test_a_pause_lies_within_its_doubling_ceiling_unless_the_other_side_asks_for_more(
    tries: int, chance: float, asked: float | None
) -> None:
    backoff = Backoff(first=2.0, longest=60.0)
    pause = backoff.pause(tries, asked, lambda: chance)
    assert 0 <= pause <= 60.0
    assert pause >= min(asked or 0.0, 60.0)
    assert asked is not None or pause <= 2.0 * 2 ** (tries - 1)


async def test_who_does_not_answer_is_given_up() -> None:
    rejection = await deliver(hangs, alert(), Backoff(tries=1, timeout=0.01))
    assert rejection is not None
    assert "no answer within 0.01 s" in rejection.detail


async def test_what_is_rejected_is_cut_to_what_a_rejection_may_hold() -> None:
    long = alert(*(signal_of(hour=hour) for hour in range(20)))
    rejection = await deliver(hangs, long, Backoff(tries=1, timeout=0.01))
    assert rejection is not None
    assert len(rejection.record) <= RECORD_LIMIT


async def test_an_alert_that_never_arrived_is_kept_without_what_it_quoted() -> None:
    rejection = await deliver(hangs, alert(), Backoff(tries=1, timeout=0.01))
    assert rejection is not None
    assert b"spare tent" in msgspec.json.encode(alert())
    assert b"spare tent" not in rejection.record


async def test_a_mistake_of_ours_is_not_taken_for_one_of_theirs() -> None:
    async def broken(_: Alert) -> None:
        raise KeyError("ours")

    with pytest.raises(KeyError):
        await deliver(broken, alert(), Backoff())


async def test_what_the_other_side_asks_for_is_kept_to() -> None:
    pauses = list[float]()

    async def asks(_: Alert) -> None:
        raise DeliveryError("later", again=True, after=17.0)

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    await deliver(asks, alert(), Backoff(tries=2), sleep=sleep, chance=lambda: 0.0)
    assert pauses == [17.0]
