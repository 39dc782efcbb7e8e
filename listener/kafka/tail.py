"""Tail: the records of a topic as they are written, read outside of any consumer group."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass

from aiokafka import ConsumerRecord
from aiokafka.errors import KafkaConnectionError

from listener.kafka.clients import ClosingConsumer, describe_no_broker, reading
from listener.kafka.outages import watch_brokers
from listener.settings import Settings
from models.errors import InputError
from models.posts import Millis

_POLL_MS = 500  # that one poll waits for records


@dataclass(frozen=True)
class TailedRecord:
    """One record: its place, its key as text, its bytes, and when it was written."""

    partition: int
    offset: int
    key: str
    value: bytes
    at: Millis


async def tail(settings: Settings, topic: str, *, from_start: bool = False) -> AsyncGenerator[TailedRecord, None]:
    """The records of a topic (its short name) from now on, or from the first, without end.

    A broker that goes away later is waited for. A caller that stops early must close it (`contextlib.aclosing`).
    Raises InputError where no broker answers at first, and where the topic is deleted.
    """
    name, reset = settings.topic(topic), "earliest" if from_start else "latest"
    consumer = ClosingConsumer(name, **reading(settings), auto_offset_reset=reset, enable_auto_commit=False)
    try:
        await consumer.start()
        async with watch_brokers(settings, [topic]) as watch:
            while True:
                for records in (await consumer.getmany(timeout_ms=_POLL_MS)).values():
                    for record in records:
                        yield _to_tailed(record)
                watch.raise_problem()
    except KafkaConnectionError:
        raise InputError(await describe_no_broker(settings)) from None
    finally:
        await consumer.stop()


def _to_tailed(record: ConsumerRecord[bytes, bytes]) -> TailedRecord:
    key = (record.key or b"").decode(errors="replace")
    return TailedRecord(record.partition, record.offset, key, record.value or b"", record.timestamp)
