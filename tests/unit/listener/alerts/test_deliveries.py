"""A route sends one alert at a time, a slow route keeps no other waiting, and a mistake of ours stops nobody."""

import asyncio

from msgspec.structs import replace

from listener.alerts.deliveries import RunningDeliveries
from listener.sinks import Backoff
from models.alerts import Alert
from models.rejections import Reason
from tests.alerting import alert

SLOW, QUICK = ("relief", "slow"), ("relief", "quick")


def on(route: str, id: str = "1") -> Alert:
    return replace(alert(), route=route, id=id)


async def never(_: Alert) -> None:
    await asyncio.sleep(3600)


async def at_once(_: Alert) -> None:
    return


async def test_a_slow_route_keeps_no_other_waiting() -> None:
    deliveries = RunningDeliveries({SLOW: never, QUICK: at_once}, Backoff())
    deliveries.start(on("slow"))
    deliveries.start(on("quick"))
    await deliveries.wait(0.05)
    assert deliveries.take_finished() == [(on("quick"), None)]
    assert deliveries.take_finished() == []
    await deliveries.cancel()


async def test_a_route_that_is_busy_begins_nothing_more() -> None:
    sent = list[str]()

    async def send(one: Alert) -> None:
        sent.append(one.id)
        await asyncio.sleep(0.01)

    deliveries = RunningDeliveries({QUICK: send}, Backoff())
    deliveries.start(on("quick", "1"))
    deliveries.start(on("quick", "2"))
    await deliveries.wait(1.0)
    assert sent == ["1"]


async def test_a_mistake_of_ours_is_a_rejection() -> None:
    async def broken(_: Alert) -> None:
        raise ZeroDivisionError

    deliveries = RunningDeliveries({QUICK: broken}, Backoff())
    deliveries.start(on("quick"))
    await deliveries.wait(1.0)
    ((_, rejection),) = deliveries.take_finished()
    assert rejection is not None
    assert rejection.reason is Reason.UNDELIVERABLE
    assert "ZeroDivisionError" in rejection.detail


async def test_what_is_cut_short_is_not_said_to_have_arrived() -> None:
    deliveries = RunningDeliveries({SLOW: never}, Backoff())
    deliveries.start(on("slow"))
    await deliveries.cancel()
    assert deliveries.take_finished() == []
