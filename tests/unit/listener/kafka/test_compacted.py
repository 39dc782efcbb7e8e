"""Compacted: what is not known of a topic is not taken for nothing."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from aiokafka import TopicPartition
from aiokafka.errors import UnknownTopicOrPartitionError

from listener.kafka import compacted
from listener.kafka.compacted import read_each_latest
from listener.kafka.outages import will_pass
from listener.settings import Settings


class Consumer:
    """One whose line was cut as it started: of the topic it knows these partitions."""

    def __init__(self, known: set[int] | None) -> None:
        self.known, self.stopped = known, False

    def assign(self, partitions: Iterable[TopicPartition]) -> None: ...

    async def start(self) -> None: ...

    async def stop(self) -> None:
        self.stopped = True

    def partitions_for_topic(self, topic: str) -> set[int] | None:
        return self.known

    async def end_offsets(self, partitions: Iterable[TopicPartition]) -> dict[TopicPartition, int]:
        return dict.fromkeys(partitions, 0)

    beginning_offsets = end_offsets


async def test_partitions_of_which_the_brokers_have_not_told_are_not_taken_for_empty(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    consumer = Consumer(None)
    monkeypatch.setattr(compacted, "ClosingConsumer", lambda **_: consumer)
    with pytest.raises(UnknownTopicOrPartitionError) as raised:
        await read_each_latest(Settings(), "listener.state", [0])
    assert will_pass(raised.value)
    assert consumer.stopped


async def test_partitions_that_are_there_and_empty_give_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compacted, "ClosingConsumer", lambda **_: Consumer({0, 1}))
    assert await read_each_latest(Settings(), "listener.state", [0]) == {}
