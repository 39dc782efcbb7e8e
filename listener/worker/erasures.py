"""Erasing: what a source asks us to forget is passed on to every audience, as any of them may know the author.

A plain consumer of `erasures`; offsets are committed once the broker has acknowledged what each request gave.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from aiokafka.coordinator.assignors.abstract import AbstractPartitionAssignor
from aiokafka.coordinator.assignors.roundrobin import RoundRobinPartitionAssignor

from listener.kafka import clients, topics, wire
from listener.kafka.clients import ConsumerGroup
from listener.kafka.consumer_loop import ConsumerLoop, KafkaRecord, RecordBatch, RecordHandler, flatten
from listener.kafka.outages import ride_out
from listener.metrics import Metrics
from listener.settings import Settings
from models.campaigns import Campaign, audience_key
from models.decoding import json_decoder
from models.erasures import ErasureRequest
from models.errors import UnreadableError
from models.rejections import Origin, Reason
from pipelines.posts import rejection

_decode = json_decoder(ErasureRequest)

log = logging.getLogger(__name__)


class Erasing(RecordHandler):
    """The part of a worker that passes erasures on: `run` until `stop` is called."""

    def __init__(
        self,
        settings: Settings,
        campaigns: Sequence[Campaign],
        metrics: Metrics,
        *,
        assignor: type[AbstractPartitionAssignor] = RoundRobinPartitionAssignor,
    ) -> None:
        self._settings, self._metrics = settings, metrics
        self._tagged, self._rejected = settings.topic(topics.TAGGED), settings.topic(topics.REJECTED)
        self._keys = [audience_key(c.name, a.name).encode() for c in campaigns for a in c.audiences]
        self._loop = ConsumerLoop(settings, ConsumerGroup(topics.ERASING_GROUP, assignor), [topics.ERASURES], self)

    @property
    def is_ready(self) -> bool:
        """Whether we have our partitions and work on them."""
        return self._loop.is_ready

    async def run(self) -> None:
        """Works until `stop`, and waits for brokers that are away. Raises what they refuse for good."""
        await ride_out("erasing", self._take_part, self._loop.ended)

    async def _take_part(self) -> None:
        """One membership of the group, from its beginning to its end."""
        async with clients.producer(self._settings) as self._producer:
            await self._loop.run()

    def stop(self) -> None:
        """Asks for the end: what is in hand is passed on first."""
        self._loop.stop()

    async def process(self, batch: RecordBatch) -> None:
        """Returns once the broker has acknowledged what every request gave."""
        for record in flatten(batch):
            await self._pass_on(record)

    async def _pass_on(self, record: KafkaRecord) -> None:
        """One request, to every audience. A request that cannot be read is rejected, and a person is told."""
        try:
            request = wire.encode(_decode(record.value))
        except UnreadableError as error:
            await self._reject(record, error)
            return
        sent = [await self._producer.send(self._tagged, request, key=name) for name in self._keys]
        await asyncio.gather(*sent)

    async def _reject(self, record: KafkaRecord, error: UnreadableError) -> None:
        log.warning("not an erasure: %s", error)
        origin = Origin(record.topic, record.partition, record.offset)
        reason = error.reason if error.reason is Reason.UNKNOWN_KIND else Reason.BAD_FIELD
        rejected = rejection(reason, f"erasure: {error}", record.value or b"", origin)
        self._metrics.count_rejections([rejected])
        await self._producer.send_and_wait(self._rejected, wire.encode(rejected))
