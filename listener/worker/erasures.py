"""Erasing: what a source asks us to forget is passed on to every audience, as any of them may know the author.

A plain consumer of `erasures`; offsets are committed once the broker has acknowledged what each request gave.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

import msgspec
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord

from listener.kafka import topics, wire
from listener.kafka.delayed_assignor import DelayedRoundRobin
from listener.metrics import Metrics
from listener.settings import Settings, connection
from models.campaigns import Campaign, key
from models.erasures import Erased
from models.rejections import Origin, Reason
from pipelines.posts import rejection

POLL_SECONDS = 0.5  # how long we wait for a request before we look whether to stop

_decode = msgspec.json.Decoder(Erased).decode

log = logging.getLogger(__name__)


class Erasing:
    """The part of a worker that passes erasures on: `run` until `stop` is asked for."""

    def __init__(self, settings: Settings, campaigns: Sequence[Campaign], metrics: Metrics) -> None:
        self._settings, self._metrics = settings, metrics
        self._keys = [key(c.name, a.name) for c in campaigns for a in c.audiences]
        self._stopping = False

    async def run(self) -> None:
        """Works until `stop`. Raises what the broker refuses for good."""
        consumer, producer = _consumer(self._settings), wire.producer(self._settings)
        try:
            await producer.start()
            await consumer.start()
            while not self._stopping:
                await self._round(consumer, producer)
        finally:
            await consumer.stop()
            await producer.stop()

    def stop(self) -> None:
        """Asks for the end: what is in hand is passed on first."""
        self._stopping = True

    async def _round(self, consumer: AIOKafkaConsumer, producer: AIOKafkaProducer) -> None:
        taken = await consumer.getmany(timeout_ms=round(POLL_SECONDS * 1000))
        for record in (each for records in taken.values() for each in records):
            await self._pass_on(record, producer)
        if taken:
            await consumer.commit()

    async def _pass_on(self, record: ConsumerRecord[bytes, bytes], producer: AIOKafkaProducer) -> None:
        """One request to every audience. A request that cannot be read is rejected, and told to a person."""
        try:
            request = wire.encode(_decode(record.value or b""))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            log.warning("not an erasure: %s", error)
            origin = Origin(record.topic, record.partition, record.offset)
            rejected = rejection(Reason.BAD_FIELD, f"erasure: {error}", record.value or b"", origin)
            self._metrics.count_rejections([rejected])
            await producer.send_and_wait(self._settings.topic(topics.REJECTED), wire.encode(rejected))
            return
        tagged = self._settings.topic(topics.TAGGED)
        await asyncio.gather(*[await producer.send(tagged, request, key=name.encode()) for name in self._keys])


def _consumer(settings: Settings) -> AIOKafkaConsumer:
    return AIOKafkaConsumer(
        settings.topic(topics.ERASURES),
        **connection(settings),
        group_id=settings.topic(topics.ERASING_GROUP),
        partition_assignment_strategy=[DelayedRoundRobin],
        auto_offset_reset="earliest",
        enable_auto_commit=False,
    )
