"""Latest decisions: read back after a restart or a rebalance, so that the gauges of audiences have no gap."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Iterable, Iterator

from aiokafka.errors import KafkaError

from listener.kafka import topics
from listener.kafka.compacted import read_latest
from listener.metrics import Metrics
from listener.settings import Settings
from models.decisions import Decision
from models.decoding import json_decoder
from models.errors import UnreadableError
from models.signals import Signal

_decode = json_decoder(Signal)

log = logging.getLogger(__name__)


class LatestDecisions:
    """Restores and forgets with each rebalance. It serves metrics only, so it never stops the worker."""

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        self._settings, self._metrics = settings, metrics
        self._reading: asyncio.Task[None] | None = None

    def forget(self) -> None:
        """The audiences may be another worker's now, which shows their decisions."""
        if self._reading is not None:
            self._reading.cancel()
        self._metrics.forget_latest()

    def restore(self, partitions: Collection[int]) -> None:
        """Reads those of the partitions assigned to us, in the background: the rebalance does not wait for it."""
        self.forget()
        if partitions:
            self._reading = asyncio.create_task(self._read(partitions))

    async def _read(self, partitions: Collection[int]) -> None:
        """A key has the same partition number on `readiness` as on `tagged`, where both have as many partitions."""
        try:
            records = await read_latest(self._settings, topics.READINESS, partitions)
            self._metrics.restore_latest(_readable_decisions(records.values()))
        except KafkaError as error:
            log.warning("gauges start with the next decision: %s", error)


def _readable_decisions(records: Iterable[bytes]) -> Iterator[Decision]:
    """The decisions of those records that can be read: one that cannot takes the gauges of no other audience."""
    for record in records:
        try:
            yield _decode(record).data
        except UnreadableError as error:
            log.warning("the gauges of an audience start with its next decision: %s", error)
