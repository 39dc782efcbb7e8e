"""A recovery in an outage: its steps are tried until they are done, however long that takes."""

from __future__ import annotations

import asyncio
from typing import cast

import pytest
from aiokafka.errors import KafkaTimeoutError, TopicAuthorizationFailedError
from faust.tables.recovery import Recovery
from faust.transport.consumer import Consumer
from faust.types import TP

from listener.kafka import recovery
from listener.kafka.recovery import OrderedTableManager
from listener.settings import Settings
from listener.worker.readiness_app import create_faust_app, create_state_table

CHANGELOG = TP("listener.readiness-state-changelog", 0)


class Brokers:
    """What a consumer hears of brokers: an error first, or nothing for a while, then the answer."""

    def __init__(self, error: Exception | None = None, silent_seconds: float = 0.0) -> None:
        self.error, self.silent_seconds, self.asked = error, silent_seconds, 0

    async def highwaters(self, *partitions: TP) -> dict[TP, int]:
        self.asked += 1
        await asyncio.sleep(self.silent_seconds)
        error, self.error = self.error, None
        if error is not None:
            raise error
        return dict.fromkeys(partitions, 8)


def recovering(monkeypatch: pytest.MonkeyPatch) -> Recovery:
    monkeypatch.setattr(recovery, "_RETRY_SECONDS", 0.01)
    app = create_faust_app(Settings(), partitions=1, is_embedded=False)
    create_state_table(app, 1)
    app.conf.broker_request_timeout = 0.05
    return cast(OrderedTableManager, app.tables).recovery


async def restore(recovering: Recovery, brokers: Brokers) -> dict[TP, int]:
    """The end of the changelog up to which a table is restored, as Faust's recovery asks for it."""
    found = recovering.active_highwaters
    step = recovering._build_highwaters(cast(Consumer, brokers), {CHANGELOG}, found, "active")  # noqa: SLF001
    await recovering._wait(step, timeout=recovering.app.conf.broker_request_timeout)  # noqa: SLF001
    return dict(found)


@pytest.mark.parametrize("error", [KafkaTimeoutError("no answer in 90 s"), TimeoutError()])
async def test_a_step_that_an_outage_ends_is_taken_again(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    brokers = Brokers(error)
    assert await restore(recovering(monkeypatch), brokers) == {CHANGELOG: 7}
    assert brokers.asked == 2


async def test_a_step_of_which_long_nothing_is_heard_is_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert await restore(recovering(monkeypatch), Brokers(silent_seconds=0.2)) == {CHANGELOG: 7}


async def test_what_the_brokers_refuse_for_good_ends_the_recovery(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TopicAuthorizationFailedError):
        await restore(recovering(monkeypatch), Brokers(TopicAuthorizationFailedError()))
