"""Alerting beside a run: the desk of a worker, over a log in place of topics."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Final

from listener.alerts.consumer import ALERT_DECODERS, DRAIN_SECONDS
from listener.alerts.desk import AlertDesk, AlertInput, AlertPlan
from listener.alerts.state_topic import decode_state, encode_state
from listener.kafka import topics, wire
from listener.log.base import POSITIONS, Log, LogRecord, Position
from listener.sources import SourceRecord
from models.alerts import AlertState
from models.errors import UnreadableError
from models.rejections import Rejection

_READER: Final = b"alerting"  # under which POSITIONS has how far the log is read
_POLL_SECONDS: Final = 0.5


class LogAlerting:
    """Sends alerts of what a log has: `run` until `stop`."""

    def __init__(self, log: Log, plan: AlertPlan) -> None:
        self._log, self._plan, self._stopped = log, plan, asyncio.Event()

    async def run(self) -> None:
        """Goes on from where the run before stopped. Raises SettingsError for a secret that cannot be one."""
        async with self._plan.open_client() as client:
            sinks, stored = self._plan.open_sinks(client), await self._stored()
            desk = AlertDesk(self._plan, stored, sinks, self._keep_states, self._keep_rejection)
            position = found.decode() if (found := (await self._log.latest(POSITIONS)).get(_READER)) else None
            while not self._stopped.is_set():
                position = await self._take(desk, position)
                await desk.complete()
                await desk.release()
                with suppress(TimeoutError):
                    async with asyncio.timeout(_POLL_SECONDS):
                        await self._stopped.wait()
            await desk.drain(DRAIN_SECONDS)

    def stop(self) -> None:
        """Asks for the end; alerts on their way have a moment to arrive."""
        self._stopped.set()

    async def _take(self, desk: AlertDesk, position: Position | None) -> Position | None:
        """Takes what came after a position; the position then. A repeat of a record after a crash is harmless."""
        before = position
        async for batch in self._log.read(ALERT_DECODERS, position):
            await desk.take(_readable(batch.records))
            position = batch.position
        if position != before and position is not None:
            await self._log.append([SourceRecord(POSITIONS, _READER, position.encode())])
        return position

    async def _stored(self) -> dict[str, AlertState]:
        kept = await self._log.latest(topics.ALERTS)
        return {name.decode(): decode_state(record) for name, record in kept.items()}

    async def _keep_states(self, states: Mapping[str, AlertState]) -> None:
        records = [SourceRecord(topics.ALERTS, name.encode(), encode_state(state)) for name, state in states.items()]
        await self._log.append(records)

    async def _keep_rejection(self, rejected: Rejection) -> None:
        await self._log.append([SourceRecord(topics.REJECTED, None, wire.encode(rejected))])


def _readable(records: Sequence[LogRecord]) -> Iterator[AlertInput]:
    """What can be read: whoever decides has said what cannot."""
    for each in records:
        with suppress(UnreadableError):
            yield ALERT_DECODERS[each.topic](each.value)
