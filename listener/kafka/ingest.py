"""Ingest: where a source's records go, and its cursor after them: nothing is saved before the brokers have it all."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Sequence

from aiokafka import AIOKafkaProducer

from listener.kafka import topics
from listener.kafka.compacted import read_latest
from listener.settings import Settings
from listener.sources import Cursor, SourceRecord
from models.errors import InputError

LINGER_MS = 5  # that the producer waits for more records to send at once


async def read_cursor(settings: Settings, name: str) -> Cursor | None:
    """How far the source of that name was read before; None where it never was. Raises InputError."""
    found = (await read_latest(settings, topics.CURSORS)).get(name.encode())
    try:
        return None if found is None else found.decode()
    except UnicodeDecodeError:
        raise InputError(f"the cursor of `{name}` on {settings.topic(topics.CURSORS)} is no text") from None


class SourceOutput:
    """Writes the records of one source, and its cursor under the source's name."""

    def __init__(self, settings: Settings, producer: AIOKafkaProducer, name: str) -> None:
        self._settings, self._producer, self._name = settings, producer, name

    async def write(self, records: Sequence[SourceRecord]) -> None:
        """Returns once the brokers have them all."""
        sent: list[Awaitable[object]] = []
        for record in records:
            sent += await self._send(record)
        await asyncio.gather(*sent)

    async def save(self, cursor: Cursor) -> None:
        """Keeps the cursor for the next start."""
        topic = self._settings.topic(topics.CURSORS)
        await self._producer.send_and_wait(topic, cursor.encode(), key=self._name.encode())

    async def _send(self, record: SourceRecord) -> list[Awaitable[object]]:
        topic, headers = self._settings.topic(record.topic), list(record.headers)
        to = sorted(await self._producer.partitions_for(topic)) if record.to_every_partition else [None]
        return [
            await self._producer.send(topic, record.value, key=record.key, partition=each, headers=headers)
            for each in to
        ]
