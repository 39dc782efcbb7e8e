"""Compacted: the latest record of each key of a topic, read once from beginning to end, outside of any group."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import UnknownTopicOrPartitionError

from listener.kafka.clients import ClosingConsumer, reading
from listener.settings import Settings

_POLL_MS = 500  # that one poll waits for records


async def read_latest(settings: Settings, topic: str, only: Collection[int] | None = None) -> dict[bytes, bytes]:
    """Value by key, of all partitions or those in `only`, without keys whose latest value is null or empty."""
    by_partition = await read_each_latest(settings, settings.topic(topic), only)
    return {key: value for records in by_partition.values() for key, value in records.items()}


async def read_each_latest(
    settings: Settings, name: str, only: Collection[int] | None = None
) -> dict[int, dict[bytes, bytes]]:
    """The same by partition, of a topic by its full name: of a key that several have, each one's value.

    Raises KafkaError, also where `only` are asked for and the brokers have not said yet what partitions there are: to
    take them for empty would begin a state afresh.
    """
    consumer = ClosingConsumer(**reading(settings), enable_auto_commit=False, auto_offset_reset="earliest")
    consumer.assign([TopicPartition(name, 0)])  # it has metadata of the topics assigned to it alone
    try:
        await consumer.start()
        return await _read(consumer, await _ends(consumer, name, only))
    finally:
        await consumer.stop()


async def _ends(consumer: AIOKafkaConsumer, topic: str, only: Collection[int] | None) -> dict[TopicPartition, int]:
    """The end offset of each partition that has records."""
    numbers = consumer.partitions_for_topic(topic) or set()
    if only and not numbers:
        raise UnknownTopicOrPartitionError(topic)
    wanted = [TopicPartition(topic, each) for each in sorted(numbers) if only is None or each in only]
    ends = await consumer.end_offsets(wanted) if wanted else {}
    begins = await consumer.beginning_offsets(wanted) if wanted else {}
    return {each: end for each, end in ends.items() if end > begins[each]}


async def _read(consumer: AIOKafkaConsumer, ends: Mapping[TopicPartition, int]) -> dict[int, dict[bytes, bytes]]:
    found: dict[int, dict[bytes, bytes]] = {each.partition: {} for each in ends}
    if ends:
        consumer.assign(list(ends))
        await consumer.seek_to_beginning()
    while not await is_past(consumer, ends):
        for place, records in (await consumer.getmany(timeout_ms=_POLL_MS)).items():
            found[place.partition] |= {each.key or b"": each.value or b"" for each in records}
    return {number: {key: value for key, value in each.items() if value} for number, each in found.items()}


async def is_past(consumer: AIOKafkaConsumer, ends: Mapping[TopicPartition, int]) -> bool:
    """Whether the consumer has read every partition up to this offset."""
    return all([await consumer.position(each) >= end for each, end in ends.items()])
