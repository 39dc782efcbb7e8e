"""Consumer: reads signals and people's answers, keeps the state of all routes, and sends the alerts that are due.

A campaign's state is stored before the alerts that it releases are sent, and again after they arrived. So a crash at
any moment repeats at most the alerts that were on their way, under the same ids, and loses none. Alerts are released
only once everything is read: a backlog makes one alert a route, not hundreds.
"""

from __future__ import annotations

import logging
import time
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence

from aiokafka import TopicPartition
from aiokafka.coordinator.assignors.abstract import AbstractPartitionAssignor

from listener.alerts.desk import AlertDesk, AlertInput, AlertPlan, OpenSink
from listener.alerts.single_owner import SingleOwnerAssignor
from listener.alerts.state_topic import read_states, write_states
from listener.kafka import clients, topics, wire
from listener.kafka.clients import ConsumerGroup
from listener.kafka.consumer_loop import ConsumerLoop, KafkaRecord, RecordBatch, RecordHandler, flatten
from listener.kafka.outages import ride_out
from listener.metrics import Metric, Metrics
from listener.settings import Settings
from listener.sinks import Backoff, open_sink
from listener.worker.rate_limiter import RateLimiter
from models.alerts import AlertState
from models.campaigns import Campaign
from models.decoding import Decode
from models.errors import UnreadableError
from models.rejections import DETAIL_LIMIT, Origin, Rejection
from pipelines.posts import rejection

_GROUP = "alerts-worker"
DRAIN_SECONDS = 5.0  # that deliveries still have when we stop; a rebalance waits for them, so it must not be long

ALERT_DECODERS: Mapping[str, Decode[AlertInput]] = {
    topics.SIGNALS: wire.decode_any_signal,
    topics.COMMANDS: wire.decode_command,
}

log = logging.getLogger(__name__)


class Alerting(RecordHandler):
    """The alerting part of a worker: `run` until `stop` is called. Of many, one sends and the others stand by."""

    def __init__(
        self,
        settings: Settings,
        campaigns: Sequence[Campaign],
        variables: Mapping[str, str],
        metrics: Metrics,
        *,
        backoff: Backoff | None = None,
        clock: Callable[[], float] = time.time,
        assignor: type[AbstractPartitionAssignor] = SingleOwnerAssignor,
        open_sink: OpenSink = open_sink,
    ) -> None:
        """As `AlertPlan`. Raises SettingsError without a secret that a route names."""
        self._settings, self._metrics = settings, metrics
        self._plan = AlertPlan(
            campaigns,
            variables,
            metrics,
            board_url=settings.board_url,
            backoff=backoff,
            clock=clock,
            open_sink=open_sink,
        )
        self._rejection_limit = RateLimiter(settings.rejected_per_minute)
        self._decoders = {settings.topic(name): decode for name, decode in ALERT_DECODERS.items()}
        self._desk: AlertDesk | None = None  # None: another worker sends, or we have not read the states yet
        self._loop = ConsumerLoop(settings, ConsumerGroup(_GROUP, assignor), list(ALERT_DECODERS), self)
        metrics.read_at_scrape(Metric.ALERTS_HELD, lambda: self._desk.queue_lengths() if self._desk else {})

    @property
    def is_ready(self) -> bool:
        """Whether we work, or stand by."""
        return self._loop.is_ready

    async def run(self) -> None:
        """Works until `stop`, and waits for brokers that are away.

        Raises SettingsError for a secret that cannot be one, and what the brokers refuse for good.
        """
        async with self._plan.open_client() as client:
            self._sinks = self._plan.open_sinks(client)
            await ride_out("alerting", self._take_part, self._loop.ended)

    async def _take_part(self) -> None:
        """One membership of the group, from its beginning to its end."""
        async with clients.producer(self._settings) as self._producer:
            await self._loop.run()

    def stop(self) -> None:
        """Asks for the end."""
        self._loop.stop()

    async def on_assigned(self, partitions: frozenset[TopicPartition]) -> None:
        log.info("alerting: %s", "this worker sends alerts" if partitions else "another worker sends alerts")

    async def on_revoked(self) -> None:
        """Lets running deliveries end for a moment; what is cut short is sent again by the next owner."""
        desk, self._desk = self._desk, None
        if desk is not None:
            await desk.drain(DRAIN_SECONDS)

    async def process(self, batch: RecordBatch) -> None:
        """Takes the records. Raises CorruptionError."""
        if self._desk is None:
            stored = await read_states(self._settings, self._plan.campaigns)
            self._desk = AlertDesk(self._plan, stored, self._sinks, self._write_states, self._keep_rejection)
        await self._desk.complete()
        await self._desk.take([each async for each in self._read(flatten(batch))])

    async def after_commit(self, batch: RecordBatch) -> None:
        """Once all records are read, releases the alerts that are due now, and begins to send them."""
        if self._desk is not None and not batch:
            await self._desk.release()

    async def _read(self, records: Iterable[KafkaRecord]) -> AsyncIterator[AlertInput]:
        """What the records say. What cannot be read is passed over."""
        for record in records:
            try:
                yield self._decoders[record.topic](record.value)
            except UnreadableError as error:
                await self._reject(record, error)

    async def _reject(self, record: KafkaRecord, error: UnreadableError) -> None:
        """Passes a record over. Signals have no other reader that keeps them; commands and erasures have."""
        log.warning("%s %s/%s: %s", record.topic, record.partition, record.offset, str(error)[:DETAIL_LIMIT])
        if record.topic != self._settings.topic(topics.SIGNALS):
            return
        origin = Origin(record.topic, record.partition, record.offset)
        rejected = rejection(error.reason, f"signal: {error}", record.value or b"", origin)
        kept = self._rejection_limit.admit([rejected])
        self._metrics.count_rejections([rejected], not_kept=1 - len(kept))
        for each in kept:
            await self._keep_rejection(each)

    async def _write_states(self, states: Mapping[str, AlertState]) -> None:
        await write_states(self._producer, self._settings, states)

    async def _keep_rejection(self, rejected: Rejection) -> None:
        await self._producer.send_and_wait(self._settings.topic(topics.REJECTED), wire.encode(rejected))
