"""Recovery: cures for faults of Faust (0.15.3) in a rebalance of an app with tables, and in an outage.

1. faust-streaming issue 596. Once the tables are restored, Faust resumes the source partitions, seeks them to the
   committed offsets, and then calls `flow_control.resume()`, which clears every queue. Records that were fetched in
   between are gone, and their offsets are committed with the next ones. Here the queues are cleared first, and the
   source partitions are resumed last. (Issue 216 was the same without tables; it is mended.)
2. Faust empties its set of active partitions in place when it pauses them. A read that has begun goes on with the
   empty set, which means "all partitions" to aiokafka; Faust drops what comes of it. Here a read keeps the set with
   which it began, and recovery waits for the read to end before it seeks.
3. Faust does not seek a partition without a committed offset, so what was read of it and dropped is not read again.
   Here such a partition is sought to its beginning.
4. What Kafka answers in an outage, or in the rebalance after it, crashes Faust's commits and reads, and what the
   group's coordinator answers unexpectedly is never looked at: the consumer stands still. Here both are tried again.
5. A worker that was paused for longer than its session works off its buffer and writes state that is another's by
   then. Here it asks its group before it writes (`listener/kafka/changelog.py`).
5. A step of recovery has 90 s. Then aiokafka's error ends the worker; or Faust, whose limit is the same, takes itself
   for stopped, and recovers no more. Here a step has the time that it takes, and is tried until it is done.

Measured with 160,000 records and nine rebalances: Faust as it comes lost records in 4 of 4 runs, this in none of 5.
`tests/integration/test_recovery.py` repeats the measurement. All goes through Faust's own extension points.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any, cast

import faust
from aiokafka.errors import IllegalStateError, KafkaError
from faust.tables import TableManager
from faust.tables.recovery import Recovery
from faust.transport.drivers.aiokafka import AIOKafkaConsumerThread, Consumer, Transport
from faust.types import TP, Message

from listener.kafka.changelog import AcknowledgedProducer, stop_writing
from listener.kafka.outages import will_pass

_MEMBERSHIP_SECONDS = 10.0  # that a group may take to answer; a broker that is away answers nobody
_RETRY_SECONDS = 1.0  # before a read, or a step of recovery, that an outage ended is tried again


class WaitingConsumerThread(AIOKafkaConsumerThread):
    """Faust's thread with aiokafka's consumer, which goes on after an outage and the rebalance that follows it."""

    async def crash(self, reason: BaseException) -> None:
        """Ends the app, unless the reason passes: a commit that an outage or a rebalance refuses is made again."""
        if isinstance(reason, IllegalStateError) or will_pass(reason):
            self.log.info("a commit was refused, and is made again: %r", reason)
        else:
            await super().crash(reason)

    async def ask_membership(self) -> bool:
        """Whether the group's coordinator still knows us as a member, by a heartbeat of its own."""
        try:
            return bool(await self._ensure_consumer()._coordinator._do_heartbeat())  # noqa: SLF001  # no other way
        except KafkaError as error:
            self.log.info("the group does not count us in: %r", error)
            return False

    async def _fetch_records(self, consumer: Any, active_partitions: set[TP], *args: Any, **options: Any) -> Any:
        try:
            consumer._coordinator.check_errors()  # noqa: SLF001  # as aiokafka's own getmany does
            return await super()._fetch_records(consumer, active_partitions, *args, **options)
        except KafkaError as error:
            if not will_pass(error) or consumer._coordinator._coordination_task.done():  # noqa: SLF001  # no other way
                raise
            await asyncio.sleep(_RETRY_SECONDS)
            return {}


class PatchedConsumer(Consumer):
    """Faust's consumer, whose reads keep their partitions and can be waited for, and whose commits can be stopped."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._commits, self._drains = True, True
        self._no_read = asyncio.Event()  # set while no read is under way
        self._no_read.set()

    def _new_consumer_thread(self) -> AIOKafkaConsumerThread:
        return WaitingConsumerThread(self, loop=self.loop, beacon=self.beacon)

    async def getmany(self, timeout: float) -> AsyncIterator[tuple[TP, Message]]:  # noqa: ASYNC109  # Faust's own
        self._no_read.clear()
        try:
            async for each in super().getmany(timeout):
                yield each
        finally:
            self._no_read.set()

    async def _getmany(self, active_partitions: set[TP] | None, timeout: float) -> Any:  # noqa: ASYNC109  # as above
        kept = None if active_partitions is None else set(active_partitions)
        return await super()._getmany(kept, timeout)

    async def is_member(self) -> bool:
        """Whether what we have is still ours. Who is not answered in time takes it that it is not."""
        thread = cast(WaitingConsumerThread, self._thread)
        try:
            return bool(await asyncio.wait_for(thread.call_thread(thread.ask_membership), _MEMBERSHIP_SECONDS))
        except TimeoutError:
            return False

    async def _commit(self, offsets: Mapping[TP, int]) -> bool:
        has_written = cast(AcknowledgedProducer, self.app.producer).has_written
        return await super()._commit(offsets) if self._commits and has_written else False

    async def wait_empty(self) -> None:
        """Waits for the records in hand, unless the app has failed: then they will never be done."""
        await (super().wait_empty() if self._drains else self.commit_and_end_transactions())

    def stop_commits(self) -> None:
        """Commits nothing more: after a failure Faust acknowledges records that were never worked off."""
        self._commits = False

    def skip_drain(self) -> None:
        """Stops without waiting for the records in hand."""
        self._drains = False

    async def wait_for_read(self) -> None:
        """Returns once the read under way has given all its records, or had them dropped."""
        await self._no_read.wait()


class OrderedRecovery(Recovery):
    """Faust's recovery, with its last step in another order, whose steps wait for a broker that is away."""

    async def _wait(self, coro: Any, timeout: Any = None) -> None:  # noqa: ASYNC109  # Faust's own
        """Waits for as long as it takes, or until another rebalance begins."""
        await super()._wait(coro)

    async def _build_highwaters(self, *args: Any) -> None:
        await self._until_done(super()._build_highwaters, *args)

    async def _build_offsets(self, *args: Any) -> None:
        await self._until_done(super()._build_offsets, *args)

    async def _seek_offsets(self, *args: Any) -> None:
        await self._until_done(super()._seek_offsets, *args)

    async def _until_done(self, step: Callable[..., Awaitable[None]], *args: Any) -> None:
        """Takes a step, and again after what will pass. All of them may be repeated."""
        while True:
            try:
                return await step(*args)
            except (KafkaError, TimeoutError) as error:
                if isinstance(error, KafkaError) and not will_pass(error):
                    raise
                self.log.warning("a step of recovery failed, and is tried again: %r", error)
            await asyncio.sleep(_RETRY_SECONDS)

    async def on_recovery_completed(self, generation_id: int = 0) -> None:
        """Waits for the tables, seeks, marks recovery completed, clears the queues, then resumes the sources."""
        await self.app.on_rebalance_complete.send()
        self._set_recovery_ended()
        await self._wait_for_tables()
        if self.app.consumer_generation_id != generation_id:
            self.log.info("another rebalance has begun: this recovery ends here")
            return
        await self._seek_to_committed()
        self.completed.set()
        self.app.flow_control.resume()  # clears the queues: nothing may be in them yet
        self.app.consumer.resume_flow()
        self._resume_sources()
        await cast(faust.App, self.app)._fetcher.maybe_start()  # noqa: SLF001  # as Faust's own does
        self._mark_ready()

    async def _wait_for_tables(self) -> None:
        waits = [
            table.on_recovery_completed(self.actives_for_table[table], self.standbys_for_table[table])
            for table in self.tables.values()
        ]
        await asyncio.gather(*waits)

    async def _seek_to_committed(self) -> None:
        if self.app.consumer.assignment():
            consumer = cast(PatchedConsumer, self.app.consumer)
            await self._wait(consumer.wait_for_read())
            await self._wait(self._until_done(consumer.perform_seek))
            await self._wait(self._until_done(self._seek_to_beginnings, consumer))

    async def _seek_to_beginnings(self, consumer: PatchedConsumer) -> None:
        committed: Mapping[TP, int | None] = await consumer.seek_to_committed()
        fresh = {tp for tp, offset in committed.items() if not offset and not self._is_changelog_tp(tp)}
        if fresh:
            await consumer.seek_wait(await consumer.earliest_offsets(*fresh))

    def _resume_sources(self) -> None:
        assignment = self.app.consumer.assignment()
        self.app.consumer.resume_partitions({tp for tp in assignment if not self._is_changelog_tp(tp)})

    def _mark_ready(self) -> None:
        self.tables.on_actives_ready()
        if not self.app.assignor.assigned_standbys():
            self.tables.on_standbys_ready()
        self.app.on_rebalance_end()
        self.log.info("worker ready")


class OrderedTableManager(TableManager):
    """A table manager whose recovery is `OrderedRecovery`."""

    @property
    def recovery(self) -> Recovery:
        if self._recovery is None:
            self._recovery = OrderedRecovery(self.app, self, beacon=self.beacon, loop=self.loop)
        return self._recovery


class PatchedTransport(Transport):
    """Faust's transport to Kafka with our consumer and producer."""

    Consumer = PatchedConsumer
    Producer = AcknowledgedProducer


def patch_transport(app: faust.App) -> faust.App:
    """The app with all cures of this module, if it was made with `TableManager=OrderedTableManager`."""
    app.transport = PatchedTransport(app.conf.broker_consumer, app)
    return app


def fence(app: faust.App) -> None:
    """Lets the app write nothing that is not its own any more: the group is asked before each write."""
    cast(AcknowledgedProducer, app.producer).is_member = cast(PatchedConsumer, app.consumer).is_member


def stop_commits(app: faust.App) -> None:
    """Nothing that the app has read since its last commit counts as done, and nothing of it is written."""
    cast(PatchedConsumer, app.consumer).stop_commits()
    stop_writing(app)


def skip_drain(app: faust.App) -> None:
    """The app stops without waiting for the records in hand."""
    cast(PatchedConsumer, app.consumer).skip_drain()
