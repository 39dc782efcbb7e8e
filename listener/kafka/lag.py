"""Lag: how many records our consumer groups still have before them, asked from outside of any worker."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiokafka import AIOKafkaConsumer, TopicPartition

from listener.kafka import topics
from listener.kafka.clients import connection
from listener.settings import Settings
from models.posts import Millis

_MAX_AHEAD = (
    20_000  # records that a feeder may be ahead of the worker on the embedded broker: it keeps them in memory
)
_POLL_SECONDS = 0.1

_GROUPS = ((topics.TAGGING_GROUP, topics.POSTS), (topics.READINESS_APP, topics.TAGGED))


class ConsumerLag:
    """Asks the broker for what is committed and where each topic ends."""

    def __init__(self, consumers: dict[str, AIOKafkaConsumer]) -> None:
        self._consumers = consumers

    async def records(self) -> int:
        """Records of `posts` and `tagged` that are not committed yet."""
        return sum([await self._of(topic, consumer) for topic, consumer in self._consumers.items()])

    async def _of(self, topic: str, consumer: AIOKafkaConsumer) -> int:
        partitions = [TopicPartition(topic, each) for each in consumer.partitions_for_topic(topic) or ()]
        ends = await consumer.end_offsets(partitions)
        return sum([end - (await consumer.committed(each) or 0) for each, end in ends.items()])

    async def wait_for_at_most(self, records: int) -> None:
        """Waits until no more are left."""
        while await self.records() > records:  # noqa: ASYNC110  # a broker is asked, it does not tell
            await asyncio.sleep(_POLL_SECONDS)


@asynccontextmanager
async def measure_lag(settings: Settings) -> AsyncIterator[ConsumerLag]:
    """Asks for as long as the block runs; joins no group."""
    consumers = {settings.topic(topic): _asking(settings, group, topic) for group, topic in _GROUPS}
    try:
        for consumer in consumers.values():
            await consumer.start()
        yield ConsumerLag(consumers)
    finally:
        for consumer in consumers.values():
            await consumer.stop()


def pace_by_lag(lag: ConsumerLag, ahead: int = _MAX_AHEAD) -> Callable[[int, Millis], Awaitable[None]]:
    """A feeder's pace: never more than `ahead` records before the worker. Looks once in `ahead` / 4 lines."""
    looked = 0

    async def pace(lines: int, _: Millis) -> None:
        nonlocal looked
        if lines - looked >= ahead // 4:
            looked = lines
            await lag.wait_for_at_most(ahead)

    return pace


def _asking(settings: Settings, group: str, topic: str) -> AIOKafkaConsumer:
    consumer = AIOKafkaConsumer(**connection(settings), group_id=settings.topic(group), enable_auto_commit=False)
    consumer.assign([TopicPartition(settings.topic(topic), 0)])
    return consumer
