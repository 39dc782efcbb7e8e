"""A partition is written by whoever claimed it last; what others wrote of it is there if they had committed it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition
from faust.types import TP
from msgspec.structs import replace

from listener.kafka import topics
from listener.kafka.changelog import Outgoing
from listener.kafka.clients import connection, transactional_producer
from listener.kafka.compacted import read_latest
from listener.kafka.fencing import FencedWriter, LostPartitionError
from listener.settings import Settings
from models.errors import CorruptionError

GROUP, PARTITION = topics.READINESS_APP, 1

pytestmark = pytest.mark.kafka


@pytest.fixture
async def settings(kafka: str) -> Settings:
    settings = replace(Settings(bootstrap=kafka), prefix=f"t{uuid4().hex[:8]}.")
    await topics.create_topics(settings)
    return settings


def record(settings: Settings, value: bytes, topic: str = topics.STATE) -> Outgoing:
    return Outgoing(settings.topic(topic), b"relief|locals/h0", value, partition=PARTITION)


async def committed(settings: Settings) -> int | None:
    async with AIOKafkaConsumer(**connection(settings), group_id=settings.topic(GROUP)) as consumer:
        place = TopicPartition(settings.topic(topics.TAGGED), PARTITION)
        consumer.assign([place])
        offset: int | None = await consumer.committed(place)
        return offset


async def test_who_claims_a_partition_takes_it_from_whoever_had_it(settings: Settings) -> None:
    read = TP(settings.topic(topics.TAGGED), PARTITION)
    async with FencedWriter(settings, GROUP) as before, FencedWriter(settings, GROUP) as after:
        await before.claim([PARTITION])
        await before.write(PARTITION, [record(settings, b"of the first")], {read: 5})
        await after.claim([PARTITION])
        assert [*(await read_latest(settings, topics.STATE)).values()] == [b"of the first"]
        with pytest.raises(LostPartitionError):
            await before.write(PARTITION, [record(settings, b"too late")], {read: 9})
        assert not before.owns(PARTITION)
        await after.write(PARTITION, [], {read: 7})
        assert [*(await read_latest(settings, topics.STATE)).values()] == [b"of the first"]
        assert await committed(settings) == 7


async def test_what_was_begun_and_not_committed_is_never_read_once_the_partition_is_claimed(
    settings: Settings,
) -> None:
    """As a worker leaves it that is killed in the midst of a commit."""
    async with transactional_producer(settings, f"{settings.topic(GROUP)}-{PARTITION}", 60_000) as killed:
        await killed.begin_transaction()
        half = record(settings, b"half a state")
        await killed.send_and_wait(half.topic, half.value, key=half.key, partition=half.partition)
        async with FencedWriter(settings, GROUP) as after:
            await after.claim([PARTITION])
            assert not await read_latest(settings, topics.STATE)


async def test_what_the_brokers_never_take_stops_the_worker(settings: Settings) -> None:
    async with FencedWriter(settings, GROUP) as writer:
        await writer.claim([PARTITION])
        with pytest.raises(CorruptionError, match="refused a change of state"):
            await writer.write(PARTITION, [record(settings, b"x" * 2_000_000)], {})
