"""Table recovery that loses nothing: the cure for Faust's issue 596, through `App(TableManager=...)`.

When tables are restored, Faust resumes the source partitions, seeks them to the committed offsets, and only
then calls `flow_control.resume()`, which clears every queue. A record fetched in between vanishes: its offset
is booked as a gap that the next commit goes over, or commits stop until the next rebalance replays it all.
Here the queues are cleared first and the source partitions resumed last.
"""

from __future__ import annotations

import asyncio
from typing import Any, cast

import faust
from faust.tables import TableManager
from faust.tables.recovery import Recovery


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
            await self._wait(self.app.consumer.perform_seek(), timeout=self.app.conf.broker_request_timeout)

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
    def recovery(self) -> Any:
        if self._recovery is None:
            self._recovery = OrderedRecovery(self.app, self, beacon=self.beacon, loop=self.loop)
        return self._recovery
