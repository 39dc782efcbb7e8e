"""Fencing: what a worker writes of a partition is written while the partition is its own, or not at all.

A worker that was paused for longer than its session lasts has no partitions any more, and does not know it. So the
records of each partition go out in transactions of one id, which is the partition's, whoever has it:

- Whoever is given a partition claims it before it reads the partition's changelog. With the claim the brokers end
  what the owner before had begun, and refuse whatever it sends from then on, also what is still on its way.
- A transaction has what is said, what changed, and the offsets that caused both. Readers take what is committed alone
  (`listener/kafka/clients.py`), so a state never differs from its offsets, nor from what was said of it.
- An owner whose transaction fails never claims again in place, for its state may be old. It joins its group anew:
  what it is given then is claimed, read and taken from the committed offsets on. So two who take a partition for
  theirs disturb each other until the group has sorted it out, and write nothing wrong.

Topics that we read as a group ourselves (`_BESIDE`) get their few records while a transaction is open and outside of
it: the marker after a transaction's last record would count as one unread record for ever. They are sent once the
brokers have taken all else, which they do from the owner alone; what is open are milliseconds, in which a repeat is
written that has the same bytes.

The embedded broker has no transactions (`listener/kafka/embedded.py`). There the group is asked, before each write,
whether it still counts us in: between the answer and the write the same milliseconds are open for everything.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Mapping, Sequence
from typing import Final, Self

from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka import errors as kafka
from aiokafka.errors import KafkaError
from faust.types import TP

from listener.kafka import clients, topics
from listener.kafka.changelog import Outgoing
from listener.kafka.outages import REFUSALS
from listener.settings import Settings
from models.errors import CorruptionError

_BESIDE: Final = (topics.TAGGED, topics.LABELS)
_TOO_LARGE: Final = (kafka.MessageSizeTooLargeError, kafka.RecordListTooLargeError)
_TRANSACTION_MS: Final = 20_000  # after which the brokers end what a worker that died has left open

log = logging.getLogger(__name__)


class LostPartitionError(Exception):
    """A write was refused, or may have been: the partition must be claimed and read anew."""


class FencedWriter:
    """Writes for the partitions that are ours: use it within `async with`."""

    def __init__(self, settings: Settings, group: str, *, has_transactions: bool = True) -> None:
        """`group` is the short name of the consumer group whose offsets go with what is written."""
        self._settings, self._group, self.has_transactions = settings, settings.topic(group), has_transactions
        self._beside = {settings.topic(each) for each in _BESIDE}
        self._owned: dict[int, AIOKafkaProducer] = {}
        self._leaving: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._plain = clients.producer(self._settings)
        await self._plain.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        for partition in [*self._owned]:
            self._let_go(partition)
        await asyncio.gather(*self._leaving)
        await self._plain.stop()

    async def claim(self, partitions: Collection[int]) -> None:
        """Makes these partitions ours, and no others. Raises KafkaError; may be tried again."""
        for partition in [*self._owned]:
            self._let_go(partition)
        if self.has_transactions:
            claims = await asyncio.gather(*map(self._claim, partitions), return_exceptions=True)
            for failure in filter(None, claims):  # once none is under way: a late one would fence those of a next try
                raise failure

    async def _claim(self, partition: int) -> None:
        producer = clients.transactional_producer(self._settings, f"{self._group}-{partition}", _TRANSACTION_MS)
        await producer.start()
        self._owned[partition] = producer

    def owns(self, partition: int) -> bool:
        """Whether we have claimed a partition, and not been refused since."""
        return partition in self._owned

    async def write(self, partition: int, records: Sequence[Outgoing], offsets: Mapping[TP, int]) -> None:
        """Writes records of a partition that we own, and commits its offsets, in one transaction.

        Raises LostPartitionError where the partition may not be ours any more, CorruptionError for a record that the
        brokers refuse for good, and KafkaError where they refuse us.
        """
        producer = self._owned[partition]
        try:
            await producer.begin_transaction()
            await _send(producer, [each for each in records if each.topic not in self._beside])
            await _send(self._plain, [each for each in records if each.topic in self._beside])
            if offsets:
                committed = {TopicPartition(tp.topic, tp.partition): offset for tp, offset in offsets.items()}
                await producer.send_offsets_to_transaction(committed, self._group)
            await producer.commit_transaction()
        except BaseException as error:
            self._let_go(partition)  # what it has begun ends with the next claim
            if not isinstance(error, KafkaError) or isinstance(error, REFUSALS):
                raise
            _raise_refused(error)
            log.warning("partition %d is no longer ours to write: %r", partition, error)
            raise LostPartitionError from error

    async def send(self, records: Sequence[Outgoing]) -> None:
        """Writes records without a transaction: returns once the brokers have them. Raises CorruptionError."""
        try:
            await _send(self._plain, records)
        except KafkaError as error:
            _raise_refused(error)
            raise

    def _let_go(self, partition: int) -> None:
        """Ends our ownership. A producer may wait for its brokers before it ends: nobody waits for it."""
        if (producer := self._owned.pop(partition, None)) is not None:
            leaving = asyncio.create_task(_stop(producer))
            self._leaving.add(leaving)
            leaving.add_done_callback(self._leaving.discard)


async def _send(producer: AIOKafkaProducer, records: Sequence[Outgoing]) -> None:
    sent = [
        await producer.send(
            each.topic, each.value, key=each.key, partition=each.partition, headers=list(each.headers)
        )
        for each in records
    ]
    await asyncio.gather(*sent)


async def _stop(producer: AIOKafkaProducer) -> None:
    try:
        await producer.stop()
    except Exception as error:  # noqa: BLE001  # of a producer that has failed, and was given up
        log.info("a producer did not end well: %r", error)


def _raise_refused(error: KafkaError) -> None:
    if isinstance(error, _TOO_LARGE):
        raise CorruptionError(f"the brokers refused a change of state: {error!r}") from error
