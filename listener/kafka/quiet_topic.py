"""Quiet topic: where no source has anything to say, a mark says how far event time has come, so that windows close.

A source that is quiet says that it is there (`Heartbeat`). Only where nothing at all came to `posts` since the look
before is a mark written: so what another source reads up is never overtaken, and one that is gone closes no window.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import suppress

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from listener.kafka import topics
from listener.kafka.clients import ClosingConsumer, reading
from listener.kafka.ingest import SourceOutput
from listener.settings import Settings
from listener.sources.runner import to_record
from models.marks import Mark
from models.posts import Millis, instant

_QUIET_TIMES = 2  # `idle_seconds` between two looks: who lost a connection has said so by then

Ends = Mapping[TopicPartition, int]  # where each partition ends


class QuietTopic:
    """Looks at `posts` now and then, and writes a mark where it is quiet and the source is there."""

    def __init__(
        self, settings: Settings, output: SourceOutput, source: str, heard_at: Callable[[], Millis | None]
    ) -> None:
        """`heard_at`: when the source last said that it is there; None where not since it lost a connection."""
        self._settings, self._output, self._source, self._heard_at = settings, output, source, heard_at
        self._topic = settings.topic(topics.POSTS)

    async def run(self) -> None:
        """Looks until it is cancelled. An outage is waited out."""
        ends: Ends = {}
        looked_at: Millis = 0
        consumer = ClosingConsumer(**reading(self._settings), enable_auto_commit=False)
        consumer.assign([TopicPartition(self._topic, 0)])  # it has metadata of the topics assigned to it alone
        async with consumer:
            while True:
                with suppress(KafkaError):
                    now, found = round(time.time() * 1000), await self._look(consumer)
                    if found == ends and (self._heard_at() or 0) > looked_at:
                        await self._output.write([to_record(Mark(self._source, instant(looked_at)))])
                        found = await self._look(consumer)
                    ends, looked_at = found, now
                await asyncio.sleep(_QUIET_TIMES * self._settings.idle_seconds)

    async def _look(self, consumer: AIOKafkaConsumer) -> Ends:
        """Where each partition ends."""
        numbers = consumer.partitions_for_topic(self._topic) or set()
        found: Ends = await consumer.end_offsets([TopicPartition(self._topic, each) for each in sorted(numbers)])
        return found
