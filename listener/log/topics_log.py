"""Topics log: the topics of a deployment on Kafka as a log. Records keep their order by key, as Kafka keeps it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from itertools import groupby

import msgspec
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition
from aiokafka.errors import KafkaError

from listener.kafka import clients
from listener.kafka.compacted import is_past, read_latest
from listener.log.base import COMPACTED, LogBatch, LogRecord, Position
from listener.settings import Settings
from listener.sources.runner import SourceRecord
from models.decoding import json_decoder
from models.errors import InputError, UnreadableError

_POLL_MS = 200
_LINGER_MS = 5

_decode_position = json_decoder(dict[str, int])  # "topic/partition" -> the next number


class TopicsLog:
    """A `Log` on Kafka, as long as the context of `open_topics_log` lasts."""

    def __init__(self, settings: Settings, producer: AIOKafkaProducer) -> None:
        self._settings, self._producer = settings, producer

    async def append(self, records: Sequence[SourceRecord]) -> None:
        """As any log. A crash in between leaves some of the records: sent again, they are repeats."""
        try:
            for _, some in groupby(sorted(records, key=_is_compacted), key=_is_compacted):
                await asyncio.gather(*[sent for each in some for sent in await self._send(each)])
        except KafkaError as error:
            raise InputError(f"Kafka: {error}") from None

    async def read(self, names: Collection[str], after: Position | None = None) -> AsyncIterator[LogBatch]:
        """As any log."""
        short = {self._settings.topic(name): name for name in names}
        try:
            async with self._consumer(list(short), _next_numbers(after)) as (consumer, ends):
                while not await is_past(consumer, ends):
                    found = await consumer.getmany(timeout_ms=_POLL_MS)
                    yield await _to_batch(consumer, [each for some in found.values() for each in some], short)
        except KafkaError as error:
            raise InputError(f"Kafka: {error}") from None

    async def latest(self, name: str) -> dict[bytes, bytes]:
        """As any log."""
        try:
            return await read_latest(self._settings, name)
        except KafkaError as error:
            raise InputError(f"Kafka: {error}") from None

    async def _send(self, record: SourceRecord) -> list[asyncio.Future[object]]:
        """One record on its way: a mark to every partition, all else by its key."""
        name = self._settings.topic(record.topic)
        numbers: list[int | None] = [None]
        if record.to_every_partition:
            numbers = sorted(await self._producer.partitions_for(name))
        return [
            await self._producer.send(
                name, record.value, key=record.key, partition=number, headers=list(record.headers)
            )
            for number in numbers
        ]

    @asynccontextmanager
    async def _consumer(
        self, names: Sequence[str], numbers: dict[str, int]
    ) -> AsyncIterator[tuple[AIOKafkaConsumer, dict[TopicPartition, int]]]:
        """A consumer where somebody stopped reading, and where the topics end now."""
        consumer = clients.ClosingConsumer(**clients.reading(self._settings), enable_auto_commit=False)
        try:
            await consumer.start()
            places = [
                TopicPartition(name, number)
                for name in names
                for number in sorted(await self._producer.partitions_for(name))
            ]
            consumer.assign(places)
            begins = await consumer.beginning_offsets(places)
            for place in places:
                consumer.seek(place, max(begins[place], numbers.get(_place_name(place), 0)))
            yield consumer, await consumer.end_offsets(places)
        finally:
            await consumer.stop()


@asynccontextmanager
async def open_topics_log(settings: Settings) -> AsyncIterator[TopicsLog]:
    """The log of these brokers, whose topics must be there."""
    async with clients.producer(settings, linger_ms=_LINGER_MS) as producer:
        yield TopicsLog(settings, producer)


def _is_compacted(record: SourceRecord) -> bool:
    return record.topic in COMPACTED


def _next_numbers(after: Position | None) -> dict[str, int]:
    try:
        return _decode_position(after.encode()) if after else {}
    except UnreadableError:
        raise InputError(f"`{str(after)[:40]}` is no position of topics") from None


async def _to_batch(
    consumer: AIOKafkaConsumer, found: Sequence[ConsumerRecord[bytes, bytes]], short: dict[str, str]
) -> LogBatch:
    records = [
        LogRecord(short[each.topic], each.key, each.value, each.timestamp, each.offset, each.headers)
        for each in found
    ]
    numbers = {_place_name(each): await consumer.position(each) for each in consumer.assignment()}
    return LogBatch(records, msgspec.json.encode(numbers).decode())


def _place_name(place: TopicPartition) -> str:
    return f"{place.topic}/{place.partition}"
