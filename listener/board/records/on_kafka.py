"""Records on Kafka: the board reads its topics from where they begin, without a group, and writes commands."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.errors import KafkaError

from listener.board.records.base import Said, key_of_said, topic_of_said
from listener.board.views.board_state import BoardRecord
from listener.kafka import clients, topics, wire
from listener.kafka.outages import watch_brokers
from listener.settings import Settings
from models.decisions import Decision
from models.decoding import Decode, json_decoder
from models.errors import InputError, UnreadableError
from models.movement import AudienceMovement
from models.outcomes import OutcomeReport
from models.rejections import DETAIL_LIMIT
from models.signals import Signal

_POLL_MS = 500
_FETCH_RECORDS = 1000  # at once, of all partitions

_log = logging.getLogger(__name__)
_decode_signal = json_decoder(Signal)


def _decode_readiness(value: bytes | None) -> Decision:
    """The latest state of an audience goes in a signal's envelope, and is no signal."""
    return _decode_signal(value).data


_DECODERS: dict[str, Decode[BoardRecord]] = {
    topics.READINESS: _decode_readiness,
    topics.SIGNALS: wire.decode_any_signal,
    topics.DECISIONS: json_decoder(Decision),
    topics.COMMANDS: wire.decode_command,
    topics.UPDATES: wire.decode_ledger_entry,
    topics.OUTCOMES: json_decoder(OutcomeReport),
    topics.MOVEMENT: json_decoder(AudienceMovement),
}


class RecordsOnKafka:
    """The board's source on Kafka. Correctness rests on no offset: the board takes repeats and any order."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._decoders = {settings.topic(name): decode for name, decode in _DECODERS.items()}

    async def updates(self) -> AsyncGenerator[Sequence[BoardRecord], None]:
        """Batches of records; an empty one once all has been read that was there at the start. Raises InputError."""
        async with self._consumer() as consumer, watch_brokers(self._settings, list(_DECODERS)) as watch:
            ends = await consumer.end_offsets(consumer.assignment())
            is_caught_up = False
            while True:
                fetched = await consumer.getmany(timeout_ms=_POLL_MS, max_records=_FETCH_RECORDS)
                watch.raise_problem()
                if watch.problem:
                    raise InputError(watch.problem)
                if records := self._decode_all(fetched.values()):
                    yield records
                if not is_caught_up and await _has_read_to(consumer, ends):
                    is_caught_up = True
                    yield ()

    @asynccontextmanager
    async def _consumer(self) -> AsyncIterator[AIOKafkaConsumer]:
        """Raises InputError for all that Kafka answers, from the first question on: then the board tries again."""
        try:
            async with self._started_consumer() as consumer:
                yield consumer
        except KafkaError as error:
            raise InputError(f"Kafka: {error!r}") from None
        except asyncio.CancelledError:  # aiokafka lets its own out, when a connection goes
            task = asyncio.current_task()
            if task is None or task.cancelling():
                raise
            raise InputError("Kafka: a request was dropped with its connection") from None

    @asynccontextmanager
    async def _started_consumer(self) -> AsyncIterator[AIOKafkaConsumer]:
        partitions = await self._partitions()
        consumer = clients.ClosingConsumer(
            **clients.reading(self._settings), auto_offset_reset="earliest", enable_auto_commit=False
        )
        try:
            await consumer.start()
            consumer.assign(partitions)
            await consumer.seek_to_beginning()
            yield consumer
        finally:
            await consumer.stop()

    async def _partitions(self) -> list[TopicPartition]:
        """Every partition of our topics, which must be there: naming them would make them, and make them wrong."""
        found = [each for each in await topics.describe_topics(self._settings) if each.name in self._decoders]
        if missing := [each.name for each in found if not each.partitions]:
            raise InputError(f"Kafka has no topic {', '.join(missing)} yet")
        return [TopicPartition(each.name, number) for each in found for number in range(each.partitions)]

    def _decode_all(self, batches: Iterable[Sequence[ConsumerRecord[bytes, bytes]]]) -> list[BoardRecord]:
        decoded = [self._decode(record) for batch in batches for record in batch]
        return [each for each in decoded if each is not None]

    def _decode(self, consumed: ConsumerRecord[bytes, bytes]) -> BoardRecord | None:
        """One record; None for a tombstone, and for what cannot be read: a board that dies over it helps nobody."""
        if consumed.value is None:
            return None
        try:
            return self._decoders[consumed.topic](consumed.value)
        except UnreadableError as error:
            where = f"{consumed.topic}[{consumed.partition}]@{consumed.offset}"
            _log.error("%s cannot be read and is not shown: %s: %s", where, error.reason, str(error)[:DETAIL_LIMIT])
            return None

    async def send_command(self, command: Said) -> None:
        """Writes a command, keyed as the worker expects it. Raises InputError."""
        name = key_of_said(command).encode()
        try:
            await clients.send_record(self._settings, topic_of_said(command), name, wire.encode(command))
        except KafkaError as error:
            raise InputError(f"the command could not be written: {error}") from None


async def _has_read_to(consumer: AIOKafkaConsumer, ends: dict[TopicPartition, int]) -> bool:
    for partition, end in ends.items():
        if await consumer.position(partition) < end:
            return False
    return True
