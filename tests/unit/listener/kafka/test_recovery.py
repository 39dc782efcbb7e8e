"""A recovery: partitions are claimed, then read; in an outage its steps are tried until they are done."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from typing import cast

import pytest
from aiokafka.errors import KafkaConnectionError, KafkaTimeoutError, TopicAuthorizationFailedError
from faust.tables.recovery import Recovery
from faust.transport.drivers.aiokafka import AIOKafkaConsumerThread
from faust.types import TP, ConsumerT
from mode import Service

from listener.kafka import consumer_thread, recovery
from listener.kafka.changelog import KeyedTable, Outgoing
from listener.kafka.consumer_thread import WaitingConsumerThread
from listener.kafka.recovery import FencedApp, OrderedTableManager, PatchedConsumer
from listener.settings import Settings
from tests.fencing import WriterInMemory

CHANGELOG = TP("test-state-changelog", 0)
STORED = {b"relief|locals/h0": b"a state"}


class Changelog:
    """What a plain consumer reads of a changelog, after a while."""

    def __init__(self, writer: WriterInMemory, silent_seconds: float) -> None:
        self.writer, self.silent_seconds = writer, silent_seconds

    async def read(self, _: Settings, topic: str, partitions: Collection[int]) -> dict[int, dict[bytes, bytes]]:
        assert (topic, [*partitions]) == (CHANGELOG.topic, self.writer.claims[-1]), "it is claimed before it is read"
        await asyncio.sleep(self.silent_seconds)
        return {CHANGELOG.partition: STORED}


def recovering(
    monkeypatch: pytest.MonkeyPatch, errors: Sequence[BaseException] = (), silent_seconds: float = 0.0
) -> FencedApp:
    monkeypatch.setattr(recovery, "_RETRY_SECONDS", 0.01)
    app = FencedApp("test", Settings(), writer := WriterInMemory(errors=errors), topic_partitions=1)
    app.conf.broker_request_timeout = 0.05
    app.Table("state", key_type=bytes, value_type=bytes, partitions=1)
    monkeypatch.setattr(recovery, "read_each_latest", Changelog(writer, silent_seconds).read)
    return app


def stored(app: FencedApp) -> dict[bytes, bytes]:
    return dict(cast(KeyedTable, app.tables["state"]))


async def restore(app: FencedApp) -> Recovery:
    """Takes the steps up to where a table is restored, as Faust's recovery does."""
    found = cast(OrderedTableManager, app.tables).recovery
    consumer = cast(ConsumerT, None)  # a step asks it nothing
    await found._wait(found._build_highwaters(consumer, {CHANGELOG}, found.active_highwaters, "active"))  # noqa: SLF001
    await found._wait(found._build_offsets(consumer, {CHANGELOG}, found.active_offsets, "active"))  # noqa: SLF001
    return found


async def test_a_partition_is_claimed_and_then_read_and_nothing_remains_for_faust_to_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = recovering(monkeypatch)
    app.outbox.put(0, Outgoing("listener.signals", b"relief|locals", b"of a state that is old"))
    found = await restore(app)
    assert stored(app) == STORED
    assert not app.outbox.size
    assert not found.need_recovery()


@pytest.mark.parametrize(
    "error", [KafkaTimeoutError("no answer in 90 s"), TimeoutError(), asyncio.CancelledError("aiokafka's own")]
)
async def test_a_step_that_an_outage_ends_is_taken_again(
    monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    app = recovering(monkeypatch, [error])
    await restore(app)
    assert cast(WriterInMemory, app.writer).claims == [[0], [0]]
    assert stored(app) == STORED


async def test_a_step_of_which_long_nothing_is_heard_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    app = recovering(monkeypatch, silent_seconds=0.2)
    await restore(app)
    assert stored(app) == STORED


async def test_what_the_brokers_refuse_for_good_ends_the_recovery(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TopicAuthorizationFailedError):
        await restore(recovering(monkeypatch, [TopicAuthorizationFailedError()]))


class Committing(PatchedConsumer):
    """Takes what waits as a commit begins, which lasts until the test frees it."""

    def __init__(self, app: FencedApp) -> None:
        super().__init__(app.transport, _nothing, _nothing, _nothing)
        self.waiting, self.taken, self.free = ["first"], list[list[str]](), asyncio.Event()

    def _new_consumer_thread(self) -> AIOKafkaConsumerThread:
        return cast(AIOKafkaConsumerThread, Service())  # none that reads: only commits are looked at

    async def force_commit(self, *_: object, **__: object) -> bool:
        self.taken.append([*self.waiting])
        self.waiting.clear()
        await self.free.wait()
        return True


async def test_a_commit_that_is_asked_for_while_another_is_under_way_takes_what_waits_since() -> None:
    app = FencedApp("test", Settings(), WriterInMemory(), topic_partitions=1)
    consumer = Committing(app)
    first = asyncio.create_task(consumer.commit())
    await asyncio.sleep(0)
    consumer.waiting.append("second")
    second = asyncio.create_task(consumer.commit())
    await asyncio.sleep(0)
    assert consumer.taken == [["first"]]
    consumer.free.set()
    assert await first
    assert await second
    assert consumer.taken == [["first"], ["second"]]


class Connecting:
    """A client that meets these errors as it starts, one after the other."""

    def __init__(self, errors: list[Exception]) -> None:
        self._errors, self.stops = errors, 0

    async def start(self) -> None:
        if self._errors:
            raise self._errors.pop(0)

    async def stop(self) -> None:
        self.stops += 1


def connecting(monkeypatch: pytest.MonkeyPatch, client: Connecting) -> WaitingConsumerThread:
    monkeypatch.setattr(consumer_thread, "_RETRY_SECONDS", 0.01)
    monkeypatch.setattr(WaitingConsumerThread, "_create_consumer", lambda *_, **__: client)
    loop = asyncio.get_running_loop()
    return WaitingConsumerThread(
        Committing(FencedApp("test", Settings(), WriterInMemory())), loop=loop, thread_loop=loop
    )


async def test_a_consumer_that_starts_while_no_broker_answers_connects_once_one_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = Connecting([KafkaConnectionError("no broker"), KafkaConnectionError("no broker")])
    await connecting(monkeypatch, client).on_start()
    assert client.stops == 2


async def test_a_consumer_that_the_brokers_refuse_does_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TopicAuthorizationFailedError):
        await connecting(monkeypatch, Connecting([TopicAuthorizationFailedError()])).on_start()


async def _nothing(*_: object) -> None:
    """What Faust would call of an app that runs."""
