"""Consumer loop: with a consumer whose rebalances the test makes, nothing is lost or committed too early."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiokafka import ConsumerRecord, TopicPartition
from aiokafka.errors import CommitFailedError

from listener.kafka import consumer_loop
from listener.kafka.clients import ConsumerGroup
from listener.kafka.consumer_loop import ConsumerLoop, RecordBatch, RecordHandler, flatten
from listener.settings import Settings

ONE, TWO = TopicPartition("listener.posts", 1), TopicPartition("listener.posts", 2)


SHORT_MS = 50


class FakeConsumer:
    """Returns what the test puts in `polls`, and notes what is committed."""

    def __init__(self) -> None:
        self.polls: asyncio.Queue[dict[TopicPartition, list[Any]]] = asyncio.Queue()
        self.committed: list[dict[TopicPartition, int]] = []
        self.refuses_commits = self.stopped = False
        self.room: list[int] = []  # for records, of each poll

    def subscribe(self, topics: list[str], listener: Any) -> None:
        self.topics, self.listener = topics, listener

    async def start(self) -> None: ...

    async def stop(self) -> None:
        self.stopped = True

    async def getmany(self, timeout_ms: int, max_records: int) -> dict[TopicPartition, list[Any]]:
        """A short poll takes what is there; a long one waits for it, in these tests without end."""
        self.room.append(max_records)
        if timeout_ms < SHORT_MS and self.polls.empty():
            return {}
        return await self.polls.get()

    async def commit(self, offsets: Mapping[TopicPartition, int]) -> None:
        if self.refuses_commits:
            raise CommitFailedError
        self.committed.append(dict(offsets))


class Noting(RecordHandler):
    """Notes what happens, and works for as long as the test holds `free` back."""

    def __init__(self, consumer: FakeConsumer) -> None:
        self.events: list[str] = []
        self.free = asyncio.Event()
        self.free.set()
        self._consumer = consumer

    async def process(self, batch: RecordBatch) -> None:
        self.events.append("begin " + " ".join(str(record.offset) for record in flatten(batch)))
        await self.free.wait()
        self.events.append("end")

    async def after_commit(self, batch: RecordBatch) -> None:
        self.events.append("after")

    async def on_assigned(self, partitions: frozenset[TopicPartition]) -> None:
        self.events.append(f"assigned {sorted(each.partition for each in partitions)}")

    async def on_revoked(self) -> None:
        self.events.append("left" if self._consumer.stopped else "revoked")


class Failing(Noting):
    """Cannot take partitions over."""

    async def on_assigned(self, partitions: frozenset[TopicPartition]) -> None:
        raise RuntimeError("no state")


def records(partition: TopicPartition, *offsets: int) -> list[Any]:
    place = (partition.topic, partition.partition)
    return [ConsumerRecord(*place, offset, 0, 0, b"", b"", 0, 0, 0, ()) for offset in offsets]


@pytest.fixture
def consumer(monkeypatch: pytest.MonkeyPatch) -> FakeConsumer:
    fake = FakeConsumer()
    monkeypatch.setattr(consumer_loop, "group_consumer", lambda *_: fake)
    return fake


@asynccontextmanager
async def running(handler: RecordHandler) -> AsyncIterator[ConsumerLoop]:
    loop = ConsumerLoop(Settings(), ConsumerGroup("group"), ["posts"], handler)
    task = asyncio.create_task(loop.run())
    await settle()
    try:
        yield loop
    finally:
        loop.stop()
        await task


async def settle() -> None:
    """Lets every task run until it waits."""
    for _ in range(20):
        await asyncio.sleep(0)


async def test_a_batch_is_committed_once_it_is_worked_off(consumer: FakeConsumer) -> None:
    handler = Noting(consumer)
    async with running(handler):
        await consumer.listener.on_partitions_assigned([ONE, TWO])
        handler.free.clear()
        consumer.polls.put_nowait({ONE: records(ONE, 7, 8), TWO: records(TWO, 3)})
        await settle()
        assert consumer.committed == []
        handler.free.set()
        await settle()
    assert consumer.committed == [{ONE: 9, TWO: 4}]
    assert handler.events == ["assigned [1, 2]", "begin 7 8 3", "end", "after", "revoked"]


async def test_a_loop_that_is_cancelled_asks_for_no_records_any_more(consumer: FakeConsumer) -> None:
    before = asyncio.all_tasks()
    running = asyncio.create_task(ConsumerLoop(Settings(), ConsumerGroup("group"), ["posts"], Noting(consumer)).run())
    await settle()
    begun = asyncio.all_tasks() - before
    assert len(begun) > 1
    assert consumer.room
    running.cancel()
    assert (await asyncio.wait(begun, timeout=5))[1] == set()


async def test_records_that_come_in_pieces_are_one_batch_in_their_order(consumer: FakeConsumer) -> None:
    handler = Noting(consumer)
    async with running(handler):
        await consumer.listener.on_partitions_assigned([ONE, TWO])
        for piece in (
            {ONE: records(ONE, 7, 8)},
            {TWO: records(TWO, 3)},
            {ONE: records(ONE, 9), TWO: records(TWO, 4)},
        ):
            consumer.polls.put_nowait(piece)
        await settle()
    assert consumer.committed == [{ONE: 10, TWO: 5}]
    assert "begin 7 8 9 3 4" in handler.events
    assert consumer.room[:4] == [500, 498, 497, 495]


async def test_a_batch_takes_no_more_than_its_bound(consumer: FakeConsumer) -> None:
    handler = Noting(consumer)
    async with running(handler):
        await consumer.listener.on_partitions_assigned([ONE])
        for begin in (0, 500):
            consumer.polls.put_nowait({ONE: records(ONE, *range(begin, begin + 500))})
        await settle()
    assert consumer.committed == [{ONE: 500}, {ONE: 1_000}]


async def test_records_wait_until_their_partition_is_assigned(consumer: FakeConsumer) -> None:
    handler = Noting(consumer)
    async with running(handler) as loop:
        consumer.polls.put_nowait({ONE: records(ONE, 0)})
        await settle()
        assert (handler.events, loop.is_ready) == ([], False)
        await consumer.listener.on_partitions_assigned([ONE])
        await settle()
        assert loop.is_ready
    assert handler.events[:2] == ["assigned [1]", "begin 0"]


async def test_a_rebalance_waits_for_the_batch_in_hand_and_its_commit(consumer: FakeConsumer) -> None:
    handler = Noting(consumer)
    async with running(handler):
        await consumer.listener.on_partitions_assigned([ONE])
        handler.free.clear()
        consumer.polls.put_nowait({ONE: records(ONE, 0)})
        await settle()
        revoking = asyncio.create_task(consumer.listener.on_partitions_revoked([ONE]))
        await settle()
        assert not revoking.done()
        handler.free.set()
        await revoking
        assert consumer.committed == [{ONE: 1}]
    assert handler.events[:5] == ["assigned [1]", "begin 0", "end", "after", "revoked"]


async def test_records_of_a_partition_that_went_to_another_are_dropped_and_not_committed(
    consumer: FakeConsumer,
) -> None:
    handler = Noting(consumer)
    async with running(handler):
        await consumer.listener.on_partitions_assigned([ONE, TWO])
        await consumer.listener.on_partitions_revoked([ONE, TWO])
        consumer.polls.put_nowait({ONE: records(ONE, 5), TWO: records(TWO, 5)})
        await settle()
        await consumer.listener.on_partitions_assigned([TWO])
        await settle()
    assert consumer.committed == [{TWO: 6}]


async def test_a_member_without_partitions_stands_by_and_is_ready(consumer: FakeConsumer) -> None:
    handler = Noting(consumer)
    async with running(handler) as loop:
        await consumer.listener.on_partitions_assigned([])
        consumer.polls.put_nowait({})
        await settle()
        assert loop.is_ready
    assert handler.events == ["assigned []", "revoked"]


async def test_a_commit_that_a_rebalance_refuses_is_no_failure(consumer: FakeConsumer) -> None:
    consumer.refuses_commits = True
    handler = Noting(consumer)
    async with running(handler):
        await consumer.listener.on_partitions_assigned([ONE])
        consumer.polls.put_nowait({ONE: records(ONE, 0)})
        await settle()
    assert "after" in handler.events


async def test_the_handler_lets_go_before_the_group_is_left(consumer: FakeConsumer) -> None:
    handler = Noting(consumer)
    async with running(handler):
        await consumer.listener.on_partitions_assigned([ONE])
    assert handler.events[-1] == "revoked"
    assert consumer.stopped


async def test_what_goes_wrong_in_a_rebalance_ends_the_loop(consumer: FakeConsumer) -> None:
    loop = ConsumerLoop(Settings(), ConsumerGroup("group"), ["posts"], Failing(consumer))
    task = asyncio.create_task(loop.run())
    await settle()
    await consumer.listener.on_partitions_assigned([ONE])
    with pytest.raises(RuntimeError, match="no state"):
        await task
