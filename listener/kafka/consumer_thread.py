"""Consumer thread: Faust's thread with aiokafka's consumer. From its start on it waits for brokers that are away."""

from __future__ import annotations

import asyncio
from typing import Any, Protocol, cast

from aiokafka.errors import IllegalStateError, KafkaError
from faust.transport.drivers.aiokafka import AIOKafkaConsumerThread
from faust.types import TP

from listener.kafka.fencing import FencedWriter
from listener.kafka.outages import will_pass

_EMBEDDED_WAIT_MS = 100  # Faust gives a broker 1.5 s to wait for records; the embedded one waits on, though some come
_RETRY_SECONDS = 1.0  # before a connection, or a read, that an outage ended is tried again


class _HasWriter(Protocol):
    """An app whose writer knows what its brokers can do."""

    writer: FencedWriter


class WaitingConsumerThread(AIOKafkaConsumerThread):
    """Faust's thread with aiokafka's consumer, which goes on after an outage and the rebalance that follows it."""

    async def on_start(self) -> None:
        """Connects. A thread that fails here is never started again: so it waits for a broker that is away."""
        while not self.should_stop:
            try:
                await super().on_start()
            except KafkaError as error:
                await self._ensure_consumer().stop()
                if not will_pass(error):
                    raise
                self.log.warning("Kafka fails (%r): connecting again until it works", error)
                await self.sleep(_RETRY_SECONDS)
            else:
                break

    def _create_worker_consumer(self, transport: Any) -> Any:
        consumer = super()._create_worker_consumer(transport)
        if not cast(_HasWriter, self.consumer.app).writer.has_transactions:
            consumer._fetch_max_wait_ms = _EMBEDDED_WAIT_MS  # noqa: SLF001  # Faust has no setting for it
        return consumer

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

    async def join_anew(self) -> None:
        """Lets the group give out its partitions again."""
        self._ensure_consumer()._coordinator.request_rejoin()  # noqa: SLF001  # no other way

    async def _fetch_records(self, consumer: Any, active_partitions: set[TP], *args: Any, **options: Any) -> Any:
        try:
            consumer._coordinator.check_errors()  # noqa: SLF001  # as aiokafka's own getmany does
            return await super()._fetch_records(consumer, active_partitions, *args, **options)
        except KafkaError as error:
            if not will_pass(error) or consumer._coordinator._coordination_task.done():  # noqa: SLF001  # no other way
                raise
            await asyncio.sleep(_RETRY_SECONDS)
            return {}
