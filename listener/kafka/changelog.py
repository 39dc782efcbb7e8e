"""Changelog: what a table writes is on the brokers before the offset of the record that caused it is committed.

Faust sends table writes through a buffer. Before a commit it flushes that buffer, but for a tenth of a second at
most; and it only logs a write that the brokers refuse. In both cases a worker that dies afterwards has committed
offsets whose changes its changelog lacks. Here a flush waits for the brokers' answers, and a refused write stops the
worker.

The state is written behind: `write_behind` names what brings into the table all that changed, and a flush asks it
first. Faust flushes before each commit, and before it gives partitions back. A `KeyedTable` can be written to
then, outside of an agent: its records lie where the records of their audience's key do.

Who has been away for longer than a session lasts (a paused machine) has no partitions any more, and does not know
it. So the group is asked before each write whether it still counts us in; if not, nothing is written or committed,
and the rebalance that follows drops what we had. What is left open are the milliseconds between answer and write.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, cast

import faust
from faust.transport.drivers.aiokafka import Producer
from faust.transport.producer import ProducerBuffer
from faust.types.tuples import FutureMessage

from listener.kafka.clients import WaitingProducer
from listener.kafka.partitions import partition_of
from models.errors import CorruptionError

_MAX_UNACKNOWLEDGED = 5_000  # records, beyond which agents wait: about a second of table writes


class AcknowledgedBuffer(ProducerBuffer):
    """Knows every record that the brokers have not acknowledged."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._unacknowledged: set[FutureMessage] = set()
        self._refusal: BaseException | None = None

    def put(self, fut: FutureMessage) -> None:
        self._unacknowledged.add(fut)
        fut.add_done_callback(self._settle)
        super().put(fut)

    def _settle(self, fut: asyncio.Future[Any]) -> None:
        self._unacknowledged.discard(fut)
        if not fut.cancelled():
            self._refusal = self._refusal or fut.exception()

    async def flush_atmost(self, max_messages: int | None) -> int:
        """Returns once the brokers have acknowledged all that was put, whatever `max_messages` says.

        Raises CorruptionError where they refused any of it.
        """
        waiting = set(self._unacknowledged)
        if waiting:
            await asyncio.wait(waiting)
        if self._refusal is not None:
            raise CorruptionError(f"the brokers refused a change of state: {self._refusal!r}") from self._refusal
        return len(waiting)

    async def wait_until_ebb(self) -> None:
        """Returns once few enough are on their way. Faust's agents call it before they write more."""
        if len(self._unacknowledged) > _MAX_UNACKNOWLEDGED:
            await self.flush_atmost(None)


class AcknowledgedProducer(Producer):
    """Faust's producer with `AcknowledgedBuffer`, which writes behind."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.write: Callable[[], None] = _write_nothing
        self.is_member: Callable[[], Awaitable[bool]] = _count_in
        self.has_written = True  # with the last flush
        self.buffer = AcknowledgedBuffer(loop=self.loop, beacon=self.beacon)
        self.buffer.app = self.app

    async def flush(self) -> None:
        """Writes what changed, if the group counts us in; returns once the brokers have acknowledged all that was
        sent."""
        self.has_written = self.write is _write_nothing or await self.is_member()
        if self.has_written:
            self.write()
        await super().flush()

    async def on_stop(self) -> None:
        """All is written by then, or must not be: an app that has failed commits nothing more."""
        self.write = _write_nothing
        await super().on_stop()

    @property
    def _producer_type(self) -> type[WaitingProducer]:
        """A change of state waits for a broker that is away."""
        return WaitingProducer


class KeyedTable(faust.Table[bytes, bytes]):
    """A table of records named `key/...`, each on the partition of its key, whoever writes it and when."""

    def partition_for_key(self, key: bytes) -> int:
        """Where Faust sends a change of the record of this name."""
        owner, _, _ = key.rpartition(b"/")
        return partition_of(owner, cast(int, self.partitions))


def write_behind(app: faust.App, write: Callable[[], None]) -> None:
    """Lets `write` bring what changed into the app's tables, whenever what was sent must be on the brokers."""
    cast(AcknowledgedProducer, app.producer).write = write


def stop_writing(app: faust.App) -> None:
    """Nothing that changed since the last commit is written any more."""
    write_behind(app, _write_nothing)


async def _count_in() -> bool:
    """The word of a group that is not asked."""
    return True


def _write_nothing() -> None:
    """What an app writes that has no state, or has failed."""
