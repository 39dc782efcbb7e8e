"""Changelog: what a table writes is on the brokers before the offset of the record that caused it is committed.

Faust sends table writes through a buffer. Before a commit it flushes that buffer, but for a tenth of a second at
most; and it only logs a write that the brokers refuse. In both cases a worker that dies afterwards has committed
offsets whose changes its changelog lacks. Here a flush waits for the brokers' answers, and a refused write stops the
worker.
"""

from __future__ import annotations

import asyncio
from typing import Any

from faust.transport.drivers.aiokafka import Producer
from faust.transport.producer import ProducerBuffer
from faust.types.tuples import FutureMessage

from listener.kafka.clients import WaitingProducer
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
    """Faust's producer with `AcknowledgedBuffer`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.buffer = AcknowledgedBuffer(loop=self.loop, beacon=self.beacon)
        self.buffer.app = self.app

    @property
    def _producer_type(self) -> type[WaitingProducer]:
        """A change of state waits for a broker that is away."""
        return WaitingProducer
