"""Table recovery that loses nothing: the cure for three faults of Faust, through its own extension points.

1. Its issue 596. When tables are restored, Faust resumes the source partitions, seeks them to the committed offsets,
   and only then calls `flow_control.resume()`, which clears every queue. What was fetched in between vanishes. Here
   the queues are cleared first and the source partitions resumed last.
2. A read that is under way when partitions are paused gives records that Faust drops: its set of active partitions
   has been emptied in place, and aiokafka takes no partitions for all. Here a read keeps the set it began with, and
   recovery waits for it to end before it seeks.
3. A partition of which nothing was committed yet is not sought at all. Here it is, to its beginning.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any, cast

import faust
from faust.tables import TableManager
from faust.tables.recovery import Recovery
from faust.transport.drivers.aiokafka import Consumer, Transport
from faust.types import TP, Message

from listener.kafka.changelog import AcknowledgedProducer


class PatchedConsumer(Consumer):
    """Faust's consumer, whose reads keep their partitions and can be waited for, and which can be frozen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._commits, self._drains = True, True
        self._read = asyncio.Event()
        self._read.set()

    async def getmany(self, timeout: float) -> AsyncIterator[tuple[TP, Message]]:  # noqa: ASYNC109  # Faust's own
        self._read.clear()
        try:
            async for each in super().getmany(timeout):
                yield each
        finally:
            self._read.set()

    async def _getmany(self, active_partitions: set[TP] | None, timeout: float) -> Any:  # noqa: ASYNC109  # as above
        kept = None if active_partitions is None else set(active_partitions)
        return await super()._getmany(kept, timeout)

    async def _commit(self, offsets: Mapping[TP, int]) -> bool:
        return await super()._commit(offsets) if self._commits else False

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
        await self._read.wait()


class OrderedRecovery(Recovery):
    """Faust's recovery with another last step."""

    async def on_recovery_completed(self, generation_id: int = 0) -> None:
        """Wait for the tables, seek, mark completed, clear the queues, then let the source records in."""
        await self.app.on_rebalance_complete.send()
        self._set_recovery_ended()
        await self._tables_recovered()
        if self.app.consumer_generation_id != generation_id:
            self.log.info("another rebalance has begun: this recovery ends here")
            return
        await self._seek_to_committed()
        self.completed.set()
        self.app.flow_control.resume()  # clears the queues: nothing may be in them yet
        self.app.consumer.resume_flow()
        self._let_sources_in()
        await cast(faust.App, self.app)._fetcher.maybe_start()  # noqa: SLF001  # as Faust's own does
        self._mark_ready()

    async def _tables_recovered(self) -> None:
        waits = [
            table.on_recovery_completed(self.actives_for_table[table], self.standbys_for_table[table])
            for table in self.tables.values()
        ]
        await asyncio.gather(*waits)

    async def _seek_to_committed(self) -> None:
        if self.app.consumer.assignment():
            consumer, timeout = cast(PatchedConsumer, self.app.consumer), self.app.conf.broker_request_timeout
            await self._wait(consumer.wait_for_read(), timeout=timeout)
            await self._wait(consumer.perform_seek(), timeout=timeout)
            await self._wait(self._seek_to_beginnings(consumer), timeout=timeout)

    async def _seek_to_beginnings(self, consumer: PatchedConsumer) -> None:
        committed: Mapping[TP, int | None] = await consumer.seek_to_committed()
        fresh = {tp for tp, offset in committed.items() if not offset and not self._is_changelog_tp(tp)}
        if fresh:
            await consumer.seek_wait(await consumer.earliest_offsets(*fresh))

    def _let_sources_in(self) -> None:
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


def stop_commits(app: faust.App) -> None:
    """Nothing that the app has read since its last commit counts as done."""
    cast(PatchedConsumer, app.consumer).stop_commits()


def skip_drain(app: faust.App) -> None:
    """The app stops without waiting for the records in hand."""
    cast(PatchedConsumer, app.consumer).skip_drain()
