"""Changelog: what a table writes is on the brokers before the offset of the message that wrote it is committed.

Faust sends table writes through a buffer. Before it commits it flushes that buffer, and gives up after a tenth of a
second; and a write that the brokers refuse is only logged. Either way a worker that dies later has committed what its
changelog does not know. Here a flush waits for the brokers' answers, and a refused write stops the worker.
"""

from __future__ import annotations

import asyncio
from typing import Any

from faust.transport.drivers.aiokafka import Producer
from faust.transport.producer import ProducerBuffer
from faust.types.tuples import FutureMessage

from models.errors import CorruptionError

_MAX_UNACKNOWLEDGED = 5_000  # records on their way; beyond them the agents wait


class AcknowledgedBuffer(ProducerBuffer):
    """Knows every record that the brokers have not answered for."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._unanswered: set[FutureMessage] = set()
        self._refused: BaseException | None = None

    def put(self, fut: FutureMessage) -> None:
        self._unanswered.add(fut)
        fut.add_done_callback(self._answered)
        super().put(fut)

    def _answered(self, fut: asyncio.Future[Any]) -> None:
        self._unanswered.discard(fut)
        if not fut.cancelled():
            self._refused = self._refused or fut.exception()

    async def flush_atmost(self, max_messages: int | None) -> int:
        """Returns once everything put so far is on the brokers. Raises CorruptionError where they refused any."""
        waiting = set(self._unanswered)
        if waiting:
            await asyncio.wait(waiting)
        if self._refused is not None:
            raise CorruptionError(f"the brokers refused a change of state: {self._refused!r}") from self._refused
        return len(waiting)

    async def wait_until_ebb(self) -> None:
        if len(self._unanswered) > _MAX_UNACKNOWLEDGED:
            await self.flush_atmost(None)


class AcknowledgedProducer(Producer):
    """Faust's producer with `AcknowledgedBuffer`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.buffer = AcknowledgedBuffer(loop=self.loop, beacon=self.beacon)
        self.buffer.app = self.app
