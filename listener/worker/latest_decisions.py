"""Latest decisions: read back after a restart or a rebalance, so that the gauges of audiences have no gap.

The topic is kept for ever, so nobody is quoted there; what an earlier release quoted is written anew without."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Iterator, Mapping

from aiokafka.errors import KafkaError

from listener.kafka import clients, topics, wire
from listener.kafka.compacted import read_latest
from listener.metrics import Metrics
from listener.settings import Settings
from models.decoding import json_decoder
from models.errors import UnreadableError
from models.signals import Signal
from pipelines.quote_redaction import without_quotes

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

    async def wait_until_restored(self) -> None:
        """Returns once all is read that `restore` asked for."""
        if self._reading is not None:
            await asyncio.wait([self._reading])

    async def _read(self, partitions: Collection[int]) -> None:
        """A key has the same partition number on `readiness` as on `tagged`, where both have as many partitions."""
        try:
            records = await read_latest(self._settings, topics.READINESS, partitions)
            latest = dict(_readable(records))
            self._metrics.restore_latest(each.data for each in latest.values())
            await self._unquote({key: signal for key, signal in latest.items() if signal.data.examples})
        except KafkaError as error:
            log.warning("gauges start with the next decision: %s", error)

    async def _unquote(self, latest: Mapping[bytes, Signal]) -> None:
        """Writes these anew without quotes: of an audience that has ended, nobody else ever would."""
        if not latest:
            return
        async with clients.producer(self._settings) as producer:
            for key, signal in latest.items():
                value = wire.encode(without_quotes(signal))
                await producer.send_and_wait(self._settings.topic(topics.READINESS), value, key=key)


def _readable(records: Mapping[bytes, bytes]) -> Iterator[tuple[bytes, Signal]]:
    """Those records that can be read, by key: one that cannot takes the gauges of no other audience."""
    for key, record in records.items():
        try:
            yield key, _decode(record)
        except UnreadableError as error:
            log.warning("the gauges of an audience start with its next decision: %s", error)
