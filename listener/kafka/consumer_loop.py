"""Consumer loop: works through topics as a member of a consumer group, and loses no record in a rebalance.

A record is taken at least once: its offset is committed after the handler has returned from it. A whole example:

    class Copying(RecordHandler):
        '''Copies `posts` to another topic.'''

        def __init__(self, settings: Settings) -> None:
            self._settings = settings
            self.loop = ConsumerLoop(settings, ConsumerGroup("copying"), [topics.POSTS], self)

        async def run(self) -> None:
            async with producer(self._settings) as self._producer:
                await self.loop.run()  # until somebody calls `loop.stop()`

        async def process(self, batch: RecordBatch) -> None:
            for record in flatten(batch):
                await self._producer.send_and_wait("copies", record.value)  # acknowledged: it may be committed

What the loop takes care of:

- Partitions are revoked only between batches: a rebalance waits for the batch in hand and for its commit.
- aiokafka returns records of a new assignment before `on_partitions_assigned` has finished. The loop holds them
  until it has, so the handler is told of a partition before it gets its records.
- Records that were polled before a rebalance, of partitions that are another member's by now, are dropped and not
  committed: the other member reads them.
- A commit that fails because of a rebalance is no error: whoever owns the partitions reads the records again.
- aiokafka only logs what a rebalance listener raises. Here it ends `run`, as what `process` raises does.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, ConsumerRecord, TopicPartition
from aiokafka.errors import CommitFailedError, IllegalStateError

from listener.kafka.clients import ConsumerGroup, group_consumer
from listener.settings import Settings

_POLL_MS = 200  # how long a poll waits for records; then the handler gets an empty batch, for what it does by time
_MORE_MS, _FILL_SECONDS = 5, 0.05  # that it waits for more where there are some, each time and in all
_MOST = 500  # records of a batch, where the group has no bound of its own

KafkaRecord: TypeAlias = ConsumerRecord[bytes, bytes]
RecordBatch: TypeAlias = Mapping[TopicPartition, Sequence[KafkaRecord]]  # what one poll gave
Result = TypeVar("Result")

log = logging.getLogger(__name__)


def flatten(batch: RecordBatch) -> Iterator[KafkaRecord]:
    """The records of a batch, partition by partition."""
    return (record for records in batch.values() for record in records)


class RecordHandler:
    """What is done with records. No two of these methods run at the same time."""

    async def process(self, batch: RecordBatch) -> None:
        """Processes a batch, which may be empty. When this returns the batch is committed: send and wait first."""
        raise NotImplementedError

    async def after_commit(self, batch: RecordBatch) -> None:
        """Called after each batch, also an empty one, once it is committed: for what goes by time."""

    async def on_assigned(self, partitions: frozenset[TopicPartition]) -> None:
        """All the partitions that are ours from now on, maybe none. Called before any record of them comes."""

    async def on_revoked(self) -> None:
        """No partition is ours any more. Called before others get them, and before `run` ends; maybe twice."""


class ConsumerLoop:
    """Feeds one handler: `run` until `stop` is called, from the event loop in which both run."""

    def __init__(
        self, settings: Settings, group: ConsumerGroup, topics: Sequence[str], handler: RecordHandler
    ) -> None:
        """`topics` are short names."""
        self._settings, self._group, self._handler = settings, group, handler
        self._most = group.max_poll_records or _MOST
        self._topics = [settings.topic(name) for name in topics]
        self._lock = asyncio.Lock()  # held while a batch is in hand; a rebalance waits for it
        self._assigned = asyncio.Event()  # set while we know which partitions are ours
        self._ended = asyncio.Event()  # by `stop`
        self._run_ends = asyncio.Event()  # by `stop`, or by a failure in a rebalance
        self._failure: Exception | None = None
        self._listener = _Listener(self._begin_rebalance, self._end_rebalance, self._fail)
        self.partitions: frozenset[TopicPartition] = frozenset()

    @property
    def is_ready(self) -> bool:
        """Whether we know which partitions are ours, if only that there are none, and work on them."""
        return self._assigned.is_set() and not self._is_ending

    @property
    def consumer(self) -> AIOKafkaConsumer:
        """The consumer, while `run` runs, to ask for positions and offsets."""
        return self._consumer

    @property
    def ended(self) -> asyncio.Event:
        """Set once the loop is to end."""
        return self._ended

    async def run(self) -> None:
        """Works until `stop`. Raises what the handler raises, and what Kafka answers; may then be run again."""
        self._failure, self._run_ends = None, asyncio.Event()
        self._consumer = group_consumer(self._settings, self._group)
        self._consumer.subscribe(self._topics, listener=self._listener)
        try:
            await self._consumer.start()
            while not self._is_ending:
                await self._take_batch()
            if self._failure is not None:
                raise self._failure
        finally:
            await self._leave()

    def stop(self) -> None:
        """Asks for the end. The batch in hand is processed and committed first."""
        self._ended.set()
        self._run_ends.set()

    @property
    def _is_ending(self) -> bool:
        return self._ended.is_set() or self._run_ends.is_set()

    async def _begin_rebalance(self) -> None:
        """Takes all partitions from the handler, once the batch in hand is done."""
        self._assigned.clear()
        async with self._lock:
            self.partitions = frozenset()
            await self._handler.on_revoked()

    async def _end_rebalance(self, partitions: Iterable[TopicPartition]) -> None:
        """Hands the partitions to the handler, and lets their records in."""
        async with self._lock:
            self.partitions = frozenset(partitions)
            await self._handler.on_assigned(self.partitions)
        self._assigned.set()

    def _fail(self, error: Exception) -> None:
        """Ends `run` with this error."""
        self._failure = self._failure or error
        self._run_ends.set()

    async def _take_batch(self) -> None:
        """Takes one batch, from poll to commit.

        The poll is outside the lock: it waits until a rebalance is over, and a rebalance waits for the lock.
        """
        batch = await self._unless_ended(self._poll())
        if batch is None:
            return
        async with self._lock:
            ours = {tp: records for tp, records in batch.items() if tp in self.partitions}
            has_lost_all = bool(batch) and not ours  # a batch that was polled empty goes on: its handler acts by time
            if self._assigned.is_set() and self.partitions and not has_lost_all:
                await self._process_and_commit(ours)

    async def _poll(self) -> RecordBatch:
        """The next records, once the assignment that they came with is known.

        Brokers answer in small pieces, and a handler works off many records at once for less: so where there are
        some, more are asked for, for a moment.
        """
        batch = dict(await self._consumer.getmany(timeout_ms=_POLL_MS, max_records=self._most))
        until = time.monotonic() + _FILL_SECONDS
        while batch and time.monotonic() < until and (room := self._most - sum(map(len, batch.values()))) > 0:
            if not (more := await self._consumer.getmany(timeout_ms=_MORE_MS, max_records=room)):
                break
            for partition, records in more.items():
                batch[partition] = [*batch.get(partition, ()), *records]
        await self._assigned.wait()
        return batch

    async def _unless_ended(self, poll: Coroutine[Any, Any, Result]) -> Result | None:
        """What the poll gives, or None where the end comes first: then nothing of it is committed."""
        polling, end = asyncio.create_task(poll), asyncio.create_task(self._run_ends.wait())
        try:
            await asyncio.wait([polling, end], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in (polling, end):
                each.cancel()  # also where we are cancelled: nobody else would end them
        return polling.result() if polling.done() else None

    async def _process_and_commit(self, batch: RecordBatch) -> None:
        await self._handler.process(batch)
        if batch:
            await self._commit({tp: records[-1].offset + 1 for tp, records in batch.items()})
        await self._handler.after_commit(batch)

    async def _commit(self, offsets: Mapping[TopicPartition, int]) -> None:
        try:
            await self._consumer.commit(dict(offsets))
        except (CommitFailedError, IllegalStateError):
            log.info("%s: a rebalance came before a commit: the records are read again", self._group.name)

    async def _leave(self) -> None:
        """Leaves the group once the handler has let go of its partitions: no other member gets them before."""
        try:
            await self._begin_rebalance()
        finally:
            await self._consumer.stop()


class _Listener(ConsumerRebalanceListener):  # type: ignore[misc]  # aiokafka ships no types
    """Passes rebalances on, and what goes wrong in them."""

    def __init__(
        self,
        revoke: Callable[[], Awaitable[None]],
        assign: Callable[[Iterable[TopicPartition]], Awaitable[None]],
        fail: Callable[[Exception], None],
    ) -> None:
        self._revoke, self._assign, self._fail = revoke, assign, fail

    async def on_partitions_revoked(self, revoked: Iterable[TopicPartition]) -> None:
        await self._guard(self._revoke())

    async def on_partitions_assigned(self, assigned: Iterable[TopicPartition]) -> None:
        await self._guard(self._assign(assigned))

    async def _guard(self, change: Awaitable[None]) -> None:
        try:
            await change
        except Exception as error:  # noqa: BLE001  # aiokafka would only log it, and the loop would wait for ever
            self._fail(error)
