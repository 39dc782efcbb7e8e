"""Readiness app: the Faust application that keeps the state of every audience, run as a service of a worker.

    tagged, commands, labels --> agent --> outbox --> decisions, signals, readiness, labels
                             |   ^           ^  at a commit, with the offsets
          writes at a commit v   | reads once|
                           state table ------+-----> its changelog topic, from which the next owner restores it

`agent.py` has what is done with a record, `state_store.py` what the table holds and when it is written. Here is how
Faust is set, what happens in a rebalance, and how the app starts, fails and stops.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, suppress
from functools import partial
from typing import Any

import faust
from faust.assignor import PartitionAssignor
from faust.types import TP, EventT, StreamT

from listener.kafka import topics
from listener.kafka.assignors import DelayedFaustAssignor
from listener.kafka.clients import METADATA_MS, ssl_context
from listener.kafka.fencing import FencedWriter
from listener.kafka.outages import ride_out
from listener.kafka.recovery import FencedApp
from listener.settings import Settings
from listener.worker.agent import ReadinessAgent
from listener.worker.latest_decisions import LatestDecisions
from listener.worker.lifecycle import Ending
from listener.worker.state_records import StateTable
from listener.worker.telling import Telling
from models.rejections import Origin

_CRASH_POLL_SECONDS = 0.5  # between two looks whether Faust has crashed; it has no event for it
_FAILED_STOP_SECONDS = 5.0  # that a failed worker may take to stop: nothing of it must be saved


def create_faust_app(settings: Settings, *, partitions: int, is_embedded: bool) -> FencedApp:
    """Faust, with our cures for its faults (listener/kafka/recovery.py). `partitions` are those of `tagged`."""
    name = settings.topic(topics.READINESS_APP)
    writer = FencedWriter(settings, topics.READINESS_APP, has_transactions=not is_embedded)
    return FencedApp(name, settings, writer, **_faust_settings(settings, partitions, is_embedded))


def create_state_table(app: FencedApp, partitions: int) -> StateTable:
    """The table in which audiences are kept: bytes by bytes, as `state_store` encodes them."""
    table: StateTable = app.Table(topics.STATE_TABLE, key_type=bytes, value_type=bytes, partitions=partitions)
    return table


class ReadinessApp:
    """The readiness part of a worker: `run` until `stop` is called."""

    def __init__(
        self, settings: Settings, app: FencedApp, agent: ReadinessAgent, latest: LatestDecisions, ending: Ending
    ) -> None:
        """`ending` is told of a record that cannot be processed, and knows whether another part has failed."""
        self._app, self._agent, self._latest, self._ending = app, agent, latest, ending
        self._stopping = asyncio.Event()
        self._telling = Telling(lambda: app.consumer.commit(), lambda: app.outbox.size, ending.fail)
        names = [settings.topic(name) for name in (topics.TAGGED, topics.COMMANDS, topics.LABELS)]
        app.agent(app.topic(*names, key_type=bytes, value_type=bytes), name="readiness")(self._process)
        app.on_partitions_revoked.connect(self._on_revoked, weak=False)
        app.on_partitions_assigned.connect(self._on_assigned, weak=False)

    @property
    def is_ready(self) -> bool:
        """Whether the table is restored and no rebalance goes on."""
        return bool(self._app.tables.actives_ready and not self._app.rebalancing and not self._app.should_stop)

    async def run(self) -> None:
        """Works until `stop`. Raises what made Faust crash. A graceful stop finishes the record in hand."""
        self._app.outbox.write_behind = self._agent.store.write
        self._app.outbox.on_written = self._agent.publisher.note_written
        async with AsyncExitStack() as stack:
            for each in (self._agent.publisher, self._app.writer):
                await ride_out("readiness", partial(_enter, stack, each), self._stopping)
            if not self._stopping.is_set():
                await self._run_app()

    def stop(self) -> None:
        """Asks for the end."""
        self._stopping.set()

    async def _run_app(self) -> None:
        """It may be asked to stop while it waits for a broker to start with."""
        starting, stopping = asyncio.create_task(self._app.start()), asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait([starting, stopping], return_when=asyncio.FIRST_COMPLETED)
            if starting.done():
                starting.result()
                await self._wait_for_stop()
        finally:
            stopping.cancel()
            await self._stop_app()
            await asyncio.wait([starting])

    async def _wait_for_stop(self) -> None:
        while not self._stopping.is_set():
            if self._app.crashed:
                raise self._app.crash_reason or RuntimeError("Faust crashed and does not say why")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), _CRASH_POLL_SECONDS)

    async def _stop_app(self) -> None:
        """Stops Faust. After a failure nothing in hand is waited for: it is read again after the restart."""
        has_failed = self._ending.failure is not None or self._app.crashed
        if has_failed:
            self._app.skip_drain()
        stopping = asyncio.create_task(self._app.stop())
        await asyncio.wait([stopping], timeout=_FAILED_STOP_SECONDS if has_failed else None)

    async def _process(self, stream: StreamT[bytes]) -> None:
        """Faust's agent: one event at a time, each acknowledged when the next is asked for."""
        async for event in stream.events():
            try:
                await self._process_event(event)
            except Exception as error:  # noqa: BLE001  # Faust would skip the record and commit past it
                self._app.stop_commits()
                self._ending.fail(error)
                await asyncio.Event().wait()  # for ever: the record is never acknowledged, and read after a restart

    async def _process_event(self, event: EventT[bytes]) -> None:
        message, before = event.message, self._app.outbox.size
        await self._agent.process(
            Origin(message.topic, message.partition, message.offset), message.key, message.value
        )
        if self._app.outbox.size > before:
            self._app.outbox.note_cause(message.timestamp)
            self._telling.begin()

    async def _on_revoked(self, *_: Any, **__: Any) -> None:
        """Another worker may change the table next: what was decoded of it is dropped."""
        self._agent.store.forget()
        self._app.outbox.clear()
        self._latest.forget()

    async def _on_assigned(self, *args: Any, **_: Any) -> None:
        """Another worker may have changed the table: what was decoded of it is dropped."""
        assigned: Iterable[TP] = args[1]  # Faust sends (app, partitions)
        self._agent.store.forget()
        self._latest.restore({tp.partition for tp in assigned if not topics.is_changelog(tp.topic)})


async def _enter(stack: AsyncExitStack, part: AbstractAsyncContextManager[object]) -> None:
    await stack.enter_async_context(part)


def _faust_settings(settings: Settings, partitions: int, is_embedded: bool) -> dict[str, Any]:
    """Faust's settings on which a promise of ours rests. What it offers beyond them stays off."""
    return {
        "broker": [f"kafka://{address}" for address in settings.bootstrap.split(",")],
        "broker_credentials": _credentials(settings),
        "PartitionAssignor": DelayedFaustAssignor if is_embedded else PartitionAssignor,
        "datadir": settings.data_dir,
        "key_serializer": "raw",  # bytes: we decode and reject; a codec of Faust's that fails loses the record
        "value_serializer": "raw",
        "topic_partitions": partitions,
        "topic_replication_factor": settings.replication,
        "topic_allow_declare": False,  # listener/kafka/topics.py makes them, co-partitioned
        "topic_disable_leader": True,
        "table_standby_replicas": 0,  # with standbys, a rebalance during another can leave partitions unread
        "consumer_group_instance_id": settings.instance,  # a restart rejoins at once, without a rebalance
        "broker_session_timeout": settings.session_timeout,
        "broker_heartbeat_interval": settings.session_timeout / 10,
        "broker_commit_interval": settings.commit_interval,
        "consumer_metadata_max_age_ms": METADATA_MS,  # who joins while a line is cut may know of no topic at first
        "stream_wait_empty": True,  # a rebalance waits for the record in hand
        "stream_buffer_maxsize": 16_384,  # records; a partition whose buffer is full is read again a second later
        "worker_redirect_stdouts": False,
        "web_enabled": False,  # listener/worker/health.py serves the pages of all parts
    }


def _credentials(settings: Settings) -> Any:
    """What Faust logs in with, or None on a plain connection."""
    context = ssl_context(settings)
    if settings.security.startswith("SASL"):
        return faust.SASLCredentials(
            username=settings.sasl_username,
            password=settings.sasl_password,
            ssl_context=context,
            mechanism=settings.sasl_mechanism,
        )
    return faust.SSLCredentials(context) if context else None
