"""Lag: how many records our consumer groups have not committed yet, measured from outside of any worker."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiokafka import AIOKafkaConsumer, TopicPartition

from listener.kafka import topics
from listener.kafka.clients import ClosingConsumer, reading
from listener.settings import Settings
from models.posts import Millis

_MAX_AHEAD = 20_000  # records: the embedded broker keeps all of them in memory, about 5 MB a partition
_POLL_SECONDS = 0.1  # between two measurements; one takes a few requests

_GROUPS = ((topics.TAGGING_GROUP, topics.POSTS), (topics.READINESS_APP, topics.TAGGED))
_LABEL_GROUPS = ((topics.READINESS_APP, topics.LABELS),)


class ConsumerLag:
    """Asks the broker for what is committed and where each topic ends."""

    def __init__(self, consumers: dict[str, AIOKafkaConsumer]) -> None:
        """`consumers` by the topic whose lag each asks for, in the name of the group."""
        self._consumers = consumers

    async def records(self) -> int:
        """Records that are not committed: of `posts` and `tagged`, and of `labels` where they were asked for."""
        return sum([await _measure_topic(topic, consumer) for topic, consumer in self._consumers.items()])

    async def wait_for_at_most(self, records: int) -> None:
        """Returns once no more records than this are left."""
        while await self.records() > records:  # noqa: ASYNC110  # Kafka sends no event for a commit
            await asyncio.sleep(_POLL_SECONDS)


@asynccontextmanager
async def measure_lag(settings: Settings, *, labels: bool = False) -> AsyncIterator[ConsumerLag]:
    """Measures while the block runs, without joining a group."""
    groups = (*_GROUPS, *_LABEL_GROUPS) if labels else _GROUPS
    consumers = {settings.topic(topic): _observer(settings, group, topic) for group, topic in groups}
    try:
        for consumer in consumers.values():
            await consumer.start()
        yield ConsumerLag(consumers)
    finally:
        for consumer in consumers.values():
            await consumer.stop()


def pace_by_lag(lag: ConsumerLag, ahead: int = _MAX_AHEAD) -> Callable[[int, Millis], Awaitable[None]]:
    """A feeder's pace: it is never more than `ahead` records ahead. The lag is measured every `ahead` / 4 lines."""
    measured_at = 0

    async def pace(lines: int, _: Millis) -> None:
        nonlocal measured_at
        if lines - measured_at >= ahead // 4:
            measured_at = lines
            await lag.wait_for_at_most(ahead)

    return pace


def _observer(settings: Settings, group: str, topic: str) -> AIOKafkaConsumer:
    consumer = ClosingConsumer(**reading(settings), group_id=settings.topic(group), enable_auto_commit=False)
    consumer.assign([TopicPartition(settings.topic(topic), 0)])
    return consumer


async def _measure_topic(topic: str, consumer: AIOKafkaConsumer) -> int:
    if not (numbers := consumer.partitions_for_topic(topic)):
        return 1  # the brokers have not said yet what there is
    partitions = [TopicPartition(topic, each) for each in numbers]
    ends = await consumer.end_offsets(partitions)
    return sum([end - (await consumer.committed(each) or 0) for each, end in ends.items()])
